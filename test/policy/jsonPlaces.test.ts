import fc from "fast-check";
import { faultIn, type JsonPath, positionAt, readJson } from "../../src/policy/jsonPlaces.js";

const NO_JSON = "this is neither in double quotes nor a number, true, false or null";

describe("what is no JSON is told with its place, quoting nothing", () => {
	test.each([
		["", 0, "it is empty"],
		[" \n", 2, "it is empty"],
		["\ufeff{}", 0, "it begins with a byte order mark"],
		["{", 1, "it ends too early"],
		['{"a"', 4, "it ends too early"],
		['{"a":', 5, "it ends too early"],
		['{"a":1', 6, "it ends too early"],
		["[1,", 3, "it ends too early"],
		["-", 0, NO_JSON],
		["{a: 1}", 1, NO_JSON],
		["{'a': 1}", 1, NO_JSON],
		["{1: 1}", 1, "a name in double quotes is missing"],
		['{"a" 1}', 5, "a colon is missing"],
		['{"a": }', 6, "a value is missing"],
		["[,]", 1, "a value is missing"],
		["[tru]", 1, NO_JSON],
		["[NaN]", 1, NO_JSON],
		["nul", 0, NO_JSON],
		["['a']", 1, NO_JSON],
		["[1 2]", 3, "a comma or a closing bracket is missing"],
		["[1}", 2, "a comma or a closing bracket is missing"],
		["[truer]", 1, NO_JSON],
		["[01]", 2, "a comma or a closing bracket is missing"],
		['{"a": 1 "b": 2}', 8, "a comma or a closing bracket is missing"],
		['{"a": 1,}', 7, "a comma stands before }"],
		["[1 , ]", 3, "a comma stands before ]"],
		['{"a": 1, , "b": 2}', 9, "a name in double quotes is missing"],
		["[1.]", 1, "a number has no end"],
		["[-a]", 1, NO_JSON],
		["[1e+]", 1, "a number has no end"],
		["[.5]", 1, NO_JSON],
		["[+5]", 1, NO_JSON],
		['["a]', 1, "a string has no end on its line"],
		['["a\\', 1, "a string has no end on its line"],
		['["a\nb"]', 1, "a string has no end on its line"],
		['["a\tb"]', 1, "a string has a control character in it"],
		['["\\x"]', 1, "a string has an unknown escape"],
		['["\\u12g4"]', 1, "a string has an unknown escape"],
		["{} {}", 3, "something follows its end"],
		["[]]", 2, "something follows its end"],
		["// x\n{}", 0, "JSON has no comments"],
		["[1, /* x */ 2]", 4, "JSON has no comments"],
		["[1, /* x", 4, "JSON has no comments"],
		["[1 # x\n]", 3, NO_JSON],
		["{ // x\n}", 2, "JSON has no comments"],
	])("%j", (text, offset, what) => {
		const fault = { position: positionAt(text, offset), what };
		expect(readJson(text)).toEqual(fault);
		expect(faultIn(text)).toEqual(fault);
		expect(() => JSON.parse(text)).toThrow(SyntaxError);
	});
});

const PIECES = [
	"{",
	"}",
	"[",
	"]",
	",",
	":",
	'"a"',
	'"\\u00e9"',
	"\\",
	'"',
	"0",
	"-1.5e+3",
	"1",
	".",
	"e",
	"true",
	"null",
	" ",
	"\n",
];

test("it takes what JSON.parse takes, and nothing else", () => {
	const text = fc.oneof(
		fc.json(),
		fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join("")),
		fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", ...PIECES), fc.nat(2)).map(([json, at, piece, gone]) => {
			const cut = at % (json.length + 1);
			return json.slice(0, cut) + piece + json.slice(cut + gone);
		}),
	);
	fc.assert(
		fc.property(text, (written) => {
			let isJson = true;
			try {
				JSON.parse(written);
			} catch {
				isJson = false;
			}
			expect(readJson(written) === undefined).toBe(isJson);
		}),
		{ seed: 1, numRuns: 5000 },
	);
});

test("each value is told with its path and the place where it begins", () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom(undefined, "\t"), (value, indent) => {
			const text = JSON.stringify(value, null, indent);
			const told: { path: JsonPath; offset: number }[] = [];
			readJson(text, { value: (path, offset) => told.push({ path: [...path], offset }) });
			for (const { path, offset } of told) {
				const there = path.reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], JSON.parse(text));
				const depth = indent === undefined ? undefined : indent.repeat(path.length);
				const shown = JSON.stringify(there, null, indent).replaceAll("\n", `\n${depth ?? ""}`);
				expect(text.startsWith(shown, offset)).toBe(true);
			}
			expect(told).toHaveLength(countOf(JSON.parse(text)));
		}),
		{ seed: 1 },
	);
});

function countOf(value: unknown): number {
	if (typeof value !== "object" || value === null) return 1;
	return Object.values(value).reduce((sum: number, inner) => sum + countOf(inner), 1);
}

test("names are told where they stand, given twice or not", () => {
	const told: unknown[] = [];
	const text = '{"a": {"b": 1, "\\u0062": 2}, "": []}';
	expect(readJson(text, { name: (path, offset) => told.push([path.join("."), offset]) })).toBeUndefined();
	expect(told).toEqual([
		["a", 1],
		["a.b", 7],
		["a.b", 15],
		["", 29],
	]);
});

test("nothing is told behind the first fault", () => {
	const told: unknown[] = [];
	readJson('{"a": 1, b: {"c": 2}, "d": [3]}', {
		name: (path) => told.push(path),
		value: (path) => told.push(path),
	});
	expect(told).toEqual([[], ["a"], ["a"]]);
});

describe("nesting of any depth is no danger", () => {
	const depth = 200_000;

	test("it is read, and what stands beside it", () => {
		const told: unknown[] = [];
		const text = `[${"[".repeat(depth)}${"]".repeat(depth)}, 1]`;
		expect(
			readJson(text, { value: (path, offset) => path.length === 1 && path[0] === 1 && told.push(offset) }),
		).toBeUndefined();
		expect(told).toEqual([text.length - 2]);
	});

	test.each([
		["objects without an end", '{"a":'.repeat(depth), { line: 1, column: 5 * depth + 1 }, "it ends too early"],
		["lists without an end", "[".repeat(depth), { line: 1, column: depth + 1 }, "it ends too early"],
		["ends of the other kind", "[},".repeat(depth), { line: 1, column: 2 }, "a value is missing"],
		["names without quotes", "{a: [".repeat(depth), { line: 1, column: 2 }, NO_JSON],
		[
			"a fault in the depth",
			`${"[".repeat(depth)}x${"]".repeat(depth)}`,
			{ line: 1, column: 1 },
			"it cannot be parsed",
		],
	])("%s", (_what, text, position, what) => {
		expect(faultIn(text)).toEqual({ position, what });
	});
});

test("lines and columns count from 1, columns in UTF-16 code units", () => {
	const text = "a\n\ud83d\ude00b\r\n";
	expect([0, 1, 2, 4, 7].map((offset) => positionAt(text, offset))).toEqual([
		{ line: 1, column: 1 },
		{ line: 1, column: 2 },
		{ line: 2, column: 1 },
		{ line: 2, column: 3 },
		{ line: 3, column: 1 },
	]);
});
