import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { fakeGit } from "../support/fakeGit.js";
import { CLI, runMgHook } from "../support/runMgHook.js";
import { inCommittedRepository, inRepository, stagedPlaces, WITH_KEY, WITHOUT_KEY } from "../support/situation.js";
import {
	hermeticEnvironment,
	type Outcome,
	type RunOptions,
	run,
	type TemporaryRepository,
	temporaryDirectory,
} from "../support/temporaryRepository.js";

/** Every file under a folder, `.git` with its index included, by name, mode and content. */
function fingerprintOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.map((entry) => {
			const file = join(entry.parentPath, entry.name);
			const { mode, mtimeMs } = lstatSync(file);
			const content = entry.isFile() ? readFileSync(file) : entry.isSymbolicLink() ? readlinkSync(file) : "";
			const hash = createHash("sha256").update(content).digest("hex");
			return `${relative(folder, file)} ${mode} ${entry.isFile() ? mtimeMs : ""} ${hash}`;
		})
		.sort();
}

/** What a person sees where mg-hook could not check: a sentence, a way out, and no more. */
function expectRefusal({ code, stdout, stderr }: Outcome, sentence: RegExp): void {
	expect(stderr).toMatch(sentence);
	expect(stderr).toMatch(/^mg-hook: [^\n]+\.\n {2}[^\n]+\.\n$/u);
	expect(stderr).not.toMatch(/internal fault|\n\s+at /u);
	expect(stdout).toBe("");
	expect(code).toBe(2);
}

/** Stages a key, breaks something, and checks: nothing under the repository's folder may change meanwhile. */
async function refused(
	sentence: RegExp,
	breakIt: (repository: TemporaryRepository) => RunOptions | undefined,
	args: readonly string[] = ["check", "--staged"],
): Promise<void> {
	await inCommittedRepository((repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("add", ".");
		const options = breakIt(repository) ?? {};
		const before = fingerprintOf(repository.root);
		const outcome = run(process.execPath, [CLI, ...args], { cwd: repository.root, ...options });
		expectRefusal(outcome, sentence);
		expect(fingerprintOf(repository.root)).toEqual(before);
		// The same with a report that a machine reads: nothing that looks like one.
		expectRefusal(
			run(process.execPath, [CLI, "check", "--format", "json"], { cwd: repository.root, ...options }),
			sentence,
		);
	});
}

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The environment in which `git` is a script of one's own. */
function withGit(body: string, env: NodeJS.ProcessEnv = {}): RunOptions {
	const { folder, PATH } = fakeGit(body);
	folders.push(folder);
	return { env: { PATH, ...env } };
}

