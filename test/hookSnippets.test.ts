import { readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { classicKey } from "./support/madeUpKeys.js";
import { type PackedPackage, packPackage } from "./support/packedPackage.js";
import { blocksOf, type FencedBlock, PAGES } from "./support/pages.js";
import { PACKAGE_ROOT } from "./support/runMgHook.js";
import {
	type Outcome,
	run as runIn,
	type TemporaryRepository,
	temporaryRepository,
} from "./support/temporaryRepository.js";

/**
 * Every block of a page that people copy into a hook, or into the configuration of what runs hooks, is
 * put there as it stands, with something behind it that ends with 0: a key must stop what git does all
 * the same, and without one the hook must come to its end. The managers are played: the way they run a
 * command, and nothing else. `npm run try` has the real ones.
 */

type Hook = "pre-commit" | "commit-msg" | "pre-push";
const HOOKS: readonly Hook[] = ["pre-commit", "commit-msg", "pre-push"];

/** A block, the hook that it is for, and what that hook is then, after `#!/bin/sh`. */
interface Snippet {
	name: string;
	hook: Hook;
	script: string;
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const isHook = (name: string): name is Hook => (HOOKS as readonly string[]).includes(name);

/** A block of sh that is (part of) a hook: it runs a script of the package, or the command behind one. */
function fromShell({ name, text }: FencedBlock): Snippet[] {
	const hook = /^[^#\n]*(?:mg-hook\/hooks\/|mg-hook check --)(pre-commit|commit-msg|pre-push|staged)\b/mu.exec(
		text,
	)?.[1];
	if (hook === undefined || /^npx /mu.test(text)) return [];
	return [{ name, hook: hook === "staged" ? "pre-commit" : (hook as Hook), script: text }];
}

/** What a manager takes for failed stops the hook: it runs `command` by itself. */
const run = (command: string) => `${command} || exit 1\n`;
const byShell = (command: string) => run(`sh -c ${quoted(command)} -- "$@"`);

interface Lefthook {
	jobs?: { run?: string }[];
	commands?: Record<string, { run: string }>;
}
interface PreCommitHook {
	id: string;
	entry: string;
	args?: string[];
	stages?: string[];
	pass_filenames?: boolean;
}
interface PreCommit {
	repos?: { repo: string; hooks: PreCommitHook[] }[];
}

const shipped = parse(readFileSync(join(PACKAGE_ROOT, ".pre-commit-hooks.yaml"), "utf8")) as PreCommitHook[];

/** lefthook.yml, and .pre-commit-config.yaml: local hooks, and those that this package has for it. */
function fromYaml({ name, text }: FencedBlock): Snippet[] {
	const configuration = parse(text) as Record<string, unknown> & PreCommit;
	const lefthook = Object.entries(configuration).flatMap(([hook, value]) => {
		if (!isHook(hook)) return [];
		const { jobs = [], commands = {} } = value as Lefthook;
		return [...jobs, ...Object.values(commands)].map(({ run: command = "" }) => ({ hook, script: byShell(command) }));
	});
	const preCommit = (configuration.repos ?? []).flatMap(({ repo, hooks }) =>
		hooks.map((shown) => {
			const hook = { ...(repo === "local" ? undefined : shipped.find(({ id }) => id === shown.id)), ...shown };
			const stage = (hook.stages?.[0] ?? "pre-commit").replace(/^push$/u, "pre-push");
			if (!isHook(stage)) throw new Error(`${name}: ${stage}`);
			return { hook: stage, script: asPreCommitRuns(hook, stage) };
		}),
	);
	return [...lefthook, ...preCommit].map((snippet) => ({ name, ...snippet }));
}

function asPreCommitRuns({ entry, args = [], pass_filenames: withFiles = true }: PreCommitHook, stage: Hook): string {
	const command = `${entry} ${args.map(quoted).join(" ")}`;
	if (stage === "commit-msg") return run(`${command} "$1"`);
	if (stage === "pre-push")
		return `read -r ref to at from || exit 0\nexport PRE_COMMIT_TO_REF=$to PRE_COMMIT_FROM_REF=$from\n${run(command)}`;
	return withFiles ? run(`git diff --cached --name-only -z | xargs -0 ${command}`) : run(command);
}

interface Manifest {
	scripts?: { prepare?: string };
	"lint-staged"?: Record<string, string>;
	"simple-git-hooks"?: Partial<Record<Hook, string>>;
}

/** package.json: lint-staged runs no shell, simple-git-hooks writes the command into the hook. */
function fromJson({ name, text }: FencedBlock): Snippet[] {
	const manifest = JSON.parse(text) as Manifest;
	return [
		...Object.values(manifest["lint-staged"] ?? {}).map((command) => ({
			name,
			hook: "pre-commit" as const,
			script: run(`git diff --cached --name-only -z | sed -z "s|^|$PWD/|" | xargs -0 ${command}`),
		})),
		...Object.entries(manifest["simple-git-hooks"] ?? {}).map(([hook, command]) => ({
			name,
			hook: hook as Hook,
			script: `${command}\n`,
		})),
	];
}

const blocks = PAGES.flatMap(blocksOf);
const shown: Snippet[] = blocks.flatMap((block) => {
	if (block.language === "sh") return fromShell(block);
	if (block.language === "yaml") return fromYaml(block);
	return block.language === "json" ? fromJson(block) : [];
});
/** What several pages show is tried once. */
const snippets = [...new Map(shown.map((snippet) => [`${snippet.hook}\n${snippet.script}`, snippet])).values()];

let packed: PackedPackage;
let repository: TemporaryRepository;
beforeAll(() => {
	packed = packPackage();
});
beforeEach(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".gitignore", "node_modules\n");
	repository.git("add", ".");
	repository.git("commit", "-q", "-m", "first");
	repository.git("init", "-q", "--bare", "../remote");
	repository.git("remote", "add", "origin", "../remote");
	repository.git("push", "-q", "origin", "main");
});
afterEach(() => repository.remove());

