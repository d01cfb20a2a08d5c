import { extraRule } from "../../src/policy/extraRule.js";

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
