import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { must, type PackedPackage, packPackage, runInstalled } from "../support/packedPackage.js";
import {
	type Outcome,
	run,
	type TemporaryRepository,
	temporaryDirectory,
	temporaryRepository,
} from "../support/temporaryRepository.js";

const TO_SKIP = "to commit once without the check: MG_HOOK=0 git commit … (or git commit --no-verify).";

let packed: PackedPackage;
/** A folder for PATH with what git and a hook need, and no node. */
let tools: string;
beforeAll(() => {
	packed = packPackage();
	tools = temporaryDirectory();
	for (const tool of ["git", "sh", "env", "cat", "cut", "grep", "readlink", "sed", "sort"]) {
		const place = (process.env["PATH"] ?? "").split(delimiter).find((folder) => existsSync(join(folder, tool)));
		if (place !== undefined) symlinkSync(join(place, tool), join(tools, tool));
	}
});
afterAll(() => {
	rmSync(tools, { recursive: true, force: true });
});

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".git/info/exclude", "node_modules\n");
	must(runInstalled(repository.root, ["install"]));
});
afterEach(() => repository.remove());

function commitKey(env: NodeJS.ProcessEnv = {}): Outcome {
	repository.write(".env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", ".env");
	return repository.tryGit(["commit", "-m", "x"], { env });
}

function nodeOnly(): string {
	const folder = join(repository.root, "../node");
	mkdirSync(folder);
	symlinkSync(process.execPath, join(folder, "node"));
	return folder;
}

test("without Node a doubtful commit is stopped with one sentence", () => {
	const { code, stderr } = commitKey({ PATH: tools });
	expect([code, stderr]).toEqual([1, expect.stringMatching(/^mg-hook: Node\.js is not on PATH[^\n]*\n$/u)]);
	expect(stderr).toContain(TO_SKIP);
	expect(repository.tryGit(["rev-parse", "-q", "--verify", "HEAD"]).code).toBe(1);
	expect(repository.tryGit(["commit", "-q", "-m", "x"], { env: { PATH: tools, MG_HOOK: "0" } }).code).toBe(0);
});

test("without mg-hook any commit is stopped with one sentence", () => {
	rmSync(join(repository.root, "node_modules"), { recursive: true });
	const PATH = `${tools}${delimiter}${nodeOnly()}`;
	for (const outcome of [
		repository.tryGit(["commit", "--allow-empty", "-m", "x"], { env: { PATH } }),
		commitKey({ PATH }),
	]) {
		expect([outcome.code, outcome.stderr]).toEqual([
			1,
			expect.stringMatching(/^mg-hook: not found in node_modules or on PATH[^\n]*\n$/u),
		]);
		expect(outcome.stderr).toContain(TO_SKIP);
	}
	expect(repository.tryGit(["commit", "-q", "-m", "x"], { env: { PATH, MG_HOOK: "0" } })).toMatchObject({
		code: 0,
		stderr: expect.stringMatching(/^mg-hook: skipped/u),
	});
});

test("without the native re2 a commit with a key is stopped, and a doubtful one without a key passes", () => {
	rmSync(join(repository.root, "node_modules/re2"), { force: true });
	const { code, stderr } = commitKey();
	expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
	repository.write(".env", "HMAC=1\n");
	expect(repository.tryGit(["commit", "-q", "-a", "-m", "x"])).toMatchObject({ code: 0, stderr: "" });
});

/** Moves the package out of the repository; returns a folder for PATH with its command. */
function makeGlobal(): string {
	const lib = join(repository.root, "../lib");
	mkdirSync(lib);
	rmSync(join(repository.root, "node_modules"), { recursive: true });
	packed.installInto(lib);
	return join(lib, "node_modules/.bin");
}

