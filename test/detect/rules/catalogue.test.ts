import { catalogue } from "../../../src/detect/rules/catalogue";
import { proveRule } from "../../../src/generate/proofs";

describe.each(catalogue)("rule $id", (rule) => {
	it("is proved by its examples, whatever the random values", () => {
		for (let seed = 1; seed <= 25; seed++) expect(proveRule(rule, seed)).toEqual([]);
	});

	it("has examples of both kinds, and a page", () => {
		expect(rule.examples.match.length).toBeGreaterThan(1);
		expect(rule.examples.ignore.length).toBeGreaterThan(2);
		expect(rule.helpUri).toContain(`docs/rules.md#${rule.id}`);
	});
});

describe("proof of rules", () => {
	it("notices an example that fails", () => {
		const [rule] = catalogue;
		if (rule === undefined) throw new Error("no rule");
		const wrong = { ...rule, examples: { match: ["nothing"], ignore: ["MAILGUN_WEBHOOK_SIGNING_KEY={hex32}"] } };
		expect(proveRule(wrong, 1)).toHaveLength(2);
	});
});
