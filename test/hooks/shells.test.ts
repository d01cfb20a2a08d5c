import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newHook } from "../../src/install/hookBlock.js";
import { HOOK_NAMES, type HookName } from "../../src/install/hookName.js";
import { npmProject } from "../support/hookWays.js";
import { classicKey } from "../support/madeUpKeys.js";
import { MARKED, type MarkingNode, markingNode } from "../support/markingNode.js";
import { must, type PackedPackage, packPackage, runInstalled } from "../support/packedPackage.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { run, type TemporaryRepository } from "../support/temporaryRepository.js";

const SCRIPTS = ["pre-commit", "commit-msg", "pre-push"] as const;
const script = (name: string) => join(PACKAGE_ROOT, "hooks", name);
const isThere = (program: string) => run("sh", ["-c", `command -v ${program}`]).code === 0;

/** What may be `sh`, and what else runs a hook with a block in it. */
const SHELLS = [
	["sh"],
	["dash"],
	["bash"],
	["bash", "--posix"],
	["busybox", "sh"],
	["ksh"],
	["mksh"],
	["lksh"],
	["posh"],
	["yash"],
	["zsh", "--emulate", "sh"],
	["zsh"],
	["zsh", "-o", "nullglob", "-o", "ksharrays", "-o", "extendedglob", "-o", "warncreateglobal", "-o", "noshortloops"],
].filter(([program = ""]) => isThere(program));

test("what finds the shared lines, wherever a script was copied to, is the same in every script", () => {
	const [first = "", ...others] = SCRIPTS.map((name) => {
		const text = readFileSync(script(name), "utf8");
		return text.slice(text.indexOf("\n\n# Started as"), text.lastIndexOf("\n\texit 2\nfi\n"));
	});
	expect(first.length).toBeGreaterThan(800);
	for (const other of others) expect(other).toBe(first);
});

test("shellcheck has nothing to say", () => {
	if (!isThere("shellcheck")) return;
	const files = readdirSync(join(PACKAGE_ROOT, "hooks")).filter((name) => !/\.(?:pcre|ere)$/u.test(name));
	const { stdout } = run("shellcheck", ["--external-sources", ...files.map((name) => `hooks/${name}`)], {
		cwd: PACKAGE_ROOT,
	});
	expect([files.length, stdout]).toEqual([5, ""]);
});

let packed: PackedPackage;
let node: MarkingNode;
let repository: TemporaryRepository;
beforeAll(() => {
	packed = packPackage();
	node = markingNode();
	repository = npmProject(packed);
	for (const hook of HOOK_NAMES) {
		// Something behind the block, which must be reached where it is clean, and only there.
		repository.write(`.git/hooks/${hook}`, "#!/bin/sh\n: >reached\n[ $# = 0 ] || cat >rest\n", 0o755);
		must(runInstalled(repository.root, ["install", "--hook", hook]));
	}
	repository.write("clean.msg", "Fix the monkey\n");
	repository.write("key.msg", `mailgun ${classicKey()}\n`);
});
afterAll(() => {
	packed.remove();
	node.remove();
	repository.remove();
});

const DELETES = `(delete) ${"0".repeat(40)} refs/heads/x ${"1".repeat(40)}\n`;
const PUSHES = `refs/heads/x ${"1".repeat(40)} refs/heads/x ${"0".repeat(40)}\n`;

/** What a hook is given: its arguments, standard input and, staged, this many files, one of which holds a key. */
interface Given {
	args: readonly string[];
	input: string;
	files: number;
	withKey: boolean;
}

const REMOTE = ["origin", "url"];
const CASES: readonly (readonly [HookName, what: string, clean: Partial<Given>, doubt: Partial<Given>])[] = [
	["pre-commit", "few files", {}, { withKey: true }],
	["pre-commit", "many files", { files: 70 }, { files: 70, withKey: true }],
	["pre-merge-commit", "few files", {}, { withKey: true }],
	["commit-msg", "a message", { args: ["clean.msg"] }, { args: ["key.msg"] }],
	["pre-push", "refs", { args: REMOTE, input: DELETES }, { args: REMOTE, input: DELETES + PUSHES }],
];

const NAMED = SHELLS.map((words) => [words.join(" "), words] as const);
describe.each(NAMED)("in %s", (_name, [program = "", ...options]) => {
	/** The exit code of a hook, and how far it came. */
	function outcomeOf(file: string, { args = [], input = "", files = 3, withKey = false }: Partial<Given>) {
		repository.git("read-tree", "HEAD");
		run("rm", ["-f", "reached", "rest"], { cwd: repository.root });
		const names = Array.from({ length: files }, (_, at) => `staged ${at}`);
		for (const staged of names) repository.write(staged, `${staged}\n`);
		repository.write("staged 1", withKey ? `MAILGUN_API_KEY=${classicKey()}\n` : "\n");
		repository.git("add", "--", ...names);
		const { code, stdout, stderr } = run(program, [...options, "-euC", file, ...args], {
			cwd: repository.root,
			input,
			env: { ...node.env, GIT_INDEX_FILE: ".git/index" },
		});
		const there = readdirSync(repository.root);
		const rest = there.includes("rest") ? readFileSync(join(repository.root, "rest"), "utf8") : "";
		return { code, said: stdout + stderr, node: node.wasStarted(), reached: there.includes("reached"), rest };
	}

	test.each(CASES)("the block of %s: %s", (hook, _what, clean, doubt) => {
		const file = `.git/hooks/${hook}`;
		expect(outcomeOf(file, clean)).toEqual({
			code: 0,
			said: "",
			node: false,
			reached: true,
			rest: clean.input ?? "",
		});
		expect(outcomeOf(file, doubt)).toEqual({ code: MARKED, said: "", node: true, reached: false, rest: "" });
	});

	test.each(CASES.filter(([hook]) => hook !== "pre-merge-commit"))(
		"the script of %s: %s",
		(hook, _what, clean, doubt) => {
			const file = `node_modules/mg-hook/hooks/${hook}`;
			expect(outcomeOf(file, clean)).toEqual({ code: 0, said: "", node: false, reached: false, rest: "" });
			expect(outcomeOf(file, doubt)).toEqual({ code: MARKED, said: "", node: true, reached: false, rest: "" });
		},
	);

	test("checked out with CRLF, a block and a script say so, and do not let it through", () => {
		for (const file of ["shared/pre-commit", "shared/pre-push", "scripts/pre-commit", "scripts/commit-msg"]) {
			const name = file.slice(file.indexOf("/") + 1) as HookName;
			const text = file.startsWith("shared")
				? newHook("node_modules/mg-hook", name)
				: readFileSync(script(name), "latin1");
			repository.write(file, Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"));
			for (const flags of ["-e", "-u"]) {
				const { code, stdout, stderr } = run(program, [...options, flags, file], { cwd: repository.root });
				expect([code, stdout]).toEqual([2, ""]);
				expect(stderr).toMatch(/^mg-hook: [^\n]* has Windows line ends \(CRLF\)[^\n]*convert it to LF[^\n]*\n$/u);
				expect(stderr).toContain(`(${name} text eol=lf).\n`);
			}
		}
	});
});
