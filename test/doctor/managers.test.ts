import { chmodSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { askDoctor, listing, repositoryWithPackage } from "../support/doctored.js";
import { classicKey } from "../support/madeUpKeys.js";
import {
	type LefthookHook,
	lefthookHook,
	type PreCommitHook,
	preCommitHook,
	simpleGitHook,
} from "../support/managedHooks.js";
import { addHusky, setUpHusky } from "../support/realHusky.js";
import type { TemporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = repositoryWithPackage();
});
afterEach(() => repository.remove());

const RUN = "sh node_modules/mg-hook/hooks/pre-commit";
const HOOK = ".git/hooks/pre-commit";
/** Without any hook manager of this machine's, nor what npx puts before it. */
const PATH = "/usr/bin:/bin";

interface Case {
	setUp: () => void;
	env?: NodeJS.ProcessEnv;
	code: 0 | 1 | 2;
	/** What the check of the hook says; of the self-test where all is well. */
	said: RegExp;
	wayOut?: string | RegExp;
	id?: string;
}

/** Asks, and sees that nothing was changed by it. */
function expectSaid({ setUp, env = {}, code, said, wayOut, id = code === 0 ? "self-test" : "pre-commit" }: Case): void {
	setUp();
	const before = listing(repository.root);
	const found = askDoctor(repository.root, [], { PATH: `${join(process.execPath, "..")}:${PATH}`, ...env });
	expect(found.stderr).toBe("");
	expect(found.of(id)?.message).toMatch(said);
	if (wayOut !== undefined) expect(found.of(id)?.wayOut).toMatch(wayOut);
	expect([found.code, found.status]).toEqual([code, (["ok", "problem", "unknown"] as const)[code]]);
	expect(listing(repository.root)).toEqual(before);
}