describe("git", () => {
	test("is missing", () =>
		refused(/git was not found on PATH/, () => {
			const empty = temporaryDirectory();
			folders.push(empty);
			return { env: { PATH: empty } };
		}));

	test("is no program", () =>
		refused(/git diff failed: .*EACCES/, () => {
			const { folder, PATH } = fakeGit("");
			folders.push(folder);
			rmSync(join(folder, "git"));
			writeFileSync(join(folder, "git"), "", { mode: 0o644 });
			return { env: { PATH: PATH.split(":")[0] } };
		}));

	test.each(["KILL", "TERM", "SEGV"])("is killed half way by SIG%s", (signal) =>
		refused(/git diff failed: .*ended before it was done/, () =>
			withGit(`"$REAL_GIT" "$@" | head -c 150; kill -${signal} $$`),
		),
	);

	test("is killed before it says anything", () => refused(/ended before it was done/, () => withGit("kill -KILL $$")));

	test("prints half a diff and claims to be done", () =>
		refused(/ended in the middle of a hunk/, () => withGit('"$REAL_GIT" "$@" | head -c 180')));

	test("fails without a word", () => refused(/git diff failed: .*code 3 and said nothing/, () => withGit("exit 3")));

	test("fails at the end of a whole diff", () =>
		refused(/git diff failed: .*out of memory/, () =>
			withGit(
				'"$REAL_GIT" "$@"; echo "fatal: Out of memory, malloc failed (tried to allocate 8589934592 bytes)" >&2; exit 128'.replace(
					"Out",
					"out",
				),
			),
		));

	test("hangs", () =>
		refused(/git diff said nothing for 0\.3 s and was given up/, () =>
			withGit("exec sleep 1000", { MG_HOOK_GIT_TIMEOUT: "0.3" }),
		));

	test("hangs, ignores signals and leaves its pipe to a child", () =>
		refused(/git diff said nothing for 0\.3 s/, () =>
			withGit("trap '' INT TERM HUP; sleep 3 & while :; do sleep 1; done", { MG_HOOK_GIT_TIMEOUT: "0.3" }),
		));

	test("hangs half way", () =>
		refused(/git diff said nothing for 0\.3 s/, () =>
			withGit('"$REAL_GIT" "$@" | head -c 150; exec sleep 1000', { MG_HOOK_GIT_TIMEOUT: "0.3" }),
		));

	test.each(["0", "-1", "soon", "NaN"])("is given %s seconds", (seconds) =>
		refused(/MG_HOOK_GIT_TIMEOUT is ".*", which is not a number of seconds/, () => ({
			env: { MG_HOOK_GIT_TIMEOUT: seconds },
		})),
	);

	test("is too old", () =>
		refused(/too old for mg-hook: .*invalid option: --no-relative.*2\.30/s, () =>
			withGit('echo "error: invalid option: --no-relative" >&2; exit 129'),
		));

	test("is too old for a switch of its own", () =>
		refused(/too old for mg-hook/, () =>
			withGit('echo "Unknown option: -c" >&2; echo "usage: git [--version]" >&2; exit 129'),
		));

	test("is given a file too large for its diff", () =>
		refused(/no diff of a file as large as big\.txt: its limit is 1023 MB.*Git LFS/s, () =>
			withGit('echo "fatal: unable to generate diff for big.txt" >&2; exit 128'),
		));

	test("prints something else than a diff", () =>
		refused(/could not be read: a hunk/, () => withGit("printf 'diff --git a/x b/x\\n+++ b/x\\n@@ what @@\\n'")));

	test("takes a file for binary all the same", () =>
		refused(/takes for binary/, () => withGit("echo 'Binary files /dev/null and b/x differ'")));

	test("is slow but not silent", async () => {
		await inCommittedRepository((repository) => {
			repository.write("settings.env", WITH_KEY);
			repository.git("add", ".");
			const options = withGit(
				'"$REAL_GIT" "$@" | while IFS= read -r line; do sleep 0.15; printf "%s\\n" "$line"; done',
				{
					MG_HOOK_GIT_TIMEOUT: "2",
				},
			);
			expect(runMgHook(repository.root, ["check"], options).code).toBe(1);
		});
	});
});

describe("the repository", () => {
	const object = (repository: TemporaryRepository, name: string) => {
		const oid = repository.git("rev-parse", name);
		return join(repository.root, ".git/objects", oid.slice(0, 2), oid.slice(2));
	};
	const overwrite = (file: string, content: string | Buffer) => {
		rmSync(file);
		writeFileSync(file, content);
	};

	test("lacks a staged object", () =>
		refused(/git diff failed: .*unable to read/, (repository) => {
			rmSync(object(repository, ":settings.env"));
		}));

	test("lacks the old version's object", () =>
		refused(/git diff failed: .*unable to read/, (repository) => {
			rmSync(object(repository, "HEAD:settings.env"));
		}));

	test("lacks the tree of HEAD", () =>
		refused(/git diff failed: /, (repository) => {
			rmSync(object(repository, "HEAD^{tree}"));
		}));

	test.each([
		["cut short", (bytes: Buffer) => bytes.subarray(0, 20)],
		["empty", () => Buffer.alloc(0)],
		["garbage", () => Buffer.from("garbage")],
	])("has a corrupt object: %s", (_name, corrupt) =>
		refused(/git diff failed: .*(corrupt|unable to (read|unpack)|inflate|incorrect header|empty)/, (repository) => {
			const file = object(repository, ":settings.env");
			overwrite(file, corrupt(readFileSync(file)));
		}),
	);

	test.each([
		["garbage", "garbage", /git diff failed: .*index/],
		["cut short", "", /git diff failed: .*index/],
		["of an unknown version", `DIRC\0\0\0\x63${"\0".repeat(40)}`, /git diff failed: .*index/],
	])("has a broken index: %s", (_name, content, sentence) =>
		refused(sentence, (repository) => {
			const index = join(repository.root, ".git/index");
			overwrite(index, content === "" ? readFileSync(index).subarray(0, 30) : content);
		}),
	);

	test("has a broken configuration", () =>
		refused(/bad config line 1 in file/, (repository) => {
			writeFileSync(join(repository.root, ".git/config"), "[[[\n");
		}));

	test("is of a format that git does not know", () =>
		refused(/repo version/, (repository) => {
			repository.git("config", "core.repositoryFormatVersion", "99");
		}));

	test("has conflicts", () =>
		refused(/README has conflicts that are not resolved/, (repository) => {
			const blob = repository.git("rev-parse", "HEAD:README");
			repository.tryGit(["update-index", "--index-info"], {
				input: `0 ${"0".repeat(40)}\tREADME\n100644 ${blob} 1\tREADME\n100644 ${blob} 2\tREADME\n`,
			});
		}));

	test("is none", async () => {
		const folder = temporaryDirectory();
		folders.push(folder);
		for (let times = 0; times < 5; times++) {
			expectRefusal(runMgHook(folder, ["check"]), /This is not a git repository/);
		}
		expectRefusal(runMgHook(folder, ["check"], { env: { GIT_DIR: "nowhere" } }), /This is not a git repository/);
	});

	test("is bare", async () => {
		await inRepository((repository) => {
			const bare = join(repository.root, "../bare.git");
			repository.git("init", "-q", "--bare", bare);
			expectRefusal(runMgHook(bare, ["check"]), /no work tree here: this is a bare repository/);
		});
	});

	test("is somebody else's", async () => {
		if (process.getuid?.() !== 0) return;
		await inCommittedRepository((repository) => {
			chownSync(repository.root, 12_345, 12_345);
			chownSync(join(repository.root, ".git"), 12_345, 12_345);
			const outcome = runMgHook(repository.root, ["check"], { env: { SUDO_UID: undefined } });
			expectRefusal(outcome, /dubious ownership in repository at/);
			expect(outcome.stderr).toContain("git config --global --add safe.directory");
		});
	});

	test("is moved away from its linked work tree", async () => {
		await inCommittedRepository((repository) => {
			const linked = join(repository.root, "../linked");
			repository.git("worktree", "add", "-q", linked);
			rmSync(join(repository.root, ".git/worktrees"), { recursive: true });
			expectRefusal(runMgHook(linked, ["check"]), /not a git repository/i);
		});
	});
});

