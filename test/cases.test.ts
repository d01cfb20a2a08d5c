import { Checker } from "../src/check/checker";
import { catalogue } from "../src/detect/rules/catalogue";
import type { Finding } from "../src/finding/finding";
import { BlockBuilder } from "../src/source/blockBuilder";
import { type KeyCase, listCases, readCase, type Said } from "./support/keyCases";

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
		const open = (says: Said | undefined, { context, variable = "-" }: Finding) => ({
			context: says?.context === undefined ? undefined : context,
			variable: says?.variable === undefined ? undefined : variable,
		});
		expect(counted.map((finding, index) => open(keyCase.expected[index]?.says, finding))).toEqual(
			keyCase.expected.map(({ says }) => ({ context: says?.context, variable: says?.variable })),
		);
	});
});

describe("case folders", () => {
	it("say of most findings in which place they stand, and by which name", () => {
		const said = catalogue.map(({ id }) => {
			const marks = listCases()
				.filter(({ ruleId }) => ruleId === id)
				.flatMap(({ file }) => readCase(id, file, 1).expected);
			return [id, marks.filter(({ says }) => says !== undefined).length / marks.length > 0.5];
		});
		expect(said).toEqual(catalogue.map(({ id }) => [id, true]));
	});

	it("name contexts that there are", () => {
		const contexts = new Set(
			listCases().flatMap(({ ruleId, file }) =>
				readCase(ruleId, file, 1).expected.flatMap(({ says }) => says?.context ?? []),
			),
		);
		expect([...contexts].sort()).toEqual([
			"basic-auth",
			"code",
			"config",
			"connection-string",
			"environment-variable",
			"unknown",
		]);
	});

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
