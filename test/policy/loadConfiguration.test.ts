import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../src/detect/rules/catalogue.js";
import { findConfiguration } from "../../src/policy/findConfiguration.js";
import { loadConfiguration } from "../../src/policy/loadConfiguration.js";
import { DEEPEST_NESTING } from "../../src/policy/settingsText.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let folder: string;
beforeEach(() => {
	folder = temporaryDirectory();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is said against a configuration; undefined where it holds. */
async function complaint(name: string, content: string): Promise<string | undefined> {
	writeFileSync(join(folder, name), content);
	const file = await findConfiguration(folder);
	if (file === undefined) throw new Error(`${name} is not taken for a configuration`);
	return loadConfiguration(file, folder).then(
		() => undefined,
		({ problem }: { problem: string }) => problem,
	);
}

const SETTINGS = "ignore, minConfidence, rules, patterns, requireReason";
const RULES = catalogue.map(({ id }) => id).join(", ");

/** One mistake in each form: what is written, where the mistake is found, what is said. */
interface Mistake {
	json: readonly [content: string, place: string];
	yaml: readonly [content: string, place: string];
	what: string;
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
	"no object": {
		json: ["[]", "1:1"],
		yaml: ["# settings\n- a\n", "2:1"],
		what: "the configuration must be of type object",
	},
	"an unknown setting": {
		json: ['{\n\t"ignored": []\n}', "2:13"],
		yaml: ["minConfidence: low\nignored: []\n", "2:10"],
		what: `ignored is no setting of mg-hook; the settings are ${SETTINGS}`,
	},
	"a number for a name": {
		json: ['{"1": 2}', "1:7"],
		yaml: ["1: 2\n", "1:4"],
		what: `1 is no setting of mg-hook; the settings are ${SETTINGS}`,
	},
	"a name that objects have by themselves": {
		json: ['{"__proto__": {}}', "1:15"],
		yaml: ["__proto__: {}\n", "1:12"],
		what: `__proto__ is no setting of mg-hook; the settings are ${SETTINGS}`,
	},
	"a setting of another type": {
		json: ['{"ignore": "x"}', "1:12"],
		yaml: ["ignore: x\n", "1:9"],
		what: "ignore must be of type array",
	},
	"a setting of no value": {
		json: ['{"ignore": null}', "1:12"],
		yaml: ["minConfidence: low\nignore:\n", "2:8"],
		what: "ignore must be of type array",
	},
	"an item of another type": {
		json: ['{"ignore": ["a",\n1]}', "2:1"],
		yaml: ["ignore:\n  - a\n  - 1\n", "3:5"],
		what: "ignore.1 must be of type string",
	},
	"an empty item": {
		json: ['{"ignore": [""]}', "1:13"],
		yaml: ["ignore: ['']\n", "1:10"],
		what: "ignore.0 must not be empty",
	},
	"a word that is none of the words": {
		json: ['{"minConfidence": "most"}', "1:19"],
		yaml: ["minConfidence: most\n", "1:16"],
		what: "minConfidence must be one of low, medium, high",
	},
	"an unknown rule": {
		json: ['{"rules": {"mailgun-privat-key": "off"}}', "1:34"],
		yaml: ["rules:\n  mailgun-privat-key: off\n", "2:23"],
		what: `rules.mailgun-privat-key is no rule; the rules are ${RULES}`,
	},
	"a rule of a number": {
		json: ['{"rules": {"7": "off"}}', "1:17"],
		yaml: ["rules: {7: off}\n", "1:12"],
		what: `rules.7 is no rule; the rules are ${RULES}`,
	},
	"an unknown action": {
		json: ['{"rules": {"mailgun-private-key": "on"}}', "1:35"],
		yaml: ["rules:\n  mailgun-private-key: on\n", "2:24"],
		what: "rules.mailgun-private-key must be one of block, report, off",
	},
	"a pattern without the pattern": {
		json: ['{"patterns": [{"id": "x"}]}', "1:15"],
		yaml: ["patterns:\n  - id: x\n", "2:5"],
		what: "patterns.0 has no pattern",
	},
	"an unknown setting of a pattern": {
		json: ['{"patterns": [{"id": "x", "pattern": "a", "nme": "y"}]}', "1:50"],
		yaml: ["patterns:\n  - id: x\n    pattern: a\n    nme: y\n", "4:10"],
		what: "patterns.0.nme is no setting of a pattern; the settings are id, pattern, severity, name",
	},
	"a pattern of a bad name": {
		json: ['{"patterns": [{"id": "X", "pattern": "a"}]}', "1:22"],
		yaml: ["patterns: [{id: X, pattern: a}]\n", "1:17"],
		what: "patterns.0.id must be lower-case letters, digits and dashes, a letter first, 64 at most",
	},
	"a pattern of a rule's name": {
		json: ['{"patterns": [{"id": "mailgun-private-key", "pattern": "a"}]}', "1:22"],
		yaml: ["patterns: [{id: mailgun-private-key, pattern: a}]\n", "1:17"],
		what: "patterns.0.id is the name of another rule: mailgun-private-key",
	},
	"two patterns of one name": {
		json: ['{"patterns": [{"id": "x", "pattern": "a"},\n{"id": "x", "pattern": "b"}]}', "2:8"],
		yaml: ["patterns:\n- {id: x, pattern: a}\n- {id: x, pattern: b}\n", "3:8"],
		what: "patterns.1.id is the name of another rule: x",
	},
	"a pattern of other syntax": {
		json: ['{"patterns": [{"id": "x", "pattern": "(?=a)"}]}', "1:38"],
		yaml: ["patterns: [{id: x, pattern: (?=a)}]\n", "1:29"],
		what: "patterns.0.pattern is not a pattern that RE2 accepts: invalid perl operator: (?=",
	},
	"a pattern that matches nothing at all": {
		json: ['{"patterns": [{"id": "x", "pattern": "a*"}]}', "1:38"],
		yaml: ["patterns: [{id: x, pattern: a*}]\n", "1:29"],
		what: "patterns.0.pattern is not a pattern that RE2 accepts: it matches empty text",
	},
};

/** Where JSON stands in package.json: its first line comes this much later. */
const PACKAGE_START = '{"name": "x", "mg-hook": ';

function inPackage(place: string): string {
	const [line, column] = place.split(":").map(Number);
	return line === 1 ? `1:${(column ?? 0) + PACKAGE_START.length}` : place;
}

describe.each(Object.entries(MISTAKES))("%s", (_name, { json: [json, jsonPlace], yaml: [yaml, yamlPlace], what }) => {
	test.each(["mg-hook.config.json", ".mg-hookrc.json", ".mg-hookrc"])("in %s, as JSON", async (name) => {
		expect(await complaint(name, json)).toBe(`${name}:${jsonPlace}: ${what}.`);
	});

	test("in package.json", async () => {
		expect(await complaint("package.json", `${PACKAGE_START}${json}}`)).toBe(
			`package.json:${inPackage(jsonPlace)}: ${what}.`,
		);
	});

	test.each([".mg-hookrc", ".mg-hookrc.yaml", ".mg-hookrc.yml"])("in %s, as YAML", async (name) => {
		expect(await complaint(name, yaml)).toBe(`${name}:${yamlPlace}: ${what}.`);
	});
});

const NO_JSON = "this is neither in double quotes nor a number, true, false or null";

describe("what cannot be read as its file's name says", () => {
	test.each([
		["mg-hook.config.json", "", "1:1: is not valid JSON: it is empty"],
		["mg-hook.config.json", "ignore: []", `1:1: is not valid JSON: ${NO_JSON}`],
		["mg-hook.config.json", '{"ignore": [".env"],}', "1:20: is not valid JSON: a comma stands before }"],
		["mg-hook.config.json", '{\n\t// why\n\t"ignore": []\n}', "2:2: is not valid JSON: JSON has no comments"],
		["mg-hook.config.json", "\ufeff{}", "1:1: is not valid JSON: it begins with a byte order mark"],
		["mg-hook.config.json", '{"ignore": [],\n "ignore": []}', "2:2: ignore is set twice"],
		[".mg-hookrc.json", '{"rules": {"a": "off", "\\u0061": "off"}}', "1:24: rules.a is set twice"],
		["package.json", '{"mg-hook": {},\n', "2:1: is not valid JSON: it ends too early"],
		[
			"package.json",
			'{"mg-hook": {}, "name": "x" "version": "1"}',
			"1:29: is not valid JSON: a comma or a closing bracket is missing",
		],
		["package.json", '{"mg-hook": {}, "mg-hook": {}}', "1:17: mg-hook is set twice"],
		["package.json", '{"mg-hook": {"ignore": [], "ignore": []}}', "1:28: ignore is set twice"],
		[".mg-hookrc", '{"ignore": [], "ignore": []}', "1:16: ignore is set twice"],
		[".mg-hookrc", '{"ignore": ["a" "b"]}', "1:17: is not valid JSON: a comma or a closing bracket is missing"],
		[".mg-hookrc", '{"ignore": ["a"}', "1:16: is not valid JSON: a comma or a closing bracket is missing"],
		[
			".mg-hookrc",
			"ignore: [a\n",
			"2:1: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
		],
		[
			".mg-hookrc.yaml",
			'{"ignore": ["a"}',
			"1:16: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
		],
		[".mg-hookrc.yaml", "ignore: [a]\nignore: [b]\n", "2:1: is not valid YAML: Map keys must be unique"],
		[".mg-hookrc.yaml", "ignore:\n\t- a\n", "2:1: is not valid YAML: Tabs are not allowed as indentation"],
		[
			".mg-hookrc.yaml",
			"ignore: [a]\nb\n",
			"2:1: is not valid YAML: Implicit map keys need to be followed by map values",
		],
		[".mg-hookrc.yaml", 'ignore: ["\\x"]\n', "1:11: is not valid YAML: Invalid escape sequence"],
		[".mg-hookrc.yaml", "ignore: !<x a\n", "1:9: is not valid YAML: A tag cannot be resolved"],
		[".mg-hookrc.yaml", "ignore: |x\n a\n", "1:10: is not valid YAML: Block scalar header includes extra characters"],
		[".mg-hookrc.yaml", "ignore: []\n---\nignore: []\n", "2:1: is more than one YAML document"],
		[".mg-hookrc.yaml", "ignore: &a [x]\nrules: *a\n", "2:8: has a YAML alias (*name), which is not allowed"],
		[".mg-hookrc.yaml", "ignore: *a\n", "1:9: has a YAML alias (*name), which is not allowed"],
		[".mg-hookrc.yaml", "%YAML 1.1\n---\n<<: x\n", "2:1: is YAML that no settings can be read from"],
	])("%s: %j", async (name, content, said) => {
		expect(await complaint(name, content)).toBe(`${name}:${said}.`);
	});

	test("a file that is not there, or holds no settings of mg-hook", async () => {
		writeFileSync(join(folder, "package.json"), '{"name": "mg-hook"}');
		await expect(loadConfiguration(join(folder, "package.json"), folder)).rejects.toMatchObject({
			problem: 'package.json:1:1: has no "mg-hook" in it.',
		});
		await expect(loadConfiguration(join(folder, "nowhere.json"), folder)).rejects.toMatchObject({
			problem: "nowhere.json: cannot be read (ENOENT).",
			wayOut: "Check that the file is there, and that you may read it.",
		});
	});
});

describe("nothing at all is no mistake", () => {
	test.each([
		[".mg-hookrc", ""],
		[".mg-hookrc", "{}"],
		[".mg-hookrc", "\ufeff{}"],
		[".mg-hookrc", '{"ignore": ["a"],}'],
		[".mg-hookrc.yaml", ""],
		[".mg-hookrc.yaml", "# none yet\n"],
		[".mg-hookrc.yaml", "---\n...\n"],
		["mg-hook.config.json", "{}"],
		["package.json", '{"mg-hook": {}}'],
	])("%s: %j", async (name, content) => {
		expect(await complaint(name, content)).toBeUndefined();
	});
});

/** How each form nests, `levels` deep: in JSON, in YAML's brackets, by its dashes, its indentation. */
const NESTED: readonly [form: string, files: readonly string[], nested: (levels: number) => string][] = [
	["lists in brackets", ["mg-hook.config.json", ".mg-hookrc", ".mg-hookrc.yaml"], (n) => "[".repeat(n) + "]".repeat(n)],
	[
		"objects",
		["mg-hook.config.json", ".mg-hookrc", ".mg-hookrc.yaml"],
		(n) => `${'{"a": '.repeat(n - 1)}{}${"}".repeat(n - 1)}`,
	],
	["maps in brackets", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => `${"{a: ".repeat(n - 1)}{}${"}".repeat(n - 1)}`],
	["dashes on one line", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => `${"- ".repeat(n)}a\n`],
	["question marks on one line", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => `${"? ".repeat(n)}a\n`],
	["names, each indented more", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => lines(n, (i) => `${" ".repeat(i)}a:`)],
	["dashes, each indented more", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => lines(n, (i) => `${" ".repeat(i)}-`)],
	["dashes with brackets behind", [".mg-hookrc", ".mg-hookrc.yaml"], (n) => `${"- ".repeat(n - 2)}[{}]\n`],
];

function lines(count: number, line: (index: number) => string): string {
	return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join("");
}

describe(`nesting ends at ${DEEPEST_NESTING} levels`, () => {
	const cases = NESTED.flatMap(([form, files, nested]) => files.map((name) => [form, name, nested] as const));

	test.each(cases)("%s in %s", async (_form, name, nested) => {
		// What is not refused for its depth is read, and then refused for what it says.
		const shallow = await complaint(name, nested(DEEPEST_NESTING));
		expect(shallow).toMatch(/must be of type object|is no setting of mg-hook/u);
		for (const levels of [DEEPEST_NESTING + 1, 1000]) {
			expect(await complaint(name, nested(levels))).toMatch(
				new RegExp(
					`^${name.replaceAll(".", "\\.")}:\\d+:\\d+: is nested too deeply: more than ${DEEPEST_NESTING} levels\\.$`,
					"u",
				),
			);
		}
	});

	test("the place is where the first level too many begins", async () => {
		const list = "[".repeat(DEEPEST_NESTING + 1);
		const said = `is nested too deeply: more than ${DEEPEST_NESTING} levels.`;
		expect(await complaint("mg-hook.config.json", `{"ignore":\n ${list}`)).toBe(
			`mg-hook.config.json:2:${DEEPEST_NESTING + 1}: ${said}`,
		);
		rmSync(join(folder, "mg-hook.config.json"));
		expect(await complaint(".mg-hookrc.yaml", `ignore:\n ${list}`)).toBe(
			`.mg-hookrc.yaml:2:${DEEPEST_NESTING + 1}: ${said}`,
		);
		rmSync(join(folder, ".mg-hookrc.yaml"));
		expect(await complaint("package.json", `{"mg-hook": {"ignore":\n ${list}`)).toBe(
			`package.json:2:${DEEPEST_NESTING + 1}: ${said}`,
		);
	});

	test("in package.json the levels around count as little as those of others", async () => {
		const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
		const inPackage = (levels: number) => `{"others": ${nested(100_000)}, "mg-hook": {"ignore": ${nested(levels)}}}`;
		expect(await complaint("package.json", inPackage(DEEPEST_NESTING - 1))).toMatch(
			/ignore\.0 must be of type string/u,
		);
		expect(await complaint("package.json", inPackage(DEEPEST_NESTING))).toMatch(/is nested too deeply/u);
		const before = `{"others": ${nested(100_000)},`;
		expect(await complaint("package.json", `${before}\n"mg-hook": {"ignored": []}}`)).toMatch(
			/^package\.json:2:24: ignored is no setting/u,
		);
		expect(await complaint("package.json", `${before}\n"mg-hook": {}, "mg-hook": {}}`)).toBe(
			"package.json:2:16: mg-hook is set twice.",
		);
		expect(await complaint("package.json", `{"others": ${nested(100_000)}, "mg-hook": {"ignore": ["a"]}}`)).toBe(
			undefined,
		);
		expect(await complaint("package.json", '{"a": {"b": 1, "b": 2}, "a": 1, "mg-hook": {}}')).toBe(undefined);
	});

	test.each([
		["mg-hook.config.json", JSON.stringify({ ignore: ["[".repeat(1000), `\\"${"{".repeat(1000)}`] })],
		[
			".mg-hookrc.yaml",
			`# ${"[".repeat(1000)}\nignore: ["${"[".repeat(1000)}", '${"{".repeat(1000)}'] # ${"- ".repeat(1000)}\n`,
		],
		[
			".mg-hookrc.yaml",
			`ignore:\n  - it's ${"[".repeat(1000)}\n  - |\n    ${"- ".repeat(1000)}\n    ${"[".repeat(1000)}\n`,
		],
		[".mg-hookrc.yaml", `ignore: [${"a, ".repeat(1000)}]\n`],
		[".mg-hookrc.yaml", `ignore:\n${lines(1000, () => "  - a")}`],
	])("brackets in quotes, comments and texts do not nest, nor do neighbours (%s)", async (name, content) => {
		expect(await complaint(name, content)).toBeUndefined();
	});

	test.each([
		["a quote within a word", `a: it's\nb: ${"[".repeat(5000)}`],
		["a quote in a comment", `# it's\n${"[".repeat(5000)}`],
		["a # that begins no comment", `a#b: ${"[".repeat(5000)}`],
		["a quote that ended", `'a': ${"[".repeat(5000)}`],
		["another document", `a: 1\n---\n${"[".repeat(5000)}`],
		["a tag and an anchor before each", "!a &b [".repeat(5000)],
		["names and brackets by turns", "[{a: ".repeat(5000)],
		["sequences of pairs", "[a: ".repeat(5000)],
	])("nothing hides it: %s", async (_name, content) => {
		for (const name of [".mg-hookrc", ".mg-hookrc.yaml"]) {
			expect(await complaint(name, content)).toMatch(/is nested too deeply/u);
			rmSync(join(folder, name));
		}
	});
});