test("an index that somebody has locked is read, and the lock stays", async () => {
	await inCommittedRepository((repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("add", ".");
		const lock = repository.write(".git/index.lock", "");
		const before = fingerprintOf(repository.root);
		expect(runMgHook(repository.root, ["check"]).code).toBe(1);
		expect(fingerprintOf(repository.root)).toEqual(before);
		expect(existsSync(lock)).toBe(true);
	});
});

test("a check changes nothing, whatever it finds", async () => {
	await inCommittedRepository((repository) => {
		repository.write("settings.env", WITH_KEY);
		repository.git("add", ".");
		// Touched but not changed: git would like to write down the new times.
		repository.write("README", "Hello\n");
		const before = fingerprintOf(repository.root);
		expect(runMgHook(repository.root, ["check"]).code).toBe(1);
		repository.write("settings.env", WITHOUT_KEY);
		repository.git("add", ".");
		const clean = fingerprintOf(repository.root);
		expect(clean).not.toEqual(before);
		expect(runMgHook(repository.root, ["check"]).code).toBe(0);
		expect(fingerprintOf(repository.root)).toEqual(clean);
	});
});

/** Starts mg-hook, does something to it once its git runs, and waits for its end. */
async function started(
	repository: TemporaryRepository,
	options: RunOptions,
	act: (child: ReturnType<typeof spawn>, gitProcess: number) => void,
): Promise<{ code: number | null; signal: string | null; stderr: string; gitProcess: number }> {
	const child = spawn(process.execPath, [CLI, "check"], {
		cwd: repository.root,
		env: hermeticEnvironment(options.env),
		stdio: ["ignore", "pipe", "pipe"],
	});
	let stderr = "";
	child.stderr.on("data", (chunk) => {
		stderr += String(chunk);
	});
	const file = join(repository.root, "../git.pid");
	while (!existsSync(file) || readFileSync(file, "utf8").trim() === "") await new Promise(setImmediate);
	const gitProcess = Number(readFileSync(file, "utf8"));
	act(child, gitProcess);
	const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
		child.on("close", (...how) => resolve(how));
	});
	return { code, signal, stderr, gitProcess };
}

function isAlive(pid: number): boolean {
	// A process that ended stays in the table until its parent looks: here it has none that does not.
	try {
		return !/^State:\s+[ZX]/mu.test(readFileSync(`/proc/${pid}/status`, "utf8"));
	} catch {
		return false;
	}
}

