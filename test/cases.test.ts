import { Checker } from "../src/check/checker";
import { catalogue } from "../src/detect/rules/catalogue";
import type { Finding } from "../src/finding/finding";
import { BlockBuilder } from "../src/source/blockBuilder";
import { type KeyCase, listCases, readCase } from "./support/keyCases";

const checker = new Checker();

function check({ path, lines }: KeyCase): Finding[] {
	const findings: Finding[] = [];
	const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
	builder.file(path);
	builder.hunk(1, "");
	for (const { bytes, added } of lines) {
		builder.line(added);
		if (bytes.length > 0) builder.text(bytes, 0, bytes.length);
		builder.lineEnd();
	}
	builder.hunkEnd();
	return findings;
}

const place = ({ line, column, endColumn }: { line: number; column: number; endColumn: number }) =>
	`${line}:${column}-${endColumn}`;

describe.each(listCases())("$ruleId/$file", ({ ruleId, file }) => {
	const blocks = catalogue.find(({ id }) => id === ruleId)?.blocks ?? true;

	it.each([1, 2, 3])("with the keys of seed %i", (seed) => {
		const keyCase = readCase(ruleId, file, seed);
		const findings = check(keyCase);
		const counted = findings.filter(({ status, confidence }) =>
			blocks ? status === "blocking" : confidence !== "low",
		);
		// Reasons are shown where it fails.
		const found = counted.map((finding) => `${place(finding)} ${finding.ruleId}`);
		expect(found).toEqual(keyCase.expected.map((where) => `${place(where)} ${ruleId}`));
		expect(keyCase.expected.length > 0).toBe(file.startsWith("ng."));
	});
});

describe("case folders", () => {
	it("are named by a rule, with cases of both kinds", () => {
		for (const { id } of catalogue) {
			const files = listCases().filter(({ ruleId }) => ruleId === id);
			expect([id, files.some(({ file }) => file.startsWith("ng."))]).toEqual([id, true]);
			expect([id, files.some(({ file }) => file.startsWith("ok."))]).toEqual([id, true]);
		}
		for (const { ruleId, file } of listCases()) {
			expect(catalogue.map(({ id }) => id)).toContain(ruleId);
			expect(file).toMatch(/^(?:ok|ng)\./u);
		}
	});
});
