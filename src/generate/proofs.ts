import { Checker } from "../check/checker.js";
import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import type { Finding } from "../finding/finding.js";
import { BlockBuilder } from "../source/blockBuilder.js";
import { readText } from "../source/wholeFile.js";
import { expand, SeededRandom } from "./template.js";

const checker = new Checker();

function findingsIn(text: string): Finding[] {
	const findings: Finding[] = [];
	const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
	readText(builder, "", Buffer.from(text));
	return findings;
}

/**
 * Runs a rule's examples against the whole catalogue: a sentence for each that fails. Only findings of
 * this rule that could block count.
 */
export function proveRule({ id, examples }: Rule, seed: number): string[] {
	const random = new SeededRandom(seed);
	const sure = (example: string): boolean =>
		findingsIn(expand(example, random, 1).text).some(({ ruleId, confidence }) => ruleId === id && confidence !== "low");
	return [
		...examples.match
			.filter((example) => !sure(example))
			.map((example) => `${id} must find ${JSON.stringify(example)}`),
		...examples.ignore.filter(sure).map((example) => `${id} must not report ${JSON.stringify(example)}`),
	];
}

/** Every failing example of the catalogue, in words. */
export function proveRules(seed: number): string[] {
	return catalogue.flatMap((rule) => proveRule(rule, seed));
}
