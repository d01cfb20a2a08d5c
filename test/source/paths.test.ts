import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPaths } from "../../src/source/paths.js";
import { checked, places } from "../support/checked.js";
import { fakeGit } from "../support/fakeGit.js";
import { classicKey } from "../support/madeUpKeys.js";
import { CLI, runMgHook } from "../support/runMgHook.js";
import {
	run,
	type TemporaryRepository,
	temporaryDirectory,
	temporaryRepository,
} from "../support/temporaryRepository.js";

const line = (key = classicKey()) => `MAILGUN_API_KEY=${key}\n`;

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

const check = async (paths: readonly string[], { ignored = false, cwd = repository.root } = {}) =>
	checked(cwd, { kind: "paths", paths, ignored });

describe("paths in a repository", () => {
	test("are the files as they are in the work tree, tracked or not, staged or not", async () => {
		repository.write("tracked.env", line());
		repository.git("add", ".");
		repository.git("commit", "-qm", "add");
		repository.write("tracked.env", `#\n${line()}`);
		repository.write("sub/untracked.env", line());
		expect(places(await check(["."]))).toEqual(["sub/untracked.env:1:17", "tracked.env:2:17"]);
		expect(places(await check(["sub"]))).toEqual(["sub/untracked.env:1:17"]);
		expect(places(await check(["tracked.env"]))).toEqual(["tracked.env:2:17"]);
	});

	test("are named from the current folder, and reported from the root", async () => {
		repository.write("sub/deep/a.env", line());
		const cwd = join(repository.root, "sub");
		expect(places(await check(["deep/a.env"], { cwd }))).toEqual(["sub/deep/a.env:1:17"]);
		expect(places(await check(["."], { cwd }))).toEqual(["sub/deep/a.env:1:17"]);
		expect(places(await check([join(repository.root, "sub")], { cwd }))).toEqual(["sub/deep/a.env:1:17"]);
	});

	test("leave out what .gitignore does, unless it is named or --no-ignore is given", async () => {
		repository.write(".gitignore", "*.local\nbuild/\n");
		repository.write("a.local", line());
		repository.write("build/b.env", line());
		repository.write("sub/.gitignore", "c.env\n");
		repository.write("sub/c.env", line());
		expect(places(await check(["."]))).toEqual([]);
		expect(places(await check(["a.local", "sub/c.env"]))).toEqual(["a.local:1:17", "sub/c.env:1:17"]);
		expect(places(await check(["build"]))).toEqual(["build/b.env:1:17"]);
		expect(places(await check(["."], { ignored: true }))).toEqual([
			"a.local:1:17",
			"build/b.env:1:17",
			"sub/c.env:1:17",
		]);
	});

	test("read a tracked file though it is ignored", async () => {
		repository.write(".gitignore", "*.local\n");
		repository.write("a.local", line());
		repository.git("add", "-f", "a.local");
		expect(places(await check(["."]))).toEqual(["a.local:1:17"]);
	});

	test("never are what is in .git", async () => {
		writeFileSync(join(repository.root, ".git/note.env"), line());
		expect(places(await check(["."]))).toEqual([]);
		expect(places(await check(["."], { ignored: true }))).toEqual([]);
	});

	test("read UTF-16 and binary files", async () => {
		repository.write("wide.txt", Buffer.from(`\ufeff# ä\r\n${line()}`, "utf16le"));
		repository.write(
			"binary.bin",
			Buffer.concat([Buffer.from([0, 1, 2, 255, 10, 0]), Buffer.from(` mailgun ${classicKey()} `), Buffer.from([0])]),
		);
		const { findings } = await check(["."]);
		expect(findings.map(({ path }) => path).sort()).toEqual(["binary.bin", "wide.txt"]);
	});

	test("read a link's own text in a folder, and follow one that is named", async () => {
		const outside = join(repository.root, "../outside.env");
		writeFileSync(outside, `#\n${line()}`);
		symlinkSync(outside, join(repository.root, "link"));
		symlinkSync(`nowhere?MAILGUN_API_KEY=${classicKey()}`, join(repository.root, "told"));
		symlinkSync("..", join(repository.root, "loop"));
		expect(await check(["."])).toMatchObject({ errors: [], findings: [{ path: "told", line: 1 }] });
		expect(places(await check(["link"]))).toEqual(["link:2:17"]);
	});

	test("read another repository within, and each file once", async () => {
		run("git", ["init", "-q", "inner"], { cwd: repository.root });
		repository.write("inner/a.env", line());
		repository.write("b.env", line());
		expect(places(await check([".", "b.env", "inner", "./b.env"]))).toEqual(["b.env:1:17", "inner/a.env:1:17"]);
	});

	test("skip a tracked file that is gone, and tell a named one that is not there", async () => {
		repository.write("a.env", line());
		repository.git("add", ".");
		repository.tryGit(["rm", "-q", "--cached", "a.env"]);
		repository.git("add", "a.env");
		run("rm", ["a.env"], { cwd: repository.root });
		expect(await check(["."])).toMatchObject({ findings: [], errors: [] });
		expect(await check(["a.env", "b.env"])).toMatchObject({
			errors: [
				{ path: "a.env", message: expect.stringContaining("no such file") },
				{ path: "b.env", message: expect.stringContaining("no such file") },
			],
		});
	});

	test("tell what is wrong with each that cannot be read, and read the others", async () => {
		repository.write("a.env", line());
		symlinkSync("loop", join(repository.root, "loop"));
		const { errors, findings } = await check(["a.env/b", "loop", "n".repeat(300), "a.env"]);
		expect(errors).toEqual([
			{ path: "a.env/b", message: "a part of its path is a file (ENOTDIR)" },
			{ path: "loop", message: "its symbolic links go round in a circle (ELOOP)" },
			{ path: "n".repeat(300), message: "its name is too long (ENAMETOOLONG)" },
		]);
		expect(findings).toHaveLength(1);
	});

	test("are not read in a folder any more once the signal is given", async () => {
		repository.write("a.env", line());
		repository.write("b.env", line());
		const options = { cwd: repository.root, base: repository.root, ignored: false };
		const controller = new AbortController();
		const reading = await readPaths(["."], { ...options, signal: controller.signal }, () => controller.abort());
		expect(reading).toEqual({ files: 1, lines: 1, errors: [] });
		expect(await readPaths(["."], { ...options, signal: controller.signal }, () => undefined)).toMatchObject({
			files: 0,
		});
	});

	test("are under the configuration", async () => {
		repository.write("mg-hook.config.json", '{ "ignore": ["fixtures/"] }');
		repository.write("fixtures/a.env", line());
		repository.write("b.env", line());
		expect(places(await check([".", "fixtures/a.env"]))).toEqual(["b.env:1:17"]);
	});

	test("keep names that are not UTF-8", async () => {
		mkdirSync(Buffer.concat([Buffer.from(`${repository.root}/d`), Buffer.from([0xe9])]));
		writeFileSync(
			Buffer.concat([Buffer.from(`${repository.root}/d`), Buffer.from([0xe9]), Buffer.from("/a.env")]),
			line(),
		);
		expect(places(await check(["."]))).toEqual(["d\\xe9/a.env:1:17"]);
		expect(places(await check(["."], { ignored: true }))).toEqual(["d\\xe9/a.env:1:17"]);
	});
});

