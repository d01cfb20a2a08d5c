import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOOK_WAYS, npmProject } from "../support/hookWays.js";
import { basicAuth, classicKey, currentKey } from "../support/madeUpKeys.js";
import type { MarkingNode } from "../support/markingNode.js";
import { withPackedHooks } from "../support/packedHooks.js";
import type { PackedPackage } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository } from "../support/temporaryRepository.js";

let packed: PackedPackage;
let node: MarkingNode;
withPackedHooks((...made) => {
	[packed, node] = made;
});

let repository: TemporaryRepository;
beforeEach(() => {
	repository = npmProject(packed);
});
afterEach(() => repository.remove());

function commit(message: string | Buffer, env: NodeJS.ProcessEnv = {}, ...options: string[]): Outcome {
	return repository.tryGit(["commit", "-q", "--allow-empty", "-F", "-", ...options], { env, input: message });
}

/** Commits with the node that only leaves a mark; whether it was started. A commit without it must be made. */
function startsNode(message: string | Buffer, env: NodeJS.ProcessEnv = {}): boolean {
	const { code, stderr } = commit(message, { ...node.env, ...env });
	const started = node.wasStarted();
	expect([started, code, stderr]).toEqual([started, started ? 1 : 0, ""]);
	return started;
}

describe.each(HOOK_WAYS)("%s", (_way, setUp) => {
	beforeEach(() => setUp(repository.root, "commit-msg"));

	test("starts no Node for a clean message in an npm project", () => {
		expect(startsNode("Fix the monkey\n\nkey-value stores, über keys\n# no comment\n")).toBe(false);
		expect(startsNode("x")).toBe(false);
	});

	test("stops a key in the message, and does not show it", () => {
		const key = classicKey();
		const { code, stdout, stderr } = commit(`Fix\n\nMAILGUN_API_KEY=${key}\n`);
		expect([code, stderr]).toEqual([1, expect.stringContaining("COMMIT_MSG:3:17")]);
		expect(stdout + stderr).not.toContain(key);
		expect(commit("Fix")).toMatchObject({ code: 0, stderr: "" });
	});

	test("says that it was skipped under MG_HOOK=0", () => {
		expect(commit(`mailgun ${classicKey()}`, { MG_HOOK: "0" })).toMatchObject({
			code: 0,
			stderr: expect.stringMatching(/^mg-hook: skipped \(MG_HOOK=0\): this commit message [^\n]*\n$/mu),
		});
	});

	test("serves a linked worktree without node_modules", () => {
		const linked = join(repository.root, "../linked");
		repository.git("worktree", "add", "-q", linked);
		// git takes a relative hooks path from the linked work tree, where there is none.
		if (repository.tryGit(["config", "core.hooksPath"]).code === 0)
			repository.git("config", "core.hooksPath", join(repository.root, "node_modules/mg-hook/hooks"));
		const inLinked = (message: string, env: NodeJS.ProcessEnv = {}) =>
			run("git", ["commit", "-q", "--allow-empty", "-m", message], { cwd: linked, env });
		expect(inLinked("clean", node.env)).toMatchObject({ code: 0, stderr: "" });
		expect(node.wasStarted()).toBe(false);
		expect(inLinked(`mailgun ${classicKey()}`)).toMatchObject({
			code: 1,
			stderr: expect.stringContaining("COMMIT_MSG"),
		});
	});
});