/** What git does for a hook, with the text where that hook looks. */
function does(hook: Hook, text: string, env: NodeJS.ProcessEnv): Outcome {
	if (hook === "commit-msg") return repository.tryGit(["commit", "-q", "--allow-empty", "-m", text], { env });
	repository.write("file.env", text);
	repository.git("add", ".");
	if (hook === "pre-commit") return repository.tryGit(["commit", "-q", "-m", "x"], { env });
	repository.git("commit", "-q", "--no-verify", "-m", "x");
	return repository.tryGit(["push", "-q", "origin", "main"], { env });
}

test("the pages show a snippet for each way in and each hook", () => {
	const text = snippets.map(({ script }) => script).join("\n");
	expect(new Set(snippets.map(({ hook }) => hook))).toEqual(new Set(HOOKS));
	expect(snippets.length).toBeGreaterThan(9);
	for (const part of ["git lfs pre-push", "xargs -0 mg-hook check --", "sh -c 'sh node_modules/mg-hook/hooks/"])
		expect(text).toContain(part);
});

test.each(snippets)("$name, in $hook, stops what holds a key, whatever comes behind it", ({ hook, script }) => {
	const bin = join(repository.root, "../bin");
	repository.write("../bin/git-lfs", '#!/bin/sh\nexec cat >"$(git rev-parse --git-dir)/lfs"\n', 0o755);
	const env = { PATH: [bin, join(repository.root, "node_modules/.bin"), process.env["PATH"]].join(delimiter) };
	repository.write(`.git/hooks/${hook}`, `#!/bin/sh\n${script}echo went on >&2\nexit 0\n`, 0o755);

	const clean = does(hook, "clean\n", env);
	expect([clean.code, clean.stderr]).toEqual([0, expect.stringContaining("went on")]);

	const key = classicKey();
	const stopped = does(hook, `MAILGUN_API_KEY=${key}\n`, env);
	expect(stopped.code).toBe(1);
	expect(stopped.stderr + stopped.stdout).toMatch(/mg-hook (?:stopped|found)/u);
	expect(stopped.stderr).not.toContain("went on");
	expect(stopped.stderr + stopped.stdout).not.toContain(key);
});

test("every line of sh that goes into a hook hands on mg-hook's answer", () => {
	for (const { name, text } of blocks.filter((block) => block.language === "sh" && fromShell(block).length > 0)) {
		const lines = text.split("\n").filter((line) => /mg-hook\/hooks|mg-hook check/u.test(line));
		expect([name, lines.filter((line) => !line.endsWith("|| exit $?"))]).toEqual([name, []]);
	}
});

describe.each(
	blocks.flatMap(({ name, language, text }) => {
		const prepare = language === "json" ? (JSON.parse(text) as Manifest).scripts?.prepare : undefined;
		return prepare === undefined ? [] : [{ name, prepare }];
	}),
)("prepare in $name", ({ prepare }) => {
	const env = () => ({ PATH: [join(repository.root, "node_modules/.bin"), process.env["PATH"]].join(delimiter) });
	const prepared = () => runIn("sh", ["-c", prepare], { cwd: repository.root, env: env() });

	test("sets up a hook that stops a key and lets the rest pass", () => {
		expect(prepared().code).toBe(0);
		expect(does("pre-commit", "clean\n", {}).code).toBe(0);
		expect(does("pre-commit", `MAILGUN_API_KEY=${classicKey()}\n`, {}).code).toBe(1);
	});

	test("says a word and ends with 0 where mg-hook or the repository is not there", () => {
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		expect(prepared()).toMatchObject({ code: 0, stdout: "no mg-hook here, so no hook\n" });
		rmSync(join(repository.root, ".git"), { recursive: true });
		packed.installInto(repository.root);
		const { code, stdout, stderr } = prepared();
		expect([code, stdout + stderr]).toEqual([0, expect.stringContaining("mg-hook: ")]);
	});
});
