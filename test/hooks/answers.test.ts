import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { npmProject } from "../support/hookWays.js";
import { classicKey } from "../support/madeUpKeys.js";
import { type PackedPackage, packPackage } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository } from "../support/temporaryRepository.js";

// What is called node need not be Node, nor start, nor come as far as mg-hook: only mg-hook's own answer counts.

let packed: PackedPackage;
let repository: TemporaryRepository;
beforeAll(() => {
	packed = packPackage();
	repository = npmProject(packed);
	repository.write(".env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.write("key.msg", `mailgun ${classicKey()}\n`);
	repository.git("add", ".env");
});
afterAll(() => {
	repository.remove();
});

const PUSH = `refs/heads/x ${"1".repeat(40)} refs/heads/x ${"0".repeat(40)}\n`;
const HOOKS: readonly (readonly [hook: string, args: readonly string[], input: string, checked: string])[] = [
	["pre-commit", [], "", "this commit cannot be checked"],
	["commit-msg", ["key.msg"], "", "this commit message cannot be checked"],
	["pre-push", ["origin", "url"], PUSH, "this push cannot be checked"],
];

/** A folder for PATH with programs of these names and contents in it. */
function folderWith(programs: Record<string, string>): string {
	const folder = join(repository.root, "../programs");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	for (const [name, content] of Object.entries(programs)) writeFileSync(join(folder, name), content, { mode: 0o755 });
	return folder;
}

function runHook(env: NodeJS.ProcessEnv, [hook, args, input]: (typeof HOOKS)[number] = HOOKS[0] as never): Outcome {
	return run("sh", [`node_modules/mg-hook/hooks/${hook}`, ...args], { cwd: repository.root, input, env });
}

function expectOneSentence({ code, stdout, stderr }: Outcome, about: RegExp, verb = "commit"): void {
	expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(/^mg-hook: [^\n]*\n$/u)]);
	expect(stderr).toMatch(about);
	expect(stderr).toContain("cannot be checked for Mailgun keys");
	expect(stderr).toContain(`to ${verb} once without the check: MG_HOOK=0 git ${verb} …`);
}

const sh = (lines: string) => `#!/bin/sh\n${lines}\n`;
/** An old Node to look at: knows its version, and prints a part of what it cannot parse. */
const oldNode = (version: string) =>
	sh(
		`[ "$1" != --version ] || { echo ${version}; exit; }\necho "cli.js:2\n${"var a=1;".repeat(99)}\n\nSyntaxError: Unexpected token '.'\n    at wrapSafe (internal/modules/cjs/loader.js:915:16)" >&2\nexit 1`,
	);