describe("a global mg-hook", () => {
	test.each([["with the block of a local one"], ["with a block of its own"]])("is found on PATH, %s", (which) => {
		const bin = makeGlobal();
		if (which.includes("its own")) {
			must(run(join(bin, "mg-hook"), ["install"], { cwd: repository.root }));
		}
		const PATH = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
		const { code, stderr } = commitKey({ PATH });
		expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
		repository.write(".env", "PORT=1\n");
		expect(repository.tryGit(["commit", "-q", "-a", "-m", "x"], { env: { PATH } })).toMatchObject({
			code: 0,
			stderr: "",
		});
	});

	test("is found where its command is no link, as on Windows", () => {
		const bin = join(makeGlobal(), "../../shims");
		const cli = join(bin, "../node_modules/mg-hook/dist/cli.js");
		repository.write(join("../lib/shims/mg-hook"), `#!/bin/sh\nexec node '${cli}' "$@"\n`, 0o755);
		const PATH = `${bin}${delimiter}${process.env["PATH"] ?? ""}`;
		expect(commitKey({ PATH })).toMatchObject({
			code: 1,
			stderr: expect.stringContaining("mg-hook stopped this commit"),
		});
		repository.write(".env", "PORT=1\n");
		expect(repository.tryGit(["commit", "-q", "-a", "-m", "x"], { env: { PATH } })).toMatchObject({
			code: 0,
			stderr: "",
		});
	});
});

describe("hooks/pre-commit by itself", () => {
	beforeEach(() => must(runInstalled(repository.root, ["uninstall"])));

	function expectStops(env: NodeJS.ProcessEnv = {}): void {
		const { code, stderr } = commitKey(env);
		expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
	}

	test("from its folder as core.hooksPath", () => {
		repository.git("config", "core.hooksPath", "node_modules/mg-hook/hooks");
		expectStops();
	});

	test("copied into .git/hooks", () => {
		cpSync(
			join(repository.root, "node_modules/mg-hook/hooks/pre-commit"),
			join(repository.root, ".git/hooks/pre-commit"),
		);
		expectStops();
	});

	test("copied into .git/hooks, for a linked worktree without node_modules", () => {
		cpSync(
			join(repository.root, "node_modules/mg-hook/hooks/pre-commit"),
			join(repository.root, ".git/hooks/pre-commit"),
		);
		repository.git("commit", "-q", "--allow-empty", "-m", "first");
		const linked = join(repository.root, "../linked");
		repository.git("worktree", "add", "-q", linked);
		const { write, git, tryGit } = temporaryRepository(linked);
		write(".env", `MAILGUN_API_KEY=${classicKey()}\n`);
		git("add", ".env");
		const { code, stderr } = tryGit(["commit", "-m", "x"]);
		expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
	});

	test("copied beside a dist/cli.js that is not mg-hook's", () => {
		cpSync(join(repository.root, "node_modules/mg-hook/hooks/pre-commit"), join(repository.root, "hooks/pre-commit"));
		repository.write("dist/cli.js", "process.exit(0);\n");
		repository.git("config", "core.hooksPath", "hooks");
		expectStops();
	});

	test("copied into .git/hooks, with a global mg-hook on PATH", () => {
		cpSync(
			join(repository.root, "node_modules/mg-hook/hooks/pre-commit"),
			join(repository.root, ".git/hooks/pre-commit"),
		);
		expectStops({ PATH: `${makeGlobal()}${delimiter}${process.env["PATH"] ?? ""}` });
	});

	test("without mg-hook", () => {
		cpSync(
			join(repository.root, "node_modules/mg-hook/hooks/pre-commit"),
			join(repository.root, ".git/hooks/pre-commit"),
		);
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		const { code, stderr } = commitKey({ PATH: `${tools}${delimiter}${nodeOnly()}` });
		expect([code, stderr]).toEqual([
			1,
			expect.stringMatching(/^mg-hook: mg-hook is neither in node_modules nor on PATH[^\n]*\n$/u),
		]);
		expect(stderr).toContain(TO_SKIP);
	});

	test.each([["dash"], ["bash"], ["busybox"]])("in %s", (shell) => {
		const words = shell === "busybox" ? ["busybox", "sh"] : [shell];
		if (run("sh", ["-c", `command -v ${shell}`]).code !== 0) return;
		repository.write(
			".git/hooks/pre-commit",
			`#!/bin/sh\nexec ${words.join(" ")} node_modules/mg-hook/hooks/pre-commit\n`,
			0o755,
		);
		expectStops();
		repository.write(".env", "PORT=1\n");
		expect(repository.tryGit(["commit", "-q", "-a", "-m", "x"])).toMatchObject({ code: 0, stderr: "" });
	});
});