describe("signals", () => {
	test.each([
		["SIGINT", 130],
		["SIGTERM", 143],
		["SIGHUP", 129],
	] as const)("%s ends the check with %i, and git with it", async (signal, expected) => {
		await inCommittedRepository(async (repository) => {
			const options = withGit(
				`trap '' INT TERM HUP; echo $$ > '${repository.root}/../git.pid'; "$REAL_GIT" "$@"; while :; do sleep 0.2; done`,
			);
			repository.write("settings.env", WITH_KEY);
			repository.git("add", ".");
			const before = fingerprintOf(repository.root);
			const { code, gitProcess, stderr } = await started(repository, options, (child) => child.kill(signal));
			expect([code, stderr]).toEqual([expected, ""]);
			expect(isAlive(gitProcess)).toBe(false);
			expect(fingerprintOf(repository.root)).toEqual(before);
		});
	});

	test("a git that is given up is gone when mg-hook is", async () => {
		await inCommittedRepository(async (repository) => {
			const options = withGit(
				`trap '' INT TERM HUP; echo $$ > '${repository.root}/../git.pid'; while :; do sleep 0.2; done`,
				{ MG_HOOK_GIT_TIMEOUT: "0.5" },
			);
			const { code, gitProcess } = await started(repository, options, () => undefined);
			expect(code).toBe(2);
			expect(isAlive(gitProcess)).toBe(false);
		});
	});

	test("a git whose work is no more wanted is ended: the configuration is wrong", async () => {
		await inCommittedRepository(async (repository) => {
			repository.write("mg-hook.config.json", '{"no": "such setting"}');
			const options = withGit(
				`echo $$ > '${repository.root}/../git.pid'; trap '' INT TERM; while :; do sleep 0.2; done`,
			);
			const { code, gitProcess, stderr } = await started(repository, options, () => undefined);
			expect(stderr).toMatch(/mg-hook\.config\.json:1:\d+: no is no setting/);
			expect(code).toBe(2);
			expect(isAlive(gitProcess)).toBe(false);
		});
	});
});

describe("standard output", () => {
	test.each(["pretty", "json"])("is closed: %s", async (format) => {
		await inCommittedRepository((repository) => {
			repository.write("settings.env", `${WITH_KEY}`.repeat(3000));
			repository.git("add", ".");
			const { code, stderr } = run(
				"bash",
				["-c", `'${process.execPath}' '${CLI}' check --format ${format} | true; exit \${PIPESTATUS[0]}`],
				{ cwd: repository.root },
			);
			expect(stderr).toMatch(/^mg-hook: The report could not be written: whoever was reading it has gone/);
			expect(code).toBe(2);
		});
	});

	test("and standard error are closed", async () => {
		await inCommittedRepository((repository) => {
			repository.write("settings.env", WITH_KEY);
			repository.git("add", ".");
			const command = `'${process.execPath}' '${CLI}' check --format json 2>&1 | true; exit \${PIPESTATUS[0]}`;
			expect(run("bash", ["-c", command], { cwd: repository.root }).code).toBe(2);
		});
	});

	test("is a full disk", async () => {
		if (!existsSync("/dev/full")) return;
		await inCommittedRepository((repository) => {
			repository.write("settings.env", WITH_KEY);
			repository.git("add", ".");
			const { code, stderr } = run("sh", ["-c", `'${process.execPath}' '${CLI}' check > /dev/full`], {
				cwd: repository.root,
			});
			expect(stderr).toMatch(/^mg-hook: The report could not be written \(ENOSPC\)/);
			expect(code).toBe(2);
		});
	});
});

test("a place that is not a directory", async () => {
	await inCommittedRepository(async (repository) => {
		await expect(stagedPlaces(join(repository.root, "nowhere"))).rejects.toThrow(/nowhere is not a directory/);
		await expect(stagedPlaces(join(repository.root, "README"))).rejects.toThrow(
			/is not a directory|not a git repository/,
		);
		expectRefusal(runMgHook(repository.root, ["check", "--cwd", "README"]), /README is not a directory/);
	});
});

test("a stack trace is there for who asks for it", async () => {
	const folder = temporaryDirectory();
	folders.push(folder);
	mkdirSync(join(folder, "x"));
	const { stderr } = runMgHook(folder, ["check"], { env: { DEBUG: "mg-hook" } });
	expect(stderr).toMatch(/^mg-hook: This is not a git repository\.\n {2}.*\nCannotCheck: .*\n\s+at /u);
});
