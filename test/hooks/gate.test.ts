import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PLACES } from "../../src/policy/findConfiguration";
import { basicAuth, classicKey } from "../support/madeUpKeys";
import { type MarkingNode, markingNode } from "../support/markingNode";
import { PACKAGE_ROOT } from "../support/runMgHook";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository";

let node: MarkingNode;
let repository: TemporaryRepository;

beforeAll(() => {
	node = markingNode();
});
afterAll(() => node.remove());

beforeEach(() => {
	repository = temporaryRepository();
	const installed = join(repository.root, "node_modules/mg-hook");
	mkdirSync(installed, { recursive: true });
	for (const part of ["hooks", "mg-hook.schema.json"])
		cpSync(join(PACKAGE_ROOT, part), join(installed, part), { recursive: true });
	mkdirSync(join(installed, "dist"));
	writeFileSync(join(installed, "dist/cli.js"), "");
	repository.write(".git/info/exclude", "node_modules\n");
	symlinkSync("../../node_modules/mg-hook/hooks/pre-commit", join(repository.root, ".git/hooks/pre-commit"));
});
afterEach(() => repository.remove());

/** Commits what is staged; whether the hook started Node. A clean commit must then be made. */
function startsNode(env: NodeJS.ProcessEnv = {}, ...options: string[]): boolean {
	const { code, stderr } = repository.tryGit(["commit", "-q", "-m", "x", ...options], { env: { ...node.env, ...env } });
	const started = node.wasStarted();
	expect([started, code, started ? "" : stderr]).toEqual([started, started ? 1 : 0, ""]);
	return started;
}

function stage(path: string, content: string | Uint8Array): void {
	repository.write(path, content);
	repository.git("--literal-pathspecs", "add", "--", path);
}

const key = () => `MAILGUN_API_KEY=${classicKey()}\n`;

test("a clean commit starts no Node: first one, later one, nothing but a deletion", () => {
	stage("a.txt", "one\n");
	expect(startsNode()).toBe(false);
	stage("a.txt", "one\ntwo\n");
	stage("folder/b c.txt", "three\n");
	stage("ümlaut.txt", "four\n");
	expect(startsNode()).toBe(false);
	repository.git("rm", "-q", "a.txt");
	expect(startsNode()).toBe(false);
});

test("a dependency of that name is no configuration", () => {
	stage(
		"package.json",
		'{\n\t"devDependencies": {\n\t\t"mg-hook": "1.0.0"\n\t},\n\t"scripts": { "x": "mg-hook" }\n}\n',
	);
	expect(startsNode()).toBe(false);
});

test.each([
	["package.json", '{ "mg-hook": {} }'],
	["package.json", '{ "mg-hook"\n:\n{} }'],
	["package.json", '{ "mg-hook":\r\n{} }'],
	["mg-hook.config.json", "{}"],
	[".mg-hookrc", ""],
	[".mg-hookrc.json", "{}"],
	[".mg-hookrc.yaml", ""],
	[".mg-hookrc.yml", ""],
])("configuration is for Node to read: %s %j", (path, content) => {
	repository.write(path, content);
	stage("a.txt", "one\n");
	expect(startsNode()).toBe(true);
});

test("MG_HOOK_GATE=0 turns it off", () => {
	stage("a.txt", "one\n");
	expect(startsNode({ MG_HOOK_GATE: "0" })).toBe(true);
});

test("patterns that are missing or empty are a doubt", () => {
	const patterns = join(repository.root, "node_modules/mg-hook/hooks/gate.pcre");
	stage("a.txt", "one\n");
	writeFileSync(patterns, "");
	expect(startsNode()).toBe(true);
	rmSync(patterns);
	expect(startsNode()).toBe(true);
});

test.each<[string, () => void]>([
	["plain", () => stage(".env", key())],
	[
		"in the last of several files",
		() => {
			for (const path of ["a", "b"]) stage(path, "x\n");
			stage("z", key());
		},
	],
	["in UTF-16", () => stage("a.ps1", Buffer.from(key(), "utf16le"))],
	["in base64", () => stage("a", `Basic ${basicAuth(classicKey())}\n`)],
	["without a line end", () => stage("a", key().trimEnd())],
	["behind a NUL", () => stage("a", `\0\n${key()}`)],
	["in a name with a tab", () => stage("a\tb", key())],
	["in a name with a quote", () => stage('a"b', key())],
	["in a name with a line end", () => stage("a\nb", key())],
	["in a name like a pathspec", () => stage(":(exclude)a", key())],
	["in a name with a star", () => stage("*", key())],
	["in a name with a space at its end", () => stage("a ", key())],
	["in a name like an option", () => stage("--help", key())],
	[
		"in a file called binary",
		() => {
			stage(".gitattributes", "* binary\n");
			stage("a", key());
		},
	],
	[
		"in a file without a diff",
		() => {
			stage(".gitattributes", "* -diff\n");
			stage("a", key());
		},
	],
	[
		"in a file with a textconv",
		() => {
			repository.git("config", "diff.t.textconv", "true");
			stage(".gitattributes", "* diff=t\n");
			stage("a", key());
		},
	],
	[
		"in what a symbolic link points to",
		() => {
			symlinkSync(key().trim(), join(repository.root, "a"));
			repository.git("add", "a");
		},
	],
	[
		"in the index alone",
		() => {
			stage("a", key());
			repository.write("a", "clean\n");
		},
	],
	[
		"in an object that another replaces",
		() => {
			stage("a", key());
			const clean = repository.tryGit(["hash-object", "-w", "--stdin"], { input: "clean\n" }).stdout.trim();
			repository.git("replace", repository.git("rev-parse", ":a"), clean);
		},
	],
])("a key starts Node: %s", (_how, prepare) => {
	prepare();
	expect(startsNode()).toBe(true);
});

