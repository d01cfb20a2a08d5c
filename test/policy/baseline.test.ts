import { parseBaseline } from "../../src/policy/baseline.js";

test.each([
	["", "1:1: is not valid JSON: it is empty"],
	["{", "1:2: is not valid JSON: it ends too early"],
	['{\n\t"schemaVersion" 1\n}', "2:18: is not valid JSON: a colon is missing"],
	['{\n\t"entries": [],\n}', "2:15: is not valid JSON: a comma stands before }"],
])("a baseline that is no JSON is refused with its place: %j", (text, said) => {
	expect(() => parseBaseline("known.json", text)).toThrow(
		expect.objectContaining({ kind: "baseline", problem: `known.json:${said}.` }),
	);
});
