import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findHookManagers, namesMgHook } from "../../src/install/hookManager.js";
import type { HookName } from "../../src/install/hookName.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

const RUN = "sh node_modules/mg-hook/hooks/pre-commit";
const json = (value: unknown) => JSON.stringify(value);

/** What is found in a folder with these files. */
async function found(files: Readonly<Record<string, string>>, hook: HookName = "pre-commit") {
	const folder = temporaryDirectory();
	try {
		for (const [name, text] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, name)), { recursive: true });
			writeFileSync(join(folder, name), text);
		}
		return await findHookManagers(folder, hook);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

test("nothing is found where nothing asks for a hook manager", async () => {
	expect(await found({})).toEqual([]);
	expect(await found({ "package.json": "no JSON", ".husky/pre-commit": RUN })).toEqual([]);
	expect(await found({ "package.json": json({ devDependencies: { husky: "9", lefthook: "2" } }) })).toEqual([]);
	expect(await found({ "package.json": json({ husky: {} }), "lefthook.yml/x": "" })).toEqual([]);
});

const LEFTHOOK_YAML = `pre-commit:\n  jobs:\n    - run: ${RUN}\n`;
const HUSKY4 = { hooks: { "pre-commit": RUN } };

test.each([
	[
		"husky",
		".husky/pre-commit",
		"npx husky",
		{ "package.json": json({ devDependencies: { husky: "^9.1" } }), ".husky/pre-commit": RUN },
	],
	[
		"husky",
		".husky/pre-commit",
		"npx husky install",
		{ "package.json": json({ dependencies: { husky: "8.0.3" } }), ".husky/pre-commit": RUN },
	],
	["husky", ".husky/pre-commit", "npx husky", { ".husky/_/h": "", ".husky/pre-commit": RUN }],
	["husky 4", "package.json", "npm install --save-dev husky@4", { "package.json": json({ husky: HUSKY4 }) }],
	["husky 4", ".huskyrc", "npm install --save-dev husky@4", { ".huskyrc": json(HUSKY4) }],
	["husky 4", ".huskyrc.yml", "npm install --save-dev husky@4", { ".huskyrc.yml": `hooks:\n  pre-commit: ${RUN}\n` }],
	["lefthook", "lefthook.yml", "npx lefthook install", { "lefthook.yml": LEFTHOOK_YAML }],
	[
		"lefthook",
		".lefthook.yaml",
		"npx lefthook install",
		{ ".lefthook.yaml": `pre-commit:\n  commands:\n    a:\n      run: ${RUN}\n` },
	],
	[
		"lefthook",
		".config/lefthook.json",
		"npx lefthook install",
		{ ".config/lefthook.json": json({ "pre-commit": { jobs: [{ group: { jobs: [{ run: RUN }] } }] } }) },
	],
	[
		"lefthook",
		"lefthook.toml",
		"npx lefthook install",
		{ "lefthook.toml": `[pre-push.commands.a]\nrun = "x"\n[pre-commit.commands.a]\nrun = "${RUN}"\n` },
	],
	["lefthook", "lefthook-local.yml", "npx lefthook install", { "lefthook-local.yml": LEFTHOOK_YAML }],
	[
		"lefthook",
		"lefthook.yml",
		"npx lefthook install",
		{ "lefthook.yml": "colors: false\n", ".lefthook-local.yml": LEFTHOOK_YAML },
	],
	[
		"simple-git-hooks",
		"package.json",
		"npx simple-git-hooks",
		{ "package.json": json({ "simple-git-hooks": { "pre-commit": RUN } }) },
	],
	[
		"simple-git-hooks",
		".simple-git-hooks.json",
		"npx simple-git-hooks",
		{ ".simple-git-hooks.json": json({ "pre-commit": RUN }) },
	],
	[
		"simple-git-hooks",
		"hooks.json",
		"npx simple-git-hooks",
		{ "package.json": json({ "simple-git-hooks": "hooks.json" }), "hooks.json": json({ "pre-commit": RUN }) },
	],
	[
		"pre-commit",
		".pre-commit-config.yaml",
		"pre-commit install",
		{ ".pre-commit-config.yaml": `repos:\n- repo: local\n  hooks:\n  - {id: a, entry: ${RUN}}\n` },
	],
] as const)("%s is found by %s", async (name, file, setUp, files) => {
	expect(await found(files)).toEqual([{ name, file, setUp, commands: [{ run: RUN, limits: [] }] }]);
	const other = await found(files, "commit-msg");
	expect(
		other.flatMap(({ commands }) => commands ?? []).filter(({ run }) => name !== "pre-commit" && run === RUN),
	).toEqual([]);
});

test.each([
	{ ".simple-git-hooks.cjs": "throw 1" },
	{ "simple-git-hooks.mjs": "throw 1" },
	{ ".huskyrc.js": "throw 1" },
	{ "husky.config.cjs": "throw 1" },
	{ "lefthook.yml": "extends: [other.yml]\n" },
	{ "lefthook.yml": "a: [\n" },
	{ ".lefthook.toml": "extends = ['other']\n" },
	{ "lefthook.toml": `[[pre-commit.jobs]]\nglob = "*.js"\n[[pre-commit.jobs.group.jobs]]\nrun = "${RUN}"\n` },
	{ "lefthook.toml": `[pre-commit.commands.a]\nrun = """\n${RUN}\n"""\n` },
	{ ".pre-commit-config.yaml": "repos: [\n" },
])("what cannot be read as data is not guessed, nor run: %j", async (files) => {
	expect(await found(files as unknown as Record<string, string>)).toEqual([
		expect.objectContaining({ commands: undefined }),
	]);
});