test.each<[string, NodeJS.ProcessEnv]>([
	["magic pathspecs off", { GIT_NOGLOB_PATHSPECS: "1" }],
	["literal pathspecs", { GIT_LITERAL_PATHSPECS: "1" }],
	["pathspecs of any case", { GIT_ICASE_PATHSPECS: "1" }],
	["another locale", { LC_ALL: "en_US.UTF-8" }],
	["POSIXLY_CORRECT", { POSIXLY_CORRECT: "1" }],
	["IFS", { IFS: "abc/0" }],
	["GREP_OPTIONS", { GREP_OPTIONS: "-v" }],
	["an external diff", { GIT_EXTERNAL_DIFF: "true" }],
	["diff options", { GIT_DIFF_OPTS: "-u0" }],
])("a key starts Node under a hostile environment: %s", (_what, env) => {
	stage("dir/clean.txt", "x\n");
	stage("key.txt", key());
	expect(startsNode(env)).toBe(true);
});

test.each([
	["grep.patternType", "fixed"],
	["grep.fallbackToNoIndex", "true"],
	["grep.threads", "-1"],
	["grep.fullName", "true"],
	["color.ui", "always"],
	["color.grep", "always"],
	["core.quotePath", "true"],
	["core.bigFileThreshold", "1"],
	["core.splitIndex", "true"],
	["core.ignoreCase", "true"],
	["core.fsmonitor", "true"],
	["diff.orderFile", "none"],
	["diff.relative", "true"],
	["diff.ignoreSubmodules", "none"],
	["diff.external", "true"],
	["submodule.recurse", "true"],
	["index.threads", "4"],
])("a key starts Node under %s=%s", (name, value) => {
	repository.git("config", name, value);
	stage("dir/clean.txt", "x\n");
	stage("dir/key.txt", key());
	expect(startsNode()).toBe(true);
});

test("in a changed file, a key on an old line starts no Node; on a new, a moved or a context line's neighbour it does", () => {
	const old = key();
	stage("a", `one\n${old}two\nthree\n`);
	repository.git("commit", "-q", "--no-verify", "-m", "before");
	stage("a", `one\n${old}two\nthree\nfour\n`);
	expect(startsNode()).toBe(false);
	stage("a", `one\n${old}two\nthree\nfour\n${key()}`);
	expect(startsNode()).toBe(true);
	stage("a", `one\ntwo\nthree\nfour\n${old}`);
	expect(startsNode()).toBe(true);
	stage("a", Buffer.concat([Buffer.from(`one\n${old}two\nthree\nfour\n`), Buffer.from(key(), "utf16le")]));
	expect(startsNode()).toBe(true);
});

describe("many files", () => {
	beforeEach(() => {
		for (let index = 0; index < 100; index++) repository.write(`d/${index} "x".txt`, `text ${index}\n`);
		repository.git("add", "-A");
	});

	/** What the gate leaves in .git. */
	const left = () => readdirSync(join(repository.root, ".git")).filter((name) => name.includes("mg-hook"));

	test("that are clean start no Node, and nothing is left behind", () => {
		expect(startsNode()).toBe(false);
		expect(left()).toEqual([]);
	});

	test.each<[string, () => void]>([
		["a key in one", () => stage('d/99 "x".txt', key())],
		[
			"a key in a symbolic link",
			() => {
				symlinkSync(key().trim(), join(repository.root, "link"));
				repository.git("add", "link");
			},
		],
		[
			"a split index",
			() => {
				repository.git("config", "core.splitIndex", "true");
				stage("a", key());
			},
		],
	])("start Node with %s", (_what, prepare) => {
		prepare();
		expect(startsNode()).toBe(true);
		expect(left()).toEqual([]);
	});

	test("run no hook for the index of their own", () => {
		const hook = repository.write(
			".git/hooks/post-index-change",
			'#!/bin/sh\necho "$GIT_INDEX_FILE" >>../seen\n',
			0o755,
		);
		expect(startsNode()).toBe(false);
		expect(existsSync(hook)).toBe(true);
		const seen = join(repository.root, "../seen");
		const { stdout } = repository.tryGit(["grep", "--no-index", "-h", "mg-hook", "--", seen]);
		expect(stdout).toBe("");
	});
});

test("the gate steps aside for every place of a configuration", () => {
	const text = readFileSync(join(PACKAGE_ROOT, "hooks/gate.sh"), "utf8");
	const listed = /^\tfor file in (.*); do$/mu.exec(text)?.[1]?.split(" ");
	expect(listed).toEqual(PLACES.filter((place) => place !== "package.json"));
});
