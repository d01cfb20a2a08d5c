import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { must, packPackage, runInstalled } from "../support/packedPackage.js";
import { addHusky, setUpHusky } from "../support/realHusky.js";
import { runMgHook } from "../support/runMgHook.js";
import {
	type Outcome,
	type RunOptions,
	run,
	type TemporaryRepository,
	temporaryRepository,
} from "../support/temporaryRepository.js";

const HOOK = ".git/hooks/pre-commit";
/** What `install` says of its look at the hook. */
const TRIED = "  mg-hook stopped a made-up key, and let a clean commit pass.\n";
const TRIED_PART =
	"  mg-hook stopped a made-up key, and let a clean commit pass (mg-hook's part of the hook was run; the rest was only read).\n";

const packed = packPackage();

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".git/info/exclude", "node_modules\n");
	for (const name of readdirSync(join(repository.root, ".git/hooks")))
		rmSync(join(repository.root, ".git/hooks", name));
});
afterEach(() => repository.remove());

function mgHook(args: readonly string[], env: NodeJS.ProcessEnv = {}, from = repository.root): Outcome {
	return runInstalled(repository.root, args, { env, from });
}

function read(path: string): string {
	return readFileSync(join(repository.root, path), "latin1");
}

function modeOf(path: string): number {
	return statSync(join(repository.root, path)).mode & 0o7777;
}

