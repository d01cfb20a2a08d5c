import fc from "fast-check";
import type { Finding } from "../../src/finding/finding.js";
import { joinFindings, Occurrences } from "../../src/finding/occurrences.js";

const base: Finding = {
	ruleId: "mailgun-private-key",
	severity: "high",
	confidence: "high",
	path: "a.env",
	line: 1,
	column: 1,
	endColumn: 2,
	redacted: "key-…",
	context: "unknown",
	fingerprint: "0",
	status: "blocking",
	reason: "",
	excerpt: { text: "", start: 0, end: 0 },
};

const finding: fc.Arbitrary<Finding> = fc
	.record({
		line: fc.integer({ min: 1, max: 3 }),
		column: fc.integer({ min: 1, max: 3 }),
		path: fc.constantFrom("a.env", "b.env"),
		fingerprint: fc.constantFrom("0", "1"),
		status: fc.constantFrom("blocking", "allowed", "baselined", "below-threshold"),
		// Offsets and few days, so that there are equal moments and equal commits.
		date: fc.constantFrom(
			"2024-05-01T00:00:00+02:00",
			"2024-04-30T22:00:00+00:00",
			"2024-05-02T00:00:00Z",
			"2023-01-01T00:00:00-08:00",
		),
		commit: fc.constantFrom("1".repeat(40), "2".repeat(40), "3".repeat(40)),
	})
	.map((part) => ({
		...base,
		...part,
		reason: `${part.status} ${part.commit} ${part.line}:${part.column} ${part.date}`,
		endColumn: part.column + 1,
	}));

/** Without what may differ where two places are equal in all that decides: the same moment written in two ways. */
function told(findings: readonly Finding[]): unknown[] {
	return findings.map(({ date, firstDate, lastDate, reason: _reason, ...rest }) => ({
		...rest,
		times: [date, firstDate, lastDate].map((text) => Date.parse(text ?? "")),
	}));
}

describe("Occurrences", () => {
	test("are the same whatever the order, and however the parts are joined", () => {
		fc.assert(
			fc.property(
				fc.array(finding, { maxLength: 12 }),
				fc.infiniteStream(fc.integer({ min: 0, max: 2 })),
				(all, parts) => {
					const whole = new Occurrences();
					for (const one of all) whole.add(one);
					const shards = [new Occurrences(), new Occurrences(), new Occurrences()];
					for (const one of [...all].reverse()) shards[parts.next().value ?? 0]?.add(one);
					const joined = new Occurrences();
					for (const shard of shards) for (const one of shard.findings()) joined.add(one);
					expect(told(joined.findings())).toEqual(told(whole.findings()));
					expect(joined.findings().reduce((sum, { occurrences }) => sum + (occurrences ?? 0), 0)).toBe(all.length);
				},
			),
			{ seed: 6, numRuns: 500 },
		);
	});

	test("show the earliest place of the worst status, between the first and the last commit of all", () => {
		const at = (day: number, status: Finding["status"], line: number): Finding => ({
			...base,
			status,
			line,
			commit: String(day).repeat(40),
			date: `2024-05-0${day}T00:00:00Z`,
		});
		const joined = [at(3, "blocking", 30), at(1, "allowed", 10), at(4, "allowed", 40), at(2, "blocking", 20)].reduce(
			joinFindings,
		);
		expect(joined).toMatchObject({
			status: "blocking",
			line: 20,
			commit: "2".repeat(40),
			firstCommit: "1".repeat(40),
			lastCommit: "4".repeat(40),
			occurrences: 4,
		});
	});

	test("are in HEAD where any of them says so", () => {
		expect(joinFindings({ ...base, inHead: false }, { ...base, inHead: true })).toMatchObject({ inHead: true });
		expect(joinFindings(base, base)).not.toHaveProperty("inHead");
	});
});
