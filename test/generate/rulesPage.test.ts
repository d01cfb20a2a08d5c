import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { catalogue } from "../../src/detect/rules/catalogue";
import { rulesPage } from "../../src/generate/rulesPage";

const docs = (name: string): string => readFileSync(resolve(__dirname, "../../docs", name), "utf8");

describe("the page of the rules", () => {
	it("is what the catalogue says (else: node scripts/writeRulesPage.mjs)", () => {
		expect(docs("rules.md")).toBe(rulesPage());
	});

	it("has a section for every rule, and so has the page on confidence", () => {
		for (const { id } of catalogue) {
			expect(docs("rules.md")).toContain(`\n## ${id}\n`);
			expect(docs("confidence.md")).toContain(`(rules.md#${id})`);
		}
	});
});
