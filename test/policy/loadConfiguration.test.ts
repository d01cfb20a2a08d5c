import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotCheck } from "../../src/failure.js";
import { DEFAULT_CONFIGURATION } from "../../src/policy/configuration.js";
import { extraRule } from "../../src/policy/extraRule.js";
import { findConfiguration, PLACES } from "../../src/policy/findConfiguration.js";
import { loadConfiguration } from "../../src/policy/loadConfiguration.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let root: string;
beforeEach(() => {
	root = temporaryDirectory();
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
	const file = join(root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

/** The problem of what cannot be checked. */
async function problemOf(action: Promise<unknown>): Promise<string> {
	const error = await action.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(CannotCheck);
	expect((error as CannotCheck).kind).toBe("configuration");
	return (error as CannotCheck).problem;
}

describe("where a configuration is found", () => {
	const CONTENT: Readonly<Record<string, string>> = { "package.json": '{"mg-hook": {}}' };

	test.each(PLACES)("in %s", async (place) => {
		const file = write(place, CONTENT[place] ?? "{}");
		expect(await findConfiguration(root)).toBe(file);
	});

	test("the first of them, and nowhere else", async () => {
		expect(await findConfiguration(root)).toBeUndefined();
		write("folder/mg-hook.config.json", "{}");
		write("mg-hook.config.js", "");
		expect(await findConfiguration(root)).toBeUndefined();
		for (const place of [...PLACES].reverse()) {
			const file = write(place, CONTENT[place] ?? "{}");
			expect(await findConfiguration(root)).toBe(file);
		}
	});

	test("an empty file is one, whatever is in it is not looked at", async () => {
		const file = write(".mg-hookrc", "");
		expect(await findConfiguration(root)).toBe(file);
		const broken = write("mg-hook.config.json", "{ broken");
		expect(await findConfiguration(root)).toBe(broken);
	});

	test("a package.json counts where it names mg-hook, and then it must be valid", async () => {
		write("package.json", '{"name": "mg-hook-user"}');
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", "{ broken");
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", '{"dependencies": {"mg-hook": "1"}}');
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", '{ broken "mg-hook"');
		expect(await problemOf(findConfiguration(root))).toContain(`The configuration in ${root} cannot be read`);
	});

	test("no folder and no device is one", async () => {
		mkdirSync(join(root, ".mg-hookrc"));
		expect(await problemOf(findConfiguration(root))).toContain("is no plain file");
	});
});

describe("what it says", () => {
	const load = (path: string, text: string) => loadConfiguration(write(path, text), root);
	const problem = (path: string, text: string) => problemOf(load(path, text));

	test("nothing is the defaults", async () => {
		for (const [path, text] of [
			["mg-hook.config.json", "{}"],
			[".mg-hookrc", ""],
			[".mg-hookrc.yaml", "# nothing\n"],
			["package.json", '{"mg-hook": {}}'],
		] as const) {
			const { configuration, extraRules, ignores } = await load(path, text);
			expect(configuration).toEqual(DEFAULT_CONFIGURATION);
			expect(extraRules).toEqual([]);
			expect(ignores("a.env")).toBe(false);
		}
	});

	test("a setting is over its default, and a schema is none", async () => {
		const { configuration } = await load(
			"mg-hook.config.json",
			'{"$schema": "x", "minConfidence": "high", "requireReason": true, "rules": {"mailgun-private-key": "off"}}',
		);
		expect(configuration).toEqual({
			...DEFAULT_CONFIGURATION,
			minConfidence: "high",
			requireReason: true,
			rules: { "mailgun-private-key": "off" },
		});
	});

	test("what is ignored, in gitignore's syntax", async () => {
		const { ignores } = await load("mg-hook.config.json", '{"ignore": ["fixtures/", "*.md", "!KEEP.md"]}');
		const ignored = [
			"fixtures/a",
			"x/fixtures/b",
			"a.md",
			"x/b.md",
			"KEEP.md",
			"x/KEEP.md",
			"a.txt",
			"../a.md",
			"/a.md",
			"./a.md",
		];
		expect(ignored.filter(ignores)).toEqual(["fixtures/a", "x/fixtures/b", "a.md", "x/b.md"]);
	});

	test("patterns become rules in their order", async () => {
		const { extraRules } = await load(
			"mg-hook.config.json",
			'{"patterns": [{"id": "one", "pattern": "a1"}, {"id": "two", "pattern": "b2", "severity": "low", "name": "Two"}], "rules": {"two": "report"}}',
		);
		expect(
			extraRules.map(({ id, pattern, trigger, severity, name, blocks }) => ({
				id,
				pattern,
				trigger,
				severity,
				name,
				blocks,
			})),
		).toEqual([
			{ id: "one", pattern: "a1", trigger: "a1", severity: "high", name: "Pattern one", blocks: true },
			{ id: "two", pattern: "b2", trigger: "b2", severity: "low", name: "Two", blocks: true },
		]);
	});

	test.each([
		[
			'{\n\t"ignored": []\n}',
			"mg-hook.config.json:2:13: ignored is no setting of mg-hook; there are ignore, minConfidence, rules, patterns, requireReason.",
		],
		['{"ignore": "x"}', "mg-hook.config.json:1:12: ignore must be of type array."],
		['{"ignore": [1]}', "mg-hook.config.json:1:13: ignore.0 must be of type string."],
		['{"minConfidence": "most"}', "mg-hook.config.json:1:19: minConfidence must be one of low, medium, high."],
		['{"rules": {"a/b~c": "on"}}', "mg-hook.config.json:1:21: rules.a/b~c must be one of block, report, off."],
		[
			'{"rules": {"nope": "off"}}',
			/^mg-hook\.config\.json:1:20: rules\.nope is no rule; there are mailgun-webhook-signing-key, .*mailgun-base64-key\.$/u,
		],
		[
			'{"patterns": [{"id": "x", "pattern": "a", "nam": "b"}]}',
			"mg-hook.config.json:1:50: patterns.0.nam is no setting of mg-hook; there are id, pattern, severity, name.",
		],
		['{"patterns": [{"id": "x"}]}', "mg-hook.config.json:1:15: patterns.0 lacks pattern."],
		[
			'{"patterns": [{"id": "x", "pattern": "a"}, {"id": "x", "pattern": "b"}]}',
			"mg-hook.config.json:1:51: patterns.1.id names a rule that there is already: x.",
		],
		[
			'{"patterns": [{"id": "mailgun-private-key", "pattern": "a"}]}',
			"mg-hook.config.json:1:22: patterns.0.id names a rule that there is already: mailgun-private-key.",
		],
		[
			'{"patterns": [{"id": "x", "pattern": "("}]}',
			/^mg-hook\.config\.json:1:38: patterns\.0\.pattern is no pattern that RE2 takes: /u,
		],
		['{"patterns": [{"id": "x", "pattern": "a?"}]}', /it matches empty text\.$/u],
		["[]", "mg-hook.config.json:1:1: the configuration must be of type object."],
		["{", /^mg-hook\.config\.json: is not valid JSON: [^\n]{9,}\.$/u],
		["# yaml", /^mg-hook\.config\.json: is not valid JSON: /u],
	])("%s is refused with its place", async (text, said) => {
		const told = await problem("mg-hook.config.json", text);
		if (typeof said === "string") expect(told).toBe(said);
		else expect(told).toMatch(said);
	});

	test.each([
		["ignore: [a\n", /^\.mg-hookrc:\d+:\d+: is not valid YAML: [^\n]{9,}\.$/u],
		["ignore: []\nignore: []\n", /^\.mg-hookrc:2:1: is not valid YAML: /u],
		["ignore: &a [x]\nrules: *a\n", /^\.mg-hookrc/u],
		[`ignore: ${"[".repeat(20_000)}\n`, /is nested too deeply|is not valid YAML/u],
	])("YAML that is none: %#", async (text, said) => {
		expect(await problem(".mg-hookrc", text)).toMatch(said);
	});

	test("of a package.json the place in it", async () => {
		expect(await problem("package.json", '{"name": "x",\n "mg-hook": {"nope": 1}}')).toBe(
			"package.json:2:22: nope is no setting of mg-hook; there are ignore, minConfidence, rules, patterns, requireReason.",
		);
	});

	test("a file that cannot be read, by its name from the root on", async () => {
		expect(await problemOf(loadConfiguration(join(root, "x/none.json"), root))).toBe(
			"x/none.json: cannot be read (ENOENT).",
		);
		expect(await problemOf(loadConfiguration(root, root))).toMatch(/: cannot be read \(EISDIR\)\.$/u);
	});
});

describe("a pattern as a rule", () => {
	const rule = (pattern: string) => extraRule({ id: "x", pattern });

	test("finds what it matches, surely", () => {
		const { judge } = rule("a+");
		expect(judge({ text: "aa" } as Parameters<typeof judge>[0])).toEqual({
			kind: "finding",
			confidence: "high",
			reason: "a configured pattern",
			secret: "aa",
		});
	});

	test.each(["a*", "", "a|", "(?:)", "x{0,3}", "^$"])("%j matches empty text", (pattern) => {
		expect(() => rule(pattern)).toThrow(/empty text/u);
	});

	test.each(["a", "a|b", "^a", "a$", "[0-9]{8}"])("%j does not", (pattern) => {
		expect(rule(pattern).pattern).toBe(pattern);
	});
});