test("what keeps a command from running is told", async () => {
	const lefthook = `pre-commit:\n  skip: [merge]\n  commands:\n    a: {run: ${RUN}, glob: "*.js"}\n`;
	const preCommit = `exclude: x\nrepos:\n- repo: a\n  hooks: [{id: mg-hook, files: y}, {id: mg-hook, always_run: true}]\n`;
	expect((await found({ "lefthook.yml": lefthook }))[0]?.commands).toEqual([{ run: RUN, limits: ["skip", "glob"] }]);
	expect((await found({ ".pre-commit-config.yaml": preCommit }))[0]?.commands).toEqual([
		{ run: "mg-hook", limits: ["exclude", "files"] },
		{ run: "mg-hook", limits: [] },
	]);
});

test("what never runs is told", async () => {
	const off = async (text: string) => {
		const [manager] = await found({ "lefthook.yml": `pre-commit:\n  ${text}\n` });
		return manager?.commands?.map(({ isOff }) => isOff);
	};
	expect(await off(`commands: {a: {run: ${RUN}, skip: true}, b: {run: ${RUN}, skip: false}}`)).toEqual([
		"skip: true",
		undefined,
	]);
	expect(await off(`only: false\n  jobs: [{run: ${RUN}}]`)).toEqual(["only: false"]);
	expect(await off(`jobs: [{skip: true, group: {jobs: [{run: ${RUN}}]}}, {run: ${RUN}}]`)).toEqual([
		"skip: true",
		undefined,
	]);
	expect(await off(`exclude_tags: slow, net\n  jobs: [{run: ${RUN}, tags: [net]}, {run: ${RUN}, tags: fast}]`)).toEqual(
		["exclude_tags: net", undefined],
	);
});

test("a hook of pre-commit is one of its stages", async () => {
	const file =
		"default_stages: [pre-push]\nrepos:\n- repo: a\n  hooks: [{id: mg-hook}, {id: mg-hook-commit-msg}, {id: x, stages: [commit]}]\n";
	const ids = async (hook: HookName) =>
		(await found({ ".pre-commit-config.yaml": file }, hook))[0]?.commands?.map(({ run }) => run);
	expect(await ids("pre-commit")).toEqual(["x"]);
	expect(await ids("pre-push")).toEqual(["mg-hook"]);
	expect(await ids("commit-msg")).toEqual(["mg-hook-commit-msg"]);
});

test.each([
	[true, RUN],
	[true, "sh 'packages/a b/node_modules/mg-hook/hooks/pre-push' \"$@\""],
	[true, "npx --no-install mg-hook check --staged"],
	[true, "mg-hook"],
	[true, "mg-hook-commit-msg"],
	[true, "npm test\nmg-hook check || exit $?"],
	[true, "node node_modules/mg-hook/dist/cli.js check"],
	[false, "npm test"],
	[false, "# mg-hook check"],
	[false, "echo mg-hook is great"],
	[false, "mg-hook rules"],
	[false, "other-mg-hook check"],
	[false, "rm -rf node_modules/mg-hook/hooks/gate.sh"],
])("names mg-hook: %s for %j", (expected, command) => expect(namesMgHook(command)).toBe(expected));

test.each([
	["", [], undefined],
	['glob = "*.js"\n', ["glob"], undefined],
	['glob = ["*.js", "*.ts"]\n', ["glob"], undefined],
	["exclude = [\n  'a',\n]\n", ["exclude"], undefined],
	["skip = true # for now\n", ["skip"], "skip: true"],
	["skip = false\n", [], undefined],
	["only = false\n", ["only"], "only: false"],
	['tags = ["fast"]\n', ["tags"], undefined],
	['tags = "slow"\n', ["tags"], "exclude_tags: slow"],
])("in lefthook.toml, what keeps a command from running is told: %j", async (line, limits, isOff) => {
	const whole = line.startsWith("tags") ? '[pre-commit]\nexclude_tags = ["slow"]\n' : "";
	for (const [before, after] of [
		[line, ""],
		["", line],
	]) {
		const other = '[pre-commit.commands.b]\nglob = "*.md"\nskip = true\nrun = "x"\n';
		const text = `${whole}[pre-commit.commands.a]\n${before}run = "${RUN}"\n${after}${other}`;
		const [manager] = await found({ "lefthook.toml": text });
		expect(manager?.commands?.[0]).toEqual({
			run: RUN,
			limits: [...(whole === "" ? [] : ["exclude_tags"]), ...limits],
			...(isOff === undefined ? {} : { isOff }),
		});
		expect(manager?.commands?.[1]).toMatchObject({ run: "x", isOff: "skip: true" });
	}
});
