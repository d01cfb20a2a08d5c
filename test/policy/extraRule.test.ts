import { Matcher } from "../../src/detect/matcher.js";
import { extraRule } from "../../src/policy/extraRule.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { readText } from "../../src/source/wholeFile.js";

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

/** `id line:column` of what the patterns find in a text. */
function found(text: string | Buffer, ...patterns: string[]): string[] {
	const places: string[] = [];
	const matcher = new Matcher(patterns.map((pattern, index) => extraRule({ id: `own-${index}`, pattern })));
	const builder = new BlockBuilder((block) =>
		matcher.scan(block, ({ finding }) => places.push(`${finding.ruleId} ${finding.line}:${finding.column}`)),
	);
	readText(builder, "a.txt", Buffer.from(text));
	return places;
}

test.each([
	["^token", ["own-0 1:1", "own-0 3:1"]],
	["token$", ["own-0 1:1", "own-0 2:3"]],
	["\\btoken\\b", ["own-0 1:1", "own-0 2:3"]],
	["^.token", []],
])("%s is asked of each line by itself", (pattern, places) => {
	expect(found("token\nx token\ntokens\n", pattern)).toEqual(places);
});

test.each([
	["call\\(x", "call(x"],
	["[(]x", "(x"],
	["\\Q(a\\E", "(a"],
	["(?P<name>a)b", "ab"],
	["(a)(?i:B)", "ab"],
	["[]a(]{3}", "]a("],
	["a[[:digit:](]", "a("],
])("%s is found, whatever its parentheses are", (pattern, text) => {
	expect(found(`--${text}--`, pattern)).toEqual(["own-0 1:3"]);
});

test("two patterns may call their groups by one name", () => {
	expect(found("ab cd", "(?<n>a)b", "(?P<n>c)d")).toEqual(["own-0 1:1", "own-1 1:4"]);
});

test("a byte that is no UTF-8 is a character that belongs to no word", () => {
	expect(found(Buffer.from("x=\xe9token", "latin1"), "[^a-z]token")).toEqual(["own-0 1:3"]);
	expect(found(Buffer.from("\xfftoken\xfe", "latin1"), "\\btoken\\b")).toEqual(["own-0 1:2"]);
});
