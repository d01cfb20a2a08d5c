import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { HookName } from "../../src/install/hookName.js";
import { classicKey } from "../support/madeUpKeys.js";
import { MARKED, type MarkingNode } from "../support/markingNode.js";
import { withPackedHooks } from "../support/packedHooks.js";
import { must, type PackedPackage } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let packed: PackedPackage;
let node: MarkingNode;
withPackedHooks((...made) => {
	[packed, node] = made;
});

let repository: TemporaryRepository;
let lib: string;
beforeEach(() => {
	repository = temporaryRepository();
	lib = join(repository.root, "../lib");
	mkdirSync(lib);
	packed.installInto(lib);
	repository.write("clean.msg", "Fix the monkey\n");
	repository.write("key.msg", `mailgun ${classicKey()}\n`);
});
afterEach(() => repository.remove());

const bin = () => join(lib, "node_modules/.bin");
const REFS = `refs/heads/x ${"1".repeat(40)} refs/heads/x ${"0".repeat(40)}\n`;
const DELETES = `(delete) ${"0".repeat(40)} refs/heads/x ${"1".repeat(40)}\n`;

const WAYS: readonly (readonly [way: string, setUp: (hook: HookName) => void])[] = [
	["a block", (hook) => void must(run(join(bin(), "mg-hook"), ["install", "--hook", hook], { cwd: repository.root }))],
	[
		"a copied script",
		(hook) =>
			cpSync(join(lib, "node_modules/mg-hook/hooks", hook), join(repository.root, ".git/hooks", hook), { force: true }),
	],
];

function runHook(hook: HookName, arg: string, input: string, folder: string): Outcome {
	return run(join(repository.root, ".git/hooks", hook), [arg, "url"], {
		cwd: repository.root,
		input,
		env: { PATH: `${folder}${delimiter}${node.env["PATH"] ?? ""}` },
	});
}

describe.each(WAYS)("mg-hook on PATH, from %s", (way, setUp) => {
	test.each<[HookName, clean: [string, string], doubt: [string, string]]>([
		["commit-msg", ["clean.msg", ""], ["key.msg", ""]],
		["pre-push", ["origin", DELETES], ["origin", REFS]],
	])("%s takes the package behind its link, and Node where there is a doubt", (hook, clean, doubt) => {
		setUp(hook);
		expect(runHook(hook, ...clean, bin())).toMatchObject({ code: 0, stdout: "", stderr: "" });
		expect(node.wasStarted()).toBe(false);
		expect(runHook(hook, ...doubt, bin()).code).toBe(MARKED);
		expect(node.wasStarted()).toBe(true);
	});

	test.each<[HookName, string, string, RegExp]>([
		["pre-commit", "", "", /^check\n--staged\n$/u],
		["pre-merge-commit", "", "", /^check\n--staged\n$/u],
		["commit-msg", "key.msg", "", /^check\n--commit-msg[=\n]key\.msg\n$/u],
		["pre-push", "origin", REFS, /^check\n--pre-push[=\n]origin\n$/u],
	])("%s runs a command that is no link, as on Windows", (hook, arg, input, said) => {
		if (hook === "pre-merge-commit" && way !== "a block") return;
		setUp(hook);
		rmSync(lib, { recursive: true });
		const seen = join(repository.root, "../seen");
		repository.write(
			"../shims/mg-hook",
			`#!/bin/sh\nprintf '%s\\n' "$@" >'${seen}'\ncat >'${seen}.input'\nexit $((MG_HOOK_ANSWER + MG_HOOK_SILENT))\n`,
			0o755,
		);
		expect(runHook(hook, arg, input, join(repository.root, "../shims")).code).toBe(1);
		expect(readFileSync(seen, "utf8")).toMatch(said);
		expect(readFileSync(`${seen}.input`, "utf8")).toBe(input);
	});
});