/** Every name and content under a folder of the repository: nothing may be left over or lost. */
function everything(folder = ".git"): Record<string, string> {
	const found: Record<string, string> = {};
	for (const entry of readdirSync(join(repository.root, folder), { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isFile()) found[path] = `${statSync(path).mode} ${readFileSync(path, "latin1")}`;
		if (entry.isSymbolicLink()) found[path] = "link";
	}
	return found;
}

function expectBlocks(options: RunOptions = {}): Outcome {
	const key = classicKey();
	repository.write("mail.env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", "mail.env");
	const outcome = repository.tryGit(["commit", "-m", "x"], options);
	expect([outcome.code, outcome.stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
	repository.git("rm", "-q", "--cached", "mail.env");
	return outcome;
}

describe("a repository without a hook", () => {
	test("gets one, twice changes nothing, and uninstall leaves no trace", () => {
		const before = everything();
		const first = mgHook(["install"]);
		expect(first).toMatchObject({
			code: 0,
			stdout: `mg-hook: made the pre-commit hook ${HOOK}.\n${TRIED}`,
			stderr: "",
		});
		expect(modeOf(HOOK) & 0o111).toBe(0o111);
		expectBlocks();
		const installed = everything(".git/hooks");
		const second = mgHook(["install"]);
		expect([second.code, second.stdout]).toEqual([0, expect.stringContaining("already; nothing changed")]);
		expect(everything(".git/hooks")).toEqual(installed);
		const gone = mgHook(["uninstall"]);
		expect([gone.code, gone.stdout]).toEqual([
			0,
			`mg-hook: removed the pre-commit hook ${HOOK}, which held nothing else.\n`,
		]);
		rmSync(join(repository.root, ".git/index"));
		expect(Object.keys(everything()).filter((path) => !path.includes("/objects/"))).toEqual(Object.keys(before));
		expect(mgHook(["uninstall"])).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing changed") });
	});

	test("gets the folder too, where git was told to make none", () => {
		rmSync(join(repository.root, ".git/hooks"), { recursive: true });
		must(mgHook(["install"]));
		expectBlocks();
	});

	test("--dry-run shows the hook and does nothing", () => {
		const before = everything();
		const shown = mgHook(["install", "--dry-run"]);
		expect(everything()).toEqual(before);
		must(mgHook(["install"]));
		const made = readFileSync(join(repository.root, HOOK), "utf8");
		expect([shown.code, shown.stdout]).toEqual([0, `mg-hook: would make the pre-commit hook ${HOOK}:\n${made}`]);
		const installed = everything();
		expect(mgHook(["uninstall", "--dry-run"])).toMatchObject({
			code: 0,
			stdout: expect.stringContaining("would remove"),
		});
		expect(everything()).toEqual(installed);
	});

	test.each<[why: string, spoil: () => void, env: NodeJS.ProcessEnv, said: RegExp]>([
		[
			"the configuration lets the key pass",
			() => repository.write("mg-hook.config.json", '{"ignore": ["**"]}'),
			{},
			/^mg-hook: wrote .* but it does not work yet\.\n {2}A made-up key was not stopped: the configuration ignores/u,
		],
		[
			"the configuration is none",
			() => repository.write("mg-hook.config.json", "{"),
			{},
			/^mg-hook: wrote .* but could not see that it works\.\n {2}mg-hook did not come to check/u,
		],
		["hooks are switched off", () => undefined, { MG_HOOK: "0" }, /does not work yet\.\n {2}MG_HOOK=0 is set here/u],
	])("is not said to have one that does not work: %s", (_, spoil, env, said) => {
		spoil();
		for (const beginning of [said, /^mg-hook: its block is in .* already; nothing changed\.\n/u]) {
			const { code, stdout, stderr } = mgHook(["install"], env);
			expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(beginning)]);
		}
		expect(mgHook(["install", "--if-possible"], env).code).toBe(0);
	});

	test("from a subdirectory and with --cwd", () => {
		mkdirSync(join(repository.root, "src"));
		const cli = join(repository.root, "node_modules/mg-hook/dist/cli.js");
		must(run(process.execPath, [cli, "install", "--cwd", "src"], { cwd: repository.root }));
		expect(read(HOOK)).toContain("mg_hook='node_modules/mg-hook'");
	});
});

describe("somebody's hook", () => {
	const FOREIGN = "#!/bin/sh -e\n# ours \xe9\necho foreign >>ran\nexit 0\n";

	test("goes on to run behind the block, and comes back byte for byte", () => {
		repository.write(HOOK, Buffer.from(FOREIGN, "latin1"), 0o750);
		const installed = mgHook(["install"]);
		expect(installed.stdout).toBe(`mg-hook: added its block to the pre-commit hook ${HOOK}.\n${TRIED_PART}`);
		expect(modeOf(HOOK)).toBe(0o750);
		expectBlocks();
		expect(existsSync(join(repository.root, "ran"))).toBe(false);
		repository.git("commit", "-q", "--allow-empty", "-m", "clean");
		expect(read("ran")).toBe("foreign\n");
		must(mgHook(["uninstall"]));
		expect(read(HOOK)).toBe(FOREIGN);
		expect(modeOf(HOOK)).toBe(0o750);
		expect(readdirSync(join(repository.root, ".git/hooks"))).toEqual(["pre-commit"]);
	});

	test("still stops a clean commit where it wants to", () => {
		repository.write(HOOK, "#!/bin/sh\necho no >&2\nexit 7\n", 0o755);
		must(mgHook(["install"]));
		const { code, stderr } = repository.tryGit(["commit", "--allow-empty", "-m", "clean"]);
		expect([code, stderr]).toEqual([1, "no\n"]);
	});

	test("still runs where mg-hook is skipped", () => {
		repository.write(HOOK, "#!/bin/sh\necho foreign >&2\n", 0o755);
		must(mgHook(["install"]));
		const { stderr } = repository.tryGit(["commit", "-q", "--allow-empty", "-m", "x"], { env: { MG_HOOK: "0" } });
		expect(stderr).toMatch(/^mg-hook: skipped \(MG_HOOK=0\).*\nforeign\n$/u);
	});

	test("has an older block brought up to date where it is", () => {
		const rest = "make -v >/dev/null\n";
		repository.write(HOOK, `#!/bin/sh\n${rest}# >>> mg-hook >>>\nexit 1\n# <<< mg-hook <<<\n`, 0o755);
		expect(mgHook(["install"]).stdout).toContain("up to date");
		expect(read(HOOK)).toContain(`#!/bin/sh\n${rest}# >>> mg-hook >>>`);
		expectBlocks();
		must(mgHook(["uninstall"]));
		expect(read(HOOK)).toBe(`#!/bin/sh\n${rest}`);
	});

	const byHand = "sh node_modules/mg-hook/hooks/pre-commit";
	test.each([
		["no shell script", "#!/usr/bin/env node\nprocess.exit();\n", 0o755, byHand],
		["Windows line endings", "#!/bin/sh\r\nexit 0\r\n", 0o755, `${byHand} || exit $?`],
		["no text", "\x7fELF\0", 0o755, byHand],
		["not executable", "#!/bin/sh\nexit 0\n", 0o644, `chmod +x ${HOOK}`],
		["read-only", "#!/bin/sh\nexit 0\n", 0o555, `${byHand} || exit $?`],
		[
			"written by pre-commit",
			"#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n",
			0o755,
			"repo: local",
		],
		["torn apart", "#!/bin/sh\n# >>> mg-hook >>>\n", 0o755, "Take every part of it out"],
	])("is left alone: %s", (why, content, mode, wayOut) => {
		repository.write(HOOK, Buffer.from(content, "latin1"), mode);
		const before = everything();
		for (const args of [["install"], ["install", "--dry-run"]]) {
			const { code, stdout, stderr } = mgHook(args);
			expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(why)]);
			expect(stderr).toContain(wayOut);
			expect(stderr.trimEnd().split("\n")).toHaveLength(2);
		}
		expect(everything()).toEqual(before);
	});

	test("is left alone: a symbolic link", () => {
		repository.write("shared-hook", FOREIGN, 0o755);
		symlinkSync("../../shared-hook", join(repository.root, HOOK));
		const { code, stderr } = mgHook(["install"]);
		expect([code, stderr]).toEqual([2, expect.stringContaining("is a link")]);
		expect(read("shared-hook")).toBe(Buffer.from(FOREIGN).toString("latin1"));
		expect(lstatSync(join(repository.root, HOOK)).isSymbolicLink()).toBe(true);
	});

	test("uninstall leaves a torn block alone", () => {
		repository.write(HOOK, "#!/bin/sh\nexit 0\n# <<< mg-hook <<<\n", 0o755);
		const before = everything();
		expect(mgHook(["uninstall"])).toMatchObject({ code: 2, stderr: expect.stringContaining("torn apart") });
		expect(everything()).toEqual(before);
	});
});