/** Whether git stops a commit with a key, as the tool that wrote the hook has it. */
function isStopped(env: NodeJS.ProcessEnv = {}): boolean {
	repository.write("mail.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "-f", "mail.env");
	return repository.tryGit(["commit", "-qm", "x"], { env }).code !== 0;
}

const settings = (name: string, text: string) => repository.write(name, text);
const manifest = (value: object) => settings("package.json", JSON.stringify(value));

describe("husky, as it is", () => {
	const write = (text: string, mode?: number) => repository.write(".husky/pre-commit", text, mode);
	const husky9 = (text: string) => () => {
		addHusky(repository);
		setUpHusky(repository);
		write(text);
	};
	const husky8 = (text: string) => () => {
		manifest({ devDependencies: { husky: "^8.0.3" } });
		repository.git("config", "core.hooksPath", ".husky");
		repository.write(".husky/_/husky.sh", "#!/usr/bin/env sh\n");
		write(`#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n${text}`, 0o755);
	};

	test.each<[name: string, what: Case]>([
		["9, set up", { setUp: husky9(`${RUN}\n`), code: 0, said: /let a clean commit pass\.$/u }],
		["9, another command behind", { setUp: husky9(`${RUN}\ntrue\n`), code: 0, said: /only read/u }],
		[
			"9, by npx",
			{ setUp: husky9("npx --no-install mg-hook check --staged\n"), code: 0, said: /stopped a made-up key/u },
		],
		[
			"9, without mg-hook",
			{
				setUp: husky9("true\n"),
				code: 1,
				said: /^The pre-commit hook \.husky\/pre-commit does not run mg-hook\.$/u,
				wayOut: "npx mg-hook install",
			},
		],
		["9, its exit code lost", { setUp: husky9(`${RUN} || true\n`), code: 1, said: /goes on whatever it says/u }],
		[
			"9, without a hook of its own",
			{
				setUp: () => [addHusky(repository), setUpHusky(repository)],
				code: 1,
				said: /runs husky's \.husky\/pre-commit, which is not there/u,
				wayOut: "npx mg-hook install",
			},
		],
		[
			"9, HUSKY=0",
			{ setUp: husky9(`${RUN}\n`), env: { HUSKY: "0" }, code: 1, said: /^HUSKY=0 is set here/u, wayOut: "unset HUSKY" },
		],
		["9, HUSKY=2", { setUp: husky9(`${RUN}\n`), env: { HUSKY: "2" }, code: 0, said: /stopped a made-up key/u }],
		[
			"9, its folder gone",
			{
				setUp: () => [husky9(`${RUN}\n`)(), rmSync(join(repository.root, ".husky/_"), { recursive: true })],
				code: 1,
				said: /names mg-hook, but husky is not set up in this clone/u,
				wayOut: /^npx husky$/u,
			},
		],
		[
			"9, never set up",
			{
				setUp: () => [addHusky(repository), write(`${RUN}\n`)],
				code: 1,
				said: /names mg-hook, but husky is not set up in this clone/u,
				wayOut: /^npx husky$/u,
			},
		],
		[
			"9, half of it gone",
			{
				setUp: () => [husky9(`${RUN}\n`)(), rmSync(join(repository.root, ".husky/_/h"))],
				code: 1,
				said: /half of which is gone/u,
				wayOut: /^npx husky$/u,
			},
		],
		[
			"9, core.hooksPath at .husky, not executable",
			{
				setUp: () => [husky9(`${RUN}\n`)(), repository.git("config", "core.hooksPath", ".husky")],
				code: 1,
				said: /not executable/u,
				wayOut: /npx husky/u,
			},
		],
		[
			"9, core.hooksPath at .husky, executable",
			{
				setUp: () => [husky9("")(), write(`${RUN}\n`, 0o755), repository.git("config", "core.hooksPath", ".husky")],
				code: 0,
				said: /let a clean commit pass\.$/u,
			},
		],
		[
			"9, core.hooksPath at .husky, run without -e",
			{
				setUp: () => [
					husky9("")(),
					write(`${RUN}\ntrue\n`, 0o755),
					repository.git("config", "core.hooksPath", ".husky"),
				],
				code: 1,
				said: /goes on whatever it says/u,
			},
		],
		[
			"9, in a folder of another name",
			{
				setUp: () => [
					addHusky(repository),
					setUpHusky(repository, "tools/husky"),
					repository.write("tools/husky/pre-commit", `${RUN}\n`),
				],
				code: 0,
				said: /let a clean commit pass\.$/u,
			},
		],
		["8, set up", { setUp: husky8(`${RUN}\n`), code: 0, said: /let a clean commit pass\.$/u }],
		["8, without mg-hook", { setUp: husky8("true\n"), code: 1, said: /does not run mg-hook/u }],
		[
			"8, not set up",
			{
				setUp: () => [husky8(`${RUN}\n`)(), rmSync(join(repository.root, ".husky/_"), { recursive: true })],
				code: 1,
				said: /husky's, which is not set up in this clone/u,
				wayOut: "npx husky install",
			},
		],
		[
			"8, core.hooksPath not set",
			{
				setUp: () => [husky8(`${RUN}\n`)(), repository.git("config", "--unset", "core.hooksPath")],
				code: 1,
				said: /husky is not set up in this clone/u,
				wayOut: "npx husky install",
			},
		],
	])("%s", (name, what) => {
		expectSaid(what);
		// Without its own half husky's hook fails, whatever is staged.
		if (!["8, not set up", "9, half of it gone"].includes(name)) expect(isStopped(what.env)).toBe(what.code === 0);
	});

	test("9, where mg-hook is only in the node_modules/.bin that husky puts on PATH", () => {
		husky9("true\nmg-hook check --staged\n")();
		mkdirSync(join(repository.root, "node_modules/.bin"));
		repository.write(
			"node_modules/.bin/mg-hook",
			`#!/bin/sh\nexec '${process.execPath}' node_modules/mg-hook/dist/cli.js "$@"\n`,
			0o755,
		);
		expectSaid({ setUp: () => undefined, code: 0, said: /stopped a made-up key/u });
		expect(isStopped()).toBe(true);
	});
});

describe("simple-git-hooks, as it is", () => {
	const hook = (command: string) => repository.write(HOOK, simpleGitHook(command), 0o755);
	const configured = (command: string) => manifest({ "simple-git-hooks": { "pre-commit": command } });

	test.each<[name: string, what: Case]>([
		["set up", { setUp: () => [configured(RUN), hook(RUN)], code: 0, said: /let a clean commit pass\.$/u }],
		[
			"set up, with another command",
			{ setUp: () => [configured(`${RUN} && true`), hook(`${RUN} && true`)], code: 0, said: /only read/u },
		],
		[
			"settings that do not name mg-hook",
			{ setUp: () => [configured("true"), hook("true")], code: 1, said: /does not run mg-hook\.$/u },
		],
		[
			"not set up since",
			{
				setUp: () => [configured(RUN), hook("true")],
				code: 1,
				said: /though package\.json names it: simple-git-hooks has not been set up since/u,
				wayOut: "npx simple-git-hooks",
			},
		],
		[
			"not set up in this clone",
			{
				setUp: () => void configured(RUN),
				code: 1,
				said: /package\.json names mg-hook, but simple-git-hooks is not set up in this clone/u,
				wayOut: "npx simple-git-hooks",
			},
		],
		[
			"not set up, and mg-hook not named",
			{
				setUp: () => void configured("true"),
				code: 1,
				said: /package\.json of simple-git-hooks does not name mg-hook/u,
			},
		],
		[
			"skipped",
			{
				setUp: () => [configured(RUN), hook(RUN)],
				env: { SKIP_SIMPLE_GIT_HOOKS: "1" },
				code: 1,
				said: /^SKIP_SIMPLE_GIT_HOOKS=1 is set here/u,
				wayOut: "unset SKIP_SIMPLE_GIT_HOOKS",
			},
		],
		[
			"its exit code lost",
			{ setUp: () => [configured(`${RUN}; true`), hook(`${RUN}; true`)], code: 1, said: /goes on whatever it says/u },
		],
	])("%s", (_name, what) => {
		expectSaid(what);
		expect(isStopped(what.env)).toBe(what.code === 0);
	});
});

describe("lefthook's hook", () => {
	const job = (...more: string[]) =>
		["pre-commit:", "  jobs:", `    - run: ${RUN}`, ...more.map((line) => `      ${line}`), ""].join("\n");
	const setUp = (text: string, hook: LefthookHook = {}) => {
		settings("lefthook.yml", text);
		repository.write(HOOK, lefthookHook(hook), 0o755);
	};
	const installed = () => repository.write("node_modules/lefthook/bin/index.js", "");
	const with_ = (text: string, hook?: LefthookHook) => () => [setUp(text, hook), installed()];

	test.each<[name: string, what: Case]>([
		["set up", { setUp: with_(job()), code: 0, said: /only read/u }],
		[
			"found by the path that it was installed with",
			{ setUp: () => setUp(job(), { program: process.execPath }), code: 0, said: /only read/u },
		],
		[
			"run by what its settings name",
			{ setUp: () => setUp(job(), { named: "sh run-lefthook" }), code: 2, said: /cannot be seen/u },
		],
		[
			"settings that do not name mg-hook",
			{
				setUp: with_('pre-commit:\n  jobs:\n    - run: "true"\n'),
				code: 1,
				said: /lefthook\.yml does not name mg-hook for it/u,
				wayOut: "lefthook.yml",
			},
		],
		[
			"another hook's settings that name it",
			{ setUp: with_(job().replace("pre-commit:", "pre-push:")), code: 1, said: /does not name mg-hook for it/u },
		],
		[
			"glob",
			{ setUp: with_(job('glob: "*.js"')), code: 1, said: /for some files only \(glob\)/u, wayOut: "Take glob out" },
		],
		["root", { setUp: with_(job("root: packages/app/")), code: 1, said: /for some files only \(root\)/u }],
		["exclude", { setUp: with_(job('exclude: ["docs/**"]')), id: "pre-commit", code: 0, said: /not always: exclude/u }],
		["skip in a merge", { setUp: with_(job("skip: [merge]")), id: "pre-commit", code: 0, said: /not always: skip/u }],
		["skip: true", { setUp: with_(job("skip: true")), code: 1, said: /never/u, wayOut: "skip" }],
		[
			"skip: true for the whole hook",
			{
				setUp: with_(job().replace("pre-commit:\n", "pre-commit:\n  skip: true\n")),
				code: 1,
				said: /never/u,
				wayOut: "skip",
			},
		],
		["only: false", { setUp: with_(job("only: false")), code: 1, said: /never/u, wayOut: "only" }],
		[
			"tags that are excluded",
			{
				setUp: with_(job("tags: [security]").replace("pre-commit:\n", "pre-commit:\n  exclude_tags: [security]\n")),
				code: 1,
				said: /never/u,
				wayOut: "exclude_tags",
			},
		],
		[
			"tags of others that are excluded",
			{
				setUp: with_(job("tags: [security]").replace("pre-commit:\n", "pre-commit:\n  exclude_tags: [slow]\n")),
				code: 0,
				said: /only read/u,
			},
		],
		[
			"another command that limits nothing of it",
			{ setUp: with_(`${job()}    - {run: "true", glob: "*.js"}\n`), code: 0, said: /only read/u },
		],
		["settings that come from elsewhere", { setUp: with_("extends: [other.yml]\n"), code: 2, said: /cannot be told/u }],
		[
			"settings that are gone",
			{
				setUp: () => [with_(job())(), rmSync(join(repository.root, "lefthook.yml"))],
				code: 1,
				said: /no settings here/u,
			},
		],
		[
			"lefthook not installed",
			{
				setUp: () => setUp(job()),
				code: 1,
				said: /not installed here: it lets every commit pass/u,
				wayOut: "npm install",
			},
		],
		[
			"lefthook not installed, and every commit stopped",
			{
				setUp: () => setUp(job(), { asserts: true }),
				code: 1,
				said: /not installed here: it stops every commit/u,
				wayOut: "npm install",
			},
		],
		[
			"not set up in this clone",
			{
				setUp: () => [settings("lefthook.yml", job()), installed()],
				code: 1,
				said: /lefthook is not set up in this clone/u,
				wayOut: "npx lefthook install",
			},
		],
		[
			"LEFTHOOK=0",
			{
				setUp: with_(job()),
				env: { LEFTHOOK: "0" },
				code: 1,
				said: /^LEFTHOOK=0 is set here/u,
				wayOut: "unset LEFTHOOK",
			},
		],
	])("%s", (_name, what) => expectSaid(what));
});

describe("pre-commit's hook", () => {
	const named = (more = "") =>
		`repos:\n- repo: https://github.com/x/mg-hook\n  rev: v1\n  hooks:\n  - id: mg-hook\n${more}`;
	const NOT_NAMED = "repos:\n- repo: local\n  hooks:\n  - {id: x, name: x, language: system, entry: 'true'}\n";
	const setUp =
		(text: string, hook: PreCommitHook = { python: process.execPath }) =>
		() => {
			settings(".pre-commit-config.yaml", text);
			repository.write(HOOK, preCommitHook(hook), 0o755);
		};

	test.each<[name: string, what: Case]>([
		["set up", { setUp: setUp(named()), code: 0, said: /mg-hook was run by itself/u }],
		["a local one", { setUp: setUp(NOT_NAMED.replace("'true'", `"${RUN}"`)), code: 0, said: /only read/u }],
		[
			"settings that do not name mg-hook",
			{
				setUp: setUp(NOT_NAMED),
				code: 1,
				said: /\.pre-commit-config\.yaml does not name mg-hook for it/u,
				wayOut: ".pre-commit-config.yaml",
			},
		],
		[
			"files",
			{
				setUp: setUp(named("    files: ^src/\n")),
				code: 1,
				said: /for some files only \(files\)/u,
				wayOut: "Take files out",
			},
		],
		["types", { setUp: setUp(named("    types: [python]\n")), code: 1, said: /for some files only \(types\)/u }],
		["files of all", { setUp: setUp(`files: ^src/\n${named()}`), code: 1, said: /for some files only \(files\)/u }],
		["by hand only", { setUp: setUp(named("    stages: [manual]\n")), code: 1, said: /does not name mg-hook for it/u }],
		[
			"SKIP",
			{
				setUp: setUp(named()),
				env: { SKIP: "other,mg-hook" },
				code: 1,
				said: /^SKIP=other,mg-hook is set here/u,
				wayOut: "unset SKIP",
			},
		],
		["SKIP of another", { setUp: setUp(named()), env: { SKIP: "other" }, code: 0, said: /stopped a made-up key/u }],
		[
			"settings that are gone",
			{
				setUp: () => [setUp(named())(), rmSync(join(repository.root, ".pre-commit-config.yaml"))],
				code: 1,
				said: /no settings here/u,
			},
		],
		[
			"settings in another file",
			{
				setUp: () => [
					setUp(NOT_NAMED, { python: process.execPath, config: "ci/my hooks.yaml" })(),
					settings("ci/my hooks.yaml", named()),
				],
				code: 0,
				said: /stopped a made-up key/u,
			},
		],
		[
			"settings in another file that do not name mg-hook",
			{
				setUp: () => [
					setUp(named(), { python: process.execPath, config: "ci/my hooks.yaml" })(),
					settings("ci/my hooks.yaml", NOT_NAMED),
				],
				code: 1,
				said: /ci\/my hooks\.yaml does not name mg-hook for it/u,
			},
		],
		[
			"pre-commit not installed",
			{
				setUp: setUp(named(), {}),
				code: 1,
				said: /pre-commit's, which is not installed here: it stops every commit/u,
				wayOut: "pre-commit",
			},
		],
		[
			"not set up in this clone",
			{
				setUp: () => void settings(".pre-commit-config.yaml", named()),
				code: 1,
				said: /pre-commit is not set up in this clone/u,
				wayOut: "pre-commit install",
			},
		],
	])("%s", (_name, what) => expectSaid(what));

	test("runs a hook that was there before, by another name", () => {
		repository.write(HOOK, `#!/bin/sh\n${RUN}\n`, 0o755);
		renameSync(join(repository.root, HOOK), join(repository.root, `${HOOK}.legacy`));
		expectSaid({ setUp: setUp(NOT_NAMED), id: "pre-commit", code: 0, said: /pre-commit\.legacy, which runs mg-hook/u });
		chmodSync(join(repository.root, `${HOOK}.legacy`), 0o644);
		expectSaid({ setUp: () => undefined, code: 1, said: /does not name mg-hook for it/u });
	});
});
