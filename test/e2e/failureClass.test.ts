import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

// dist/ is many bundles. A class that each of them had for itself would make instanceof say no to
// whoever uses the API, so this asks the built package itself.

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
	mkdirSync(join(repository.root, "node_modules"));
	symlinkSync(PACKAGE_ROOT, join(repository.root, "node_modules/mg-hook"));
	repository.write("a.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "a.env");
});
afterEach(() => repository.remove());

interface Thrown {
	isCannotCheck: boolean;
	kind: string;
	sentences: boolean;
}

/** What a scan throws, as a user of the package sees it. */
function thrownBy(scan: string, env: NodeJS.ProcessEnv = {}): Thrown {
	const script = `
		const { CannotCheck, ${scan.slice(0, scan.indexOf("("))} } = require("mg-hook");
		(async () => { for await (const finding of ${scan}) void finding; })().then(
			() => console.log("null"),
			(error) => console.log(JSON.stringify({
				isCannotCheck: error instanceof CannotCheck,
				kind: error.kind ?? error.message,
				sentences: typeof error.problem === "string" && typeof error.wayOut === "string",
			})),
		);`;
	const { stdout, stderr } = run(process.execPath, ["-e", script], { cwd: repository.root, env });
	if (stdout === "") throw new Error(stderr);
	return JSON.parse(stdout);
}

const write = (path: string, text: string) => writeFileSync(join(repository.root, path), text);

interface Way {
	what: string;
	kind: string;
	scan: string;
	/** Makes it so, and returns the environment that it needs. */
	prepare?: () => NodeJS.ProcessEnv | undefined;
}

const way = (what: string, kind: string, scan: string, prepare: Way["prepare"] = () => undefined): Way => ({
	what,
	kind,
	scan,
	prepare,
});

const WAYS: readonly Way[] = [
	way("no repository", "no-repository", 'scanStaged({ cwd: "/" })'),
	way("a folder that is not there", "usage", 'scanStaged({ cwd: "/there is no such folder" })'),
	way(
		"a bare repository",
		"no-work-tree",
		'scanStaged({ cwd: "../bare" })',
		() => void repository.git("init", "-q", "--bare", "../bare"),
	),
	way("a range that git does not know", "unknown-revision", 'scanRange({ range: "nowhere..HEAD" })'),
	way("a branch that git does not know", "unknown-revision", 'scanHistory({ branch: "nowhere" })'),
	way("no date", "usage", 'scanHistory({ since: "no date" })'),
	way(
		"a configuration that is not valid",
		"configuration",
		"scanStaged()",
		() => void write("mg-hook.config.json", "{"),
	),
	way(
		"a setting that there is not",
		"configuration",
		"scanStaged()",
		() => void write(".mg-hookrc.yaml", "nonsense: true\n"),
	),
	way(
		"a pattern that RE2 does not take",
		"configuration",
		"scanStaged()",
		() => void write("mg-hook.config.json", '{ "patterns": [{ "id": "x", "pattern": "(?=a)" }] }'),
	),
	way("a configuration that is not there", "configuration", 'scanStaged({ config: "nowhere.json" })'),
	way(
		"a configuration that is a folder",
		"configuration",
		"scanStaged()",
		() => void repository.write(".mg-hookrc/x", ""),
	),
	way("a broken baseline", "baseline", "scanStaged()", () => void write(".mg-hook-baseline.json", "{")),
	way("a baseline that is not there", "baseline", 'scanStaged({ baseline: "nowhere.json" })'),
	way(
		"a broken baseline, for a history",
		"baseline",
		"scanHistory()",
		() => void write(".mg-hook-baseline.json", "[]"),
	),
	way("a time that is not a date", "environment", "scanStaged()", () => ({ MG_HOOK_GIT_TIMEOUT: "soon" })),
	way("no git", "git", "scanStaged()", () => ({ PATH: join(repository.root, "node_modules") })),
	way("a git that fails", "git", "scanStaged()", () => {
		write("git", "#!/bin/sh\necho 'fatal: no' >&2\nexit 128\n");
		chmodSync(join(repository.root, "git"), 0o755);
		return { PATH: `${repository.root}:${process.env["PATH"]}` };
	}),
	way("an unmerged file", "unmerged", "scanStaged()", () => {
		const blob = repository.git("hash-object", "-w", "a.env");
		repository.tryGit(["update-index", "--index-info"], {
			input: [1, 2, 3].map((stage) => `100644 ${blob} ${stage}\tb.env\n`).join(""),
		});
		return undefined;
	}),
	way("an object that is gone", "git", "scanStaged()", () => {
		const blob = repository.git("rev-parse", ":a.env");
		rmSync(join(repository.root, ".git/objects", blob.slice(0, 2), blob.slice(2)));
		return undefined;
	}),
];

test.each(WAYS)("$what is a CannotCheck of kind $kind", ({ kind, scan, prepare }) => {
	const env = prepare?.() ?? {};
	expect(thrownBy(scan, env)).toEqual({ isCannotCheck: true, kind, sentences: true });
});

test("an engine that is asked for and does not load is a CannotCheck", () => {
	const script = `
		process.env.MG_HOOK_ENGINE = "re2";
		const Module = require("node:module");
		const load = Module._load;
		Module._load = (name, ...rest) => { if (name === "re2") throw new Error("no binary"); return load(name, ...rest); };
		const { CannotCheck, scanText } = require("mg-hook");
		try { scanText("MAILGUN_API_KEY=x"); } catch (error) { console.log(error instanceof CannotCheck, error.kind); }`;
	expect(run(process.execPath, ["-e", script], { cwd: repository.root }).stdout).toBe("true engine\n");
});