describe("core.hooksPath", () => {
	test("of the repository is where the hook goes", () => {
		repository.git("config", "core.hooksPath", "tools/hooks");
		expect(mgHook(["install"]).stdout).toMatch(/^mg-hook: made the pre-commit hook tools\/hooks\/pre-commit\.\n/u);
		expectBlocks();
		expect(existsSync(join(repository.root, HOOK))).toBe(false);
		must(mgHook(["uninstall"]));
		expect(existsSync(join(repository.root, "tools/hooks/pre-commit"))).toBe(false);
	});

	test("of one worktree is where its hook goes", () => {
		repository.git("config", "extensions.worktreeConfig", "true");
		repository.git("config", "--worktree", "core.hooksPath", "tools/hooks");
		must(mgHook(["install"]));
		expect(existsSync(join(repository.root, "tools/hooks/pre-commit"))).toBe(true);
		expectBlocks();
	});

	test("of the user is shared with other repositories and left alone", () => {
		const shared = join(repository.root, "../shared");
		const config = join(repository.root, "../config");
		run("git", ["config", "--file", config, "core.hooksPath", shared]);
		const env = { GIT_CONFIG_GLOBAL: config };
		for (const args of [["install"], ["install", "--dry-run"]]) {
			const { code, stderr } = mgHook(args, env);
			expect([code, stderr]).toEqual([2, expect.stringContaining("(global)")]);
			expect(stderr).toContain(`add this line to ${join(shared, "pre-commit")}: mg-hook check --staged || exit $?`);
		}
		expect(existsSync(shared)).toBe(false);
		expect(mgHook(["uninstall"], env)).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing changed") });
		// What the repository sets goes before what the user sets.
		repository.git("config", "core.hooksPath", ".githooks");
		must(mgHook(["install"], env));
		expectBlocks({ env });
	});

	test("that is no folder is no place for a hook", () => {
		repository.git("config", "core.hooksPath", "/dev/null");
		expect(mgHook(["install"])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("/dev/null, which is no folder"),
		});
	});

	test("uninstall finds a block that an earlier hooks folder holds", () => {
		must(mgHook(["install"]));
		repository.git("config", "core.hooksPath", ".githooks");
		must(mgHook(["install"]));
		must(mgHook(["uninstall"]));
		expect(existsSync(join(repository.root, HOOK))).toBe(false);
		expect(existsSync(join(repository.root, ".githooks/pre-commit"))).toBe(false);
	});
});

