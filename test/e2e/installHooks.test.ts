import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HOOK_NAMES } from "../../src/install/hookName.js";
import { classicKey } from "../support/madeUpKeys.js";
import { must, packPackage, runInstalled } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const packed = packPackage();

let repository: TemporaryRepository;
let key: string;
beforeEach(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".git/info/exclude", "node_modules\n");
	key = classicKey();
});
afterEach(() => repository.remove());

const mgHook = (...args: string[]): Outcome => runInstalled(repository.root, args);
const commit = (message: string): Outcome => repository.tryGit(["commit", "-q", "--allow-empty", "-m", message]);

function expectStopped({ code, stderr, stdout }: Outcome): void {
	// git turns what a hook prints to standard error, but for pre-push.
	expect([code, stdout + stderr]).toEqual([1, expect.stringContaining("Mailgun key")]);
	expect(stdout + stderr).not.toContain(key);
}

function commitUnchecked(path: string, content: string): void {
	repository.write(path, content);
	repository.git("add", path);
	repository.git("commit", "-q", "--no-verify", "-m", path);
}

test("commit-msg stops a key in the message, and not one that another line's comment held", () => {
	expect(must(mgHook("install", "--hook", "commit-msg")).stdout).toContain("made the commit-msg hook");
	expectStopped(commit(`MAILGUN_API_KEY=${key}`));
	must(commit("no key"));
	expect(repository.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("a message is not checked with MG_HOOK=0, which is said", () => {
	mgHook("install", "--hook", "commit-msg");
	const { code, stderr } = repository.tryGit(["commit", "--allow-empty", "-m", `MAILGUN_API_KEY=${key}`], {
		env: { MG_HOOK: "0" },
	});
	expect([code, stderr]).toEqual([0, expect.stringContaining("skipped (MG_HOOK=0)")]);
});

test.each(["commit-msg", "pre-push"] as const)("%s ends with 2 where mg-hook is gone", (hook) => {
	mgHook("install", "--hook", hook);
	rmSync(join(repository.root, "node_modules"), { recursive: true });
	for (const options of [[], ["-eu"]]) {
		const { code, stderr } = run("/bin/sh", [...options, `.git/hooks/${hook}`, "x"], {
			cwd: repository.root,
			input: "",
		});
		expect([code, stderr]).toEqual([2, expect.stringContaining("npm install")]);
	}
});

describe("pre-push", () => {
	beforeEach(() => {
		run("git", ["init", "-q", "--bare", join(repository.root, "../remote")]);
		repository.git("remote", "add", "origin", "../remote");
	});

	test("stops a key that a later commit took out, and lets clean commits through", () => {
		mgHook("install", "--hook", "pre-push");
		commitUnchecked("a.txt", "clean\n");
		must(repository.tryGit(["push", "-q", "origin", "main"]));
		commitUnchecked(".env", `MAILGUN_API_KEY=${key}\n`);
		commitUnchecked(".env", "MAILGUN_API_KEY=\n");
		expectStopped(repository.tryGit(["push", "-q", "origin", "main"]));
	});

	test.each([
		["a push", "refs/heads/main 1 refs/heads/main 0\nrefs/tags/a b refs/tags/a c\n"],
		["nothing to push", ""],
	])("leaves what git said on standard input to the rest of the hook: %s", (_, refs) => {
		repository.write(".git/hooks/pre-push", '#!/bin/sh\necho "$1" >args\ncat >refs\n', 0o755);
		must(mgHook("install", "--hook", "pre-push"));
		// The check itself is not of interest.
		const { code } = run(".git/hooks/pre-push", ["origin", "url"], {
			cwd: repository.root,
			input: refs,
			env: { MG_HOOK: "0" },
		});
		expect(code).toBe(0);
		expect(readFileSync(join(repository.root, "refs"), "utf8")).toBe(refs);
		expect(readFileSync(join(repository.root, "args"), "utf8")).toBe("origin\n");
	});
});

test("pre-merge-commit stops a merge that brings a key", () => {
	mgHook("install", "--hook", "pre-merge-commit");
	commitUnchecked("a.txt", "clean\n");
	repository.git("checkout", "-qb", "other");
	commitUnchecked(".env", `MAILGUN_API_KEY=${key}\n`);
	repository.git("checkout", "-q", "main");
	commitUnchecked("b.txt", "clean\n");
	expectStopped(repository.tryGit(["merge", "-q", "--no-edit", "other"]));
	repository.git("merge", "--abort");
});

test("all of them stand beside each other, and uninstall takes out every one", () => {
	repository.write(".git/hooks/commit-msg", "#!/bin/sh\ntrue\n", 0o755);
	for (const hook of HOOK_NAMES) {
		must(mgHook("install", "--hook", hook));
		expect(must(mgHook("install", "--hook", hook)).stdout).toContain("nothing changed");
		for (const shell of ["sh", "bash"]) must(run(shell, ["-n", join(repository.root, ".git/hooks", hook)]));
	}
	commitUnchecked("a.txt", "clean\n");
	must(commit("still clean"));
	const { stdout } = must(mgHook("uninstall"));
	for (const hook of HOOK_NAMES) expect(stdout).toContain(`the ${hook} hook`);
	expect(readFileSync(join(repository.root, ".git/hooks/commit-msg"), "utf8")).toBe("#!/bin/sh\ntrue\n");
	for (const hook of HOOK_NAMES.filter((name) => name !== "commit-msg"))
		expect(existsSync(join(repository.root, ".git/hooks", hook))).toBe(false);
});

/** What earlier versions put into a hook for `check FLAGS`, with what they put before the last line of it. */
const olderBlock = (last: string, opening = "") =>
	`# >>> mg-hook >>> stops Mailgun keys; mg-hook uninstall takes this out${opening}
mg_hook='node_modules/mg-hook'
[ -d "$mg_hook" ] || mg_hook=$(readlink -f "$(command -v mg-hook)" 2>/dev/null) || :
mg_hook_check() {
	if [ "\${MG_HOOK-}" = 0 ]; then
		echo "mg-hook: skipped" >&2
	else
		MG_HOOK_SILENT=1 node "\${mg_hook%/dist/cli.js}/dist/cli.js" check "$@"
	fi
}
${last}
# <<< mg-hook <<<
`;

test.each([
	["commit-msg", 'mg_hook_check --commit-msg "$1" || exit $?'],
	[
		"pre-push",
		'mg_hook_refs=$(cat)\nprintf \'%s\\n\' "$mg_hook_refs" | mg_hook_check --pre-push "$1" || exit $?\nexec <<MG_HOOK_REFS\n$mg_hook_refs\nMG_HOOK_REFS',
	],
])("an older block in %s that starts Node itself is brought up to date, and taken out", (hook, last) => {
	const file = join(repository.root, ".git/hooks", hook);
	for (const [before, rest] of [
		[`#!/bin/sh\n${olderBlock(last)}true\n`, "#!/bin/sh\ntrue\n"],
		[`#!/bin/sh\n${olderBlock(last, " (made this file)")}`, undefined],
	] as const) {
		const put = () => repository.write(`.git/hooks/${hook}`, before, 0o755);
		put();
		expect(must(mgHook("install", "--hook", hook)).stdout).toContain("up to date");
		const updated = readFileSync(file, "utf8");
		expect(updated).not.toContain("mg_hook_check");
		expect(updated).toContain(`\nmg_hook=$mg_hook/hooks/${hook}\n`);
		for (const prepare of [() => undefined, put]) {
			prepare();
			must(mgHook("uninstall"));
			expect(existsSync(file) ? readFileSync(file, "utf8") : undefined).toBe(rest);
		}
	}
});

test("with husky they go into its folder", () => {
	repository.write(".husky/_/h", "");
	repository.git("config", "core.hooksPath", ".husky/_");
	expect(must(mgHook("install", "--hook", "pre-push")).stdout).toContain("hook .husky/pre-push.");
	expect(readFileSync(join(repository.root, ".husky/pre-push"), "utf8")).toContain('--pre-push "$1"');
});

test("a hook that another tool writes is left alone, with what to say to it", () => {
	repository.write(".git/hooks/pre-push", '#!/bin/sh\ncall_lefthook run "pre-push" "$@"\n', 0o755);
	const { code, stderr } = mgHook("install", "--hook", "pre-push");
	expect(code).toBe(2);
	expect(stderr).toContain(
		'Have lefthook run this as its pre-push, with the arguments and the standard input of the hook: sh node_modules/mg-hook/hooks/pre-push "$@"',
	);
});

test("an unknown hook is a usage error", () => {
	expect(mgHook("install", "--hook", "post-commit")).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("pre-commit, pre-merge-commit, commit-msg, pre-push"),
	});
});