describe("what is called node", () => {
	test.each<readonly [string, node: string, about: RegExp]>([
		["an empty file", "", /programs\/node, which should be Node\.js, does not start: it ended with 0,/u],
		["what ends as a clean check", sh("exit 0"), /does not start: it ended with 0,/u],
		["what ends as a key", sh("exit 1"), /it ended with 1,/u],
		["what ends as mg-hook that could not check", sh("exit 2"), /it ended with 2,/u],
		["what ends otherwise", sh("cat; exit 3"), /it ended with 3,/u],
		[
			"a shim without a version",
			sh("echo 'No version is set for command node' >&2; echo more >&2; exit 126"),
			/ended with 126 \(No version is set for command node\),/u,
		],
		["a shim of nothing", sh("exec /nowhere/node"), /ended with 12[67] \([^)]*not found\),/u],
		["what is killed", sh("kill -KILL $$"), /ended with 137/u],
		[
			"what colours its words",
			sh("printf '\\033[31merror\\033[0m\\n' >&2; exit 9"),
			/ended with 9 \(\[31merror\[0m\),/u,
		],
		["Node 12", oldNode("v12.22.9"), /programs\/node is Node\.js 12\.22\.9, and mg-hook needs 20\.19 or newer/u],
		["Node 0.10", oldNode("v0.10.48"), /is Node\.js 0\.10\.48, and/u],
		["Node 20.18", oldNode("v20.18.3"), /is Node\.js 20\.18\.3, and/u],
		["a prerelease", oldNode("v20.9.0-rc.1"), /is Node\.js 20\.9\.0, and/u],
		[
			"a new one that fails",
			oldNode("v21.1.0"),
			/Node\.js 21\.1\.0 ended with 1 before mg-hook had an answer \(SyntaxError/u,
		],
		["one without memory", sh('[ "$1" != --version ] || { echo v24.0.0; exit; }\nkill -ABRT $$'), /too little memory/u],
	])("%s", (_what, node, about) => {
		const outcome = runHook({ PATH: `${folderWith({ node })}${delimiter}${process.env["PATH"]}` });
		expectOneSentence(outcome, about);
		for (const noise of ["var a=1", "wrapSafe", "\u001b"]) expect(outcome.stderr).not.toContain(noise);
	});

	test.each(HOOKS)("is seen through by %s", (...hook) => {
		for (const code of [0, 1]) {
			const PATH = `${folderWith({ node: sh(`exit ${code}`) })}${delimiter}${process.env["PATH"]}`;
			expectOneSentence(runHook({ PATH }, hook), new RegExp(hook[3], "u"), hook[0] === "pre-push" ? "push" : "commit");
		}
	});

	test("an answer, with what it says", () => {
		for (const code of [0, 1, 2]) {
			const node = sh(`echo out; echo err >&2; exit $((MG_HOOK_ANSWER + ${code}))`);
			expect(runHook({ PATH: `${folderWith({ node })}${delimiter}${process.env["PATH"]}` })).toMatchObject({
				code,
				stdout: "out\n",
				stderr: "err\n",
			});
		}
	});

	test.each([129, 130, 143])("somebody's end of it, %i, needs no words", (code) => {
		const PATH = `${folderWith({ node: sh(`exit ${code}`) })}${delimiter}${process.env["PATH"]}`;
		expect(runHook({ PATH })).toMatchObject({ code, stdout: "", stderr: "" });
	});
});

test.each(["--require /nowhere/gone.js", "--bad-flag", "--max-old-space-size=x", "--import=/nowhere/gone.mjs"])(
	"NODE_OPTIONS=%s is told for what it is",
	(NODE_OPTIONS) => {
		expectOneSentence(
			runHook({ NODE_OPTIONS }),
			/Node\.js does not start with what NODE_OPTIONS is set to.*unset it;/u,
		);
	},
);

test("good NODE_OPTIONS are left in place", () => {
	const preload = repository.write("../preload.cjs", "console.log('preloaded');\n");
	const { code, stdout } = runHook({ NODE_OPTIONS: `--require ${preload}` });
	expect([code, stdout]).toEqual([1, expect.stringMatching(/^preloaded\n[\s\S]*mg-hook stopped this commit/u)]);
});

describe("another Node than the first on PATH", () => {
	/** A PATH without node. */
	function bare(programs: Record<string, string> = {}): string {
		const folder = folderWith(programs);
		for (const tool of ["git", "sh", "cat", "grep", "sed", "tr"]) {
			symlinkSync(run("sh", ["-c", `command -v ${tool}`]).stdout.trim(), join(folder, tool));
		}
		return folder;
	}
	const answering = (code: number) => sh(`cat >/dev/null; exit $((MG_HOOK_ANSWER + ${code}))`);
	const remembered = () => repository.write("../it's $a \\node/node", answering(1), 0o755);

	test("nodejs, as some systems call it", () => {
		expect(runHook({ PATH: bare({ nodejs: answering(1) }) })).toMatchObject({ code: 1, stderr: "" });
	});

	test.each(HOOKS)("the one that the block remembers, where PATH has none, in %s", (...hook) => {
		expect(runHook({ PATH: bare(), MG_HOOK_NODE: remembered() }, hook)).toMatchObject({ code: 1, stderr: "" });
	});

	test("the one that the block remembers, where PATH has too old a one", () => {
		const node = sh("echo too old >&2; exit 115");
		const PATH = bare({ node });
		expect(runHook({ PATH, MG_HOOK_NODE: remembered() })).toMatchObject({ code: 1, stderr: "" });
		expect(runHook({ PATH, MG_HOOK_NODE: "/nowhere/node" })).toMatchObject({ code: 2, stderr: "too old\n" });
	});

	test("none at all", () => {
		expectOneSentence(runHook({ PATH: bare(), MG_HOOK_NODE: "/nowhere/node" }), /Node\.js is not on PATH/u);
	});
});
