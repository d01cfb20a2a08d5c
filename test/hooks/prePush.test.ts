import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { HOOK_WAYS, npmProject } from "../support/hookWays.js";
import { classicKey } from "../support/madeUpKeys.js";
import { MARKED, type MarkingNode } from "../support/markingNode.js";
import { withPackedHooks } from "../support/packedHooks.js";
import { must, type PackedPackage, runInstalled } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository } from "../support/temporaryRepository.js";

let packed: PackedPackage;
let node: MarkingNode;
withPackedHooks((...made) => {
	[packed, node] = made;
});

const HOOK = ".git/hooks/pre-push";
const ZEROS = "0".repeat(40);

let repository: TemporaryRepository;
let head: string;
beforeEach(() => {
	repository = npmProject(packed);
	repository.git("init", "-q", "--bare", "../remote");
	repository.git("remote", "add", "origin", "../remote");
	repository.git("push", "-q", "origin", "main", "main:away", "main:gone");
	head = repository.git("rev-parse", "HEAD");
});
afterEach(() => repository.remove());

function push(refs: readonly string[], env: NodeJS.ProcessEnv = {}): Outcome {
	return repository.tryGit(["push", "-q", "origin", ...refs], { env });
}

function commitUnchecked(path: string, content: string): void {
	repository.write(path, content);
	repository.git("add", path);
	repository.git("commit", "-q", "--no-verify", "-m", path);
}

describe.each(HOOK_WAYS)("%s", (_way, setUp) => {
	beforeEach(() => setUp(repository.root, "pre-push"));

	test("starts no Node where a push only deletes, or moves nothing", () => {
		for (const refs of [[":away", ":gone"], ["main"]])
			expect(push(refs, node.env)).toMatchObject({ code: 0, stdout: "", stderr: "" });
		expect(node.wasStarted()).toBe(false);
		expect(repository.git("ls-remote", "origin")).not.toMatch(/away|gone/u);
	});

	test("starts Node for anything else, and tells it every ref", () => {
		expect(push([":away", "main:new", ":gone"], node.env).code).toBe(1);
		expect(node.wasStarted()).toBe(true);
		expect(readFileSync(node.input, "utf8").trimEnd().split("\n").sort()).toEqual([
			`(delete) ${ZEROS} refs/heads/away ${head}`,
			`(delete) ${ZEROS} refs/heads/gone ${head}`,
			`refs/heads/main ${head} refs/heads/new ${ZEROS}`,
		]);
	});

	test("stops a key, and lets a clean push through", () => {
		const key = classicKey();
		commitUnchecked("a.txt", "clean\n");
		expect(push(["main"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
		commitUnchecked(".env", `MAILGUN_API_KEY=${key}\n`);
		commitUnchecked(".env", "MAILGUN_API_KEY=\n");
		const { code, stdout, stderr } = push(["main", ":away"]);
		expect([code, stdout + stderr]).toEqual([1, expect.stringContaining("stopped this push")]);
		expect(stdout + stderr).not.toContain(key);
		expect(repository.git("ls-remote", "origin")).toContain("away");
	});

	test("says that it was skipped under MG_HOOK=0", () => {
		commitUnchecked(".env", `MAILGUN_API_KEY=${classicKey()}\n`);
		expect(push(["main"], { MG_HOOK: "0" })).toMatchObject({
			code: 0,
			stderr: expect.stringMatching(/^mg-hook: skipped \(MG_HOOK=0\): this push [^\n]*\n$/u),
		});
	});
});

/** Behind the check stands what Git LFS does: it reads the refs, whichever way the check came there. */
describe.each([
	[
		"the block of mg-hook install",
		() => {
			repository.write(HOOK, '#!/usr/bin/env bash\nset -euo pipefail\necho "$@" >args\ncat >refs\n', 0o755);
			must(runInstalled(repository.root, ["install", "--hook", "pre-push"]));
		},
	],
	[
		"the script, as the page on installation has it",
		() => {
			const page = readFileSync(join(__dirname, "../../docs/install.md"), "utf8");
			const shown = /```sh\n(refs=\$\(cat\)\n[\s\S]*?)```/u.exec(page)?.[1] ?? "";
			expect(shown).toContain("git lfs pre-push");
			const lfs = `git() { echo "$3 $4" >args; cat >refs; }\n`;
			repository.write(HOOK, `#!/bin/sh\n${lfs}${shown}`, 0o755);
		},
	],
])("what comes behind %s", (_way, setUp) => {
	beforeEach(() => setUp());

	const read = (file: string) => readFileSync(join(repository.root, file), "utf8");

	test("reads the refs after a clean push, and nothing after one with a key", () => {
		commitUnchecked("a.txt", "clean\n");
		const now = repository.git("rev-parse", "HEAD");
		must(push(["main", ":away"]));
		expect(read("refs").trimEnd().split("\n").sort()).toEqual([
			`(delete) ${ZEROS} refs/heads/away ${head}`,
			`refs/heads/main ${now} refs/heads/main ${head}`,
		]);
		expect(read("args")).toBe("origin ../remote\n");
		rmSync(join(repository.root, "refs"));
		commitUnchecked(".env", `MAILGUN_API_KEY=${classicKey()}\n`);
		expect(push(["main"]).code).toBe(1);
		expect(() => read("refs")).toThrow("ENOENT");
	});

	test.each([
		["deletions", {}],
		["MG_HOOK=0", { MG_HOOK: "0" }],
	])("reads more refs than a pipe takes at once, where none were read before: %s", (_what, env) => {
		const refs = Array.from({ length: 3000 }, (_, at) => `(delete) ${ZEROS} refs/heads/${at} ${head}\n`).join("");
		const { code } = run(HOOK, ["origin", "url"], { cwd: repository.root, input: refs, env });
		expect([code, read("refs") === refs]).toEqual([0, true]);
	});

	test("reads more refs than a pipe takes at once behind Node", () => {
		const refs = Array.from({ length: 3000 }, (_, at) => `r${at} ${head} refs/heads/${at} ${head}\n`).join("");
		const hook = (env: NodeJS.ProcessEnv) => run(HOOK, ["origin", "url"], { cwd: repository.root, input: refs, env });
		expect(hook(node.env).code).toBe(MARKED);
		expect(readFileSync(node.input, "utf8")).toBe(refs);
		expect(hook({})).toMatchObject({ code: 0, stdout: "", stderr: "" });
		expect(read("refs")).toBe(refs);
	});
});

test("what is no line of git's goes to Node, which cannot check it", () => {
	const script = "node_modules/mg-hook/hooks/pre-push";
	for (const input of ["x\n", `(delete) 0 refs/heads/x ${head}\n`, `(delete) ${ZEROS}x refs/heads/x ${head}\n`]) {
		const { code, stderr } = run("sh", [script, "origin"], { cwd: repository.root, input });
		expect([input, code, stderr]).toEqual([input, 2, expect.stringContaining("Standard input")]);
	}
});

test.each(HOOK_WAYS.slice(0, 2))("where standard input cannot be read, nothing is pushed: %s", (_way, setUp) => {
	setUp(repository.root, "pre-push");
	const tools = join(repository.root, "../tools");
	mkdirSync(tools);
	for (const tool of ["git", "sh"])
		symlinkSync(run("sh", ["-c", `command -v ${tool}`]).stdout.trim(), join(tools, tool));
	const { code } = run("/bin/sh", [HOOK, "origin"], {
		cwd: repository.root,
		input: `refs/heads/main ${head} refs/heads/main ${ZEROS}\n`,
		env: { PATH: tools },
	});
	expect(code).toBe(2);
});
