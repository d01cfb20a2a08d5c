import { Matcher } from "../../../src/detect/matcher.js";
import { catalogue } from "../../../src/detect/rules/catalogue.js";
import { expand, SeededRandom } from "../../../src/generate/template.js";
import { BlockBuilder } from "../../../src/source/blockBuilder.js";
import { readText } from "../../../src/source/wholeFile.js";

// With all others off a rule has its own trigger alone.

describe.each(catalogue)("$id", (rule) => {
	const matcher = new Matcher([rule]);

	test.each(rule.examples.match)("finds %j alone", (example) => {
		for (let seed = 1; seed <= 5; seed++) {
			const sure: string[] = [];
			const builder = new BlockBuilder((block) =>
				matcher.scan(block, ({ finding, rejected }) => {
					if (!rejected && finding.confidence !== "low") sure.push(finding.ruleId);
				}),
			);
			readText(builder, "", Buffer.from(expand(example, new SeededRandom(seed), 1).text));
			expect(sure).toEqual([rule.id]);
		}
	});
});