describe("paths outside of any repository", () => {
	let folder: string;
	beforeEach(() => {
		folder = temporaryDirectory();
		mkdirSync(join(folder, "sub/inner"), { recursive: true });
		writeFileSync(join(folder, ".gitignore"), "*.log\n!keep.log\n/sub/inner\n");
		writeFileSync(join(folder, "sub/.gitignore"), "!again.log\n");
		for (const name of ["a.env", "b.log", "keep.log", "sub/again.log", "sub/inner/c.env", "sub/d.env"]) {
			writeFileSync(join(folder, name), line());
		}
	});
	afterEach(() => run("rm", ["-rf", folder]));

	test("are walked in order, by their .gitignore files", async () => {
		const result = await check(["."], { cwd: folder });
		expect(result.findings.map(({ path }) => path)).toEqual(["a.env", "keep.log", "sub/again.log", "sub/d.env"]);
	});

	test("are all read with --no-ignore", async () => {
		expect((await check(["."], { cwd: folder, ignored: true })).findings).toHaveLength(6);
	});
});

describe("the command", () => {
	test("ends with 2 where a file cannot be read, and still tells what is in the others", () => {
		const key = classicKey();
		repository.write("a.env", line(key));
		const { code, stdout } = runMgHook(repository.root, ["check", "--format", "json", "a.env", "missing.env"]);
		const report = JSON.parse(stdout);
		expect(code).toBe(2);
		expect(report.summary).toMatchObject({ blocking: 1, errors: 1 });
		expect(report.errors).toEqual([{ path: "missing.env", message: "there is no such file or folder (ENOENT)" }]);
		expect(runMgHook(repository.root, ["check", "a.env", "missing.env"]).stdout).toContain("missing.env: not checked");
	});

	(process.getuid?.() === 0 ? test.skip : test)("ends with 2 where a file may not be read", () => {
		chmodSync(repository.write("a.env", line()), 0o000);
		expect(runMgHook(repository.root, ["check", "."]).code).toBe(2);
	});

	test("tells a folder that git was not let into", () => {
		const git =
			fakeGit(`case " $* " in *" ls-files "*) echo "warning: could not open directory 'locked/': Permission denied" >&2 ;; esac
exec "$REAL_GIT" "$@"`);
		try {
			repository.write("a.txt", "a\n");
			const { code, stdout } = runMgHook(repository.root, ["check", ".", "--format", "json"], {
				env: { PATH: git.PATH },
			});
			expect(code).toBe(2);
			expect(JSON.parse(stdout).errors).toEqual([
				{ path: "locked", message: expect.stringContaining("may not be read") },
			]);
		} finally {
			run("rm", ["-rf", git.folder]);
		}
	});

	test("understands git in whatever language the person has", () => {
		const folder = temporaryDirectory();
		try {
			writeFileSync(join(folder, "a.env"), line());
			expect(runMgHook(folder, ["check", "."], { env: { LANGUAGE: "de:fr:ja" } }).code).toBe(1);
		} finally {
			run("rm", ["-rf", folder]);
		}
	});

	test("reads a pipe, under the name that it is given", () => {
		const key = classicKey();
		const { code, stdout } = runMgHook(
			repository.root,
			["check", "--stdin", "--stdin-filename", "k8s.yaml", "--format", "json"],
			{
				input: `a: 1\nmailgun: ${key}`,
			},
		);
		expect(code).toBe(1);
		expect(stdout).not.toContain(key);
		expect(JSON.parse(stdout)).toMatchObject({
			scope: "stdin",
			findings: [{ path: "k8s.yaml", line: 2, column: 10 }],
			summary: { files: 1, lines: 2 },
		});
	});

	test("reads a pipe outside of a repository, and an empty one", () => {
		const folder = temporaryDirectory();
		try {
			expect(runMgHook(folder, ["check", "--stdin"], { input: line() }).code).toBe(1);
			expect(runMgHook(folder, ["check", "--stdin"], { input: "" }).code).toBe(0);
		} finally {
			run("rm", ["-rf", folder]);
		}
	});

	test("reads a file behind a pipe of the shell", () => {
		const script = `"$0" "$1" check <(printf '%s' "$2")`;
		expect(run("bash", ["-c", script, process.execPath, CLI, line()], { cwd: repository.root }).code).toBe(1);
	});

	test("checks what HEAD tracks, whatever the work tree and the index hold", () => {
		repository.write("a.env", `#\n${line()}`);
		repository.write("wide.txt", Buffer.from(`\ufeff${line()}`, "utf16le"));
		repository.write(".gitattributes", "a.env export-ignore -diff\n");
		repository.git("add", ".");
		repository.git("commit", "-qm", "add");
		repository.write("a.env", "");
		repository.write("b.env", line());
		repository.git("add", ".");
		const { code, stdout } = runMgHook(repository.root, ["check", "--all", "--format", "json"]);
		expect(code).toBe(1);
		const report = JSON.parse(stdout);
		expect(report.scope).toBe("all");
		expect(report.findings.map(({ path, line }: { path: string; line: number }) => `${path}:${line}`)).toEqual([
			"a.env:2",
			"wide.txt:1",
		]);
	});

	test("says that HEAD tracks nothing before the first commit", () => {
		expect(runMgHook(repository.root, ["check", "--all"])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("no commit here yet"),
		});
	});

	test.each([
		[["--staged", "--all"], /--staged and --all cannot go together/],
		[["--history", "a.env"], /--history and paths cannot go together/],
		[["--range", "A..B", "--from-ref", "A"], /cannot go together/],
		[["--stdin", "--pre-push"], /cannot go together/],
		[["--branch", "main"], /--branch goes with --history alone/],
		[["--messages", "a.env"], /--messages goes with --history or --range or --from-ref alone/],
		[["--to-ref", "HEAD"], /--to-ref goes with --from-ref alone/],
		[["--no-ignore"], /--no-ignore goes with paths alone/],
		[["--range", "HEAD"], /--range needs two ends/],
		[["--range", ""], /--range needs two ends/],
		[["--history", "--shard", "0/2"], /i\/n/],
		[["--history", "--shard", "3/2"], /i\/n/],
		[["--history", "--max-count", "0"], /whole number/],
		[["--histroy"], /Did you mean --history\?/],
	])("refuses %j", (args, message) => {
		const { code, stderr, stdout } = runMgHook(repository.root, ["check", ...args]);
		expect(code).toBe(2);
		expect(stderr).toMatch(message);
		expect(stdout).toBe("");
	});
});