describe("husky", () => {
	beforeEach(() => addHusky(repository));

	test("keeps its hook, which goes on to run", () => {
		setUpHusky(repository);
		repository.write(".husky/pre-commit", "echo from-husky >&2\n");
		expect(mgHook(["install"]).stdout).toContain("added its block to the pre-commit hook .husky/pre-commit.\n");
		expectBlocks();
		expect(repository.tryGit(["commit", "--allow-empty", "-m", "x"]).stderr).toBe("from-husky\n");
		must(mgHook(["uninstall"]));
		expect(read(".husky/pre-commit")).toBe("echo from-husky >&2\n");
	});

	test("in a folder of another name", () => {
		setUpHusky(repository, "tools/husky");
		expect(mgHook(["install"]).stdout).toContain("made the pre-commit hook tools/husky/pre-commit.\n");
		expectBlocks();
	});

	test("that has not been set up yet finds the block once it is", () => {
		repository.write(".husky/pre-commit", "");
		const { stdout } = mgHook(["install"]);
		expect(stdout).toContain("added its block to the pre-commit hook .husky/pre-commit");
		expect(stdout).toContain("run npx husky");
		setUpHusky(repository);
		expect(mgHook(["install"]).stdout).toMatch(
			/^mg-hook: its block is in .*nothing changed\.\n {2}mg-hook stopped a made-up key.*\n$/u,
		);
		expectBlocks();
	});

	test("that is not set up in a linked worktree is said to be missing there", () => {
		setUpHusky(repository);
		repository.git("commit", "-q", "--allow-empty", "-m", "first");
		const linked = join(repository.root, "../linked");
		repository.git("worktree", "add", "-q", linked);
		const { code, stdout } = runInstalled(linked, ["install"], { from: repository.root });
		expect([code, stdout]).toEqual([0, expect.stringContaining("run npx husky")]);
	});

	test("of version 8, whose hooks git runs itself", () => {
		repository.git("config", "core.hooksPath", ".husky");
		repository.write(".husky/_/husky.sh", ":\n");
		repository.write(".husky/pre-commit", '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n:\n', 0o755);
		must(mgHook(["install"]));
		expectBlocks();
	});
});

describe("linked worktrees", () => {
	test("share the hook, installed from the one without node_modules too", () => {
		repository.git("commit", "-q", "--allow-empty", "-m", "first");
		const linked = join(repository.root, "../linked");
		repository.git("worktree", "add", "-q", linked);
		const cli = join(repository.root, "node_modules/mg-hook/dist/cli.js");
		must(run(process.execPath, [cli, "install"], { cwd: linked }));
		expect(read(HOOK)).toContain("mg_hook='node_modules/mg-hook'");
		expectBlocks();
	});
});

describe("the package", () => {
	test("of a folder in the repository, with a name that sh has to quote", () => {
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		packed.installInto(join(repository.root, "it's $HOME"));
		repository.write(".git/info/exclude", "it's*\n");
		must(mgHook(["install"], {}, join(repository.root, "it's $HOME")));
		expectBlocks();
	});

	test("that is not in the repository is said to come from PATH", () => {
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		const { code, stdout } = runMgHook(repository.root, ["install"]);
		expect([code, stdout]).toEqual([0, expect.stringContaining("the hook looks for it on PATH")]);
		expect(read(HOOK)).toContain("\nmg_hook=\n");
	});

	test("that npx fetched for this run alone is refused", () => {
		const cache = join(repository.root, "../_npx/0123");
		packed.installInto(cache);
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		repository.write("package.json", "{}");
		expect(mgHook(["install"], {}, cache)).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("npm install --save-dev mg-hook"),
		});
		expect(existsSync(join(repository.root, HOOK))).toBe(false);
	});
});

describe("no repository to install into", () => {
	test.each([["install"], ["uninstall"]])("%s outside of one", (command) => {
		const { code, stderr } = runInstalled(join(repository.root, ".."), [command], { from: repository.root });
		expect([code, stderr]).toEqual([2, expect.stringContaining("not a git repository")]);
	});

	test.each([["install"], ["uninstall"]])("%s in a bare one", (command) => {
		const bare = join(repository.root, "../bare.git");
		repository.git("init", "-q", "--bare", bare);
		const { code, stderr } = runInstalled(bare, [command], { from: repository.root });
		expect([code, stderr]).toEqual([2, expect.stringContaining("bare repository")]);
	});
});