describe("the gate", () => {
	beforeEach(() => HOOK_WAYS[0]?.[1](repository.root, "commit-msg"));

	test.each<[string, () => string | Buffer]>([
		["in the subject", () => `mailgun ${classicKey()}`],
		["of today's shape", () => `Fix\n\n${currentKey()}\n`],
		["in base64", () => `Fix\n\nAuthorization: Basic ${basicAuth(classicKey())}\n`],
		["in a comment line, which git may keep", () => `Fix\n\n# MAILGUN_API_KEY=${classicKey()}\n`],
		["below the scissors", () => `Fix\n\n# ${"-".repeat(24)} >8 ${"-".repeat(24)}\n# x\n${classicKey()}\n`],
		["with Windows line endings", () => `Fix\r\n\r\nMAILGUN_API_KEY=${classicKey()}\r\n`],
		[
			"beside bytes that are no UTF-8",
			() => Buffer.from(`Fix\n\n\xe9\xff MAILGUN_API_KEY=${classicKey()}\xfe\n`, "latin1"),
		],
		["far into a long line", () => `Fix\n\n${"x ".repeat(200_000)}MAILGUN_API_KEY=${classicKey()}\n`],
		["in the last of many lines", () => `Fix\n\n${"line\n".repeat(20_000)}MAILGUN_API_KEY=${classicKey()}`],
	])("starts Node for a key %s", (_where, message) => {
		expect(startsNode(message())).toBe(true);
	});

	test("has no other encoding to think of: git takes no NUL byte in a message", () => {
		const { code, stderr } = commit(Buffer.from("MAILGUN", "utf16le"));
		expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining("NUL")]);
		expect(code).not.toBe(0);
	});

	test.each<[string, NodeJS.ProcessEnv]>([
		["another locale", { LC_ALL: "en_US.UTF-8" }],
		["POSIXLY_CORRECT", { POSIXLY_CORRECT: "1" }],
		["IFS", { IFS: "abc/0" }],
		["GREP_OPTIONS", { GREP_OPTIONS: "-v" }],
		["MG_HOOK_GATE=0", { MG_HOOK_GATE: "0" }],
	])("starts Node for a key under a hostile environment: %s", (_what, env) => {
		expect(startsNode(`mailgun ${classicKey()}`, env)).toBe(true);
	});

	test("is off with MG_HOOK_GATE=0", () => expect(startsNode("clean", { MG_HOOK_GATE: "0" })).toBe(true));

	test.each([
		["package.json", '{ "mg-hook": {} }'],
		["package.json", '{ "mg-hook"\n:\n{} }'],
		["mg-hook.config.json", "{}"],
		[".mg-hookrc", ""],
		[".mg-hookrc.json", "{}"],
		[".mg-hookrc.yaml", ""],
		[".mg-hookrc.yml", ""],
	])("leaves a configuration to Node: %s %j", (path, content) => {
		repository.write(path, content);
		expect(startsNode("clean")).toBe(true);
	});

	test("takes patterns that are missing or empty for a doubt", () => {
		const patterns = join(repository.root, "node_modules/mg-hook/hooks/gate.ere");
		writeFileSync(patterns, "");
		expect(startsNode("clean")).toBe(true);
		rmSync(patterns);
		expect(startsNode("clean")).toBe(true);
	});
});

describe("the script by itself", () => {
	const byHand = (cwd: string, file: string, env: NodeJS.ProcessEnv = node.env) =>
		run("/bin/sh", [join(repository.root, "node_modules/mg-hook/hooks/commit-msg"), file], { cwd, env });

	test("leaves to Node what is not at the root of a work tree, where a configuration lies", () => {
		repository.write("sub/message", "clean\n");
		expect(byHand(repository.root, "sub/message").code).toBe(0);
		expect(node.wasStarted()).toBe(false);
		byHand(join(repository.root, "sub"), "message");
		expect(node.wasStarted()).toBe(true);
	});

	test("ends with 2 and one sentence without a message, without dist/ and without Node", () => {
		const tools = join(repository.root, "../tools");
		mkdirSync(tools);
		writeFileSync(join(tools, "grep"), "#!/bin/sh\nexit 2\n", { mode: 0o755 });
		repository.write("message", "clean\n");
		for (const [file, env, words] of [
			["", {}, "no file with a commit message"],
			["none", {}, "no file with a commit message"],
			["message", { PATH: tools }, "Node.js is not on PATH"],
		] as const) {
			const { code, stderr } = byHand(repository.root, file, env);
			expect([code, stderr]).toEqual([2, expect.stringMatching(/^mg-hook: [^\n]*MG_HOOK=0 git commit[^\n]*\n$/u)]);
			expect(stderr).toContain(words);
		}
		rmSync(join(repository.root, "node_modules/mg-hook/dist"), { recursive: true });
		const { code, stderr } = byHand(repository.root, "message", { MG_HOOK_GATE: "0" });
		expect([code, stderr]).toEqual([2, expect.stringContaining("is not whole")]);
	});
});
