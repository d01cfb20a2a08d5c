import { CannotCheck } from "../../src/failure.js";
import type { Finding } from "../../src/finding/finding.js";
import {
	type Baseline,
	type BaselineEntry,
	baselineText,
	parseBaseline,
	REVIEWS,
	reviewEntry,
	reviewsIn,
	updateBaseline,
} from "../../src/policy/baseline.js";
import { classicKey } from "../support/madeUpKeys.js";

const fingerprint = (digit: string) => digit.repeat(32);

function entry(changes: Partial<BaselineEntry> = {}): BaselineEntry {
	return {
		fingerprint: fingerprint("a"),
		ruleId: "mailgun-private-key",
		path: "a.env",
		line: 1,
		redacted: "key-…",
		review: "unreviewed",
		date: "2026-01-01",
		...changes,
	};
}

function finding(changes: Partial<Finding> = {}): Finding {
	return {
		ruleId: "mailgun-private-key",
		severity: "high",
		confidence: "high",
		path: "a.env",
		line: 1,
		column: 1,
		endColumn: 2,
		redacted: "key-…",
		context: "config",
		fingerprint: fingerprint("a"),
		status: "blocking",
		reason: "",
		excerpt: { text: "", start: 0, end: 0 },
		...changes,
	};
}

describe("the file", () => {
	const baseline: Baseline = {
		source: "all",
		entries: [entry(), entry({ fingerprint: fingerprint("b"), note: "why" })],
	};

	test("is read as it is written", () => {
		expect(parseBaseline("it", baselineText(baseline))).toEqual(baseline);
		const history: Baseline = { source: "history", entries: [] };
		expect(baselineText(history)).toBe('{\n\t"schemaVersion": 1,\n\t"source": "history",\n\t"entries": []\n}\n');
		expect(parseBaseline("it", baselineText(history))).toEqual(history);
		const withSchema = `{"$schema": "x", ${baselineText(history).slice(1)}`;
		expect(parseBaseline("it", withSchema)).toEqual(history);
	});

	test("is in the order of paths, lines and fingerprints", () => {
		const order = [
			entry({ path: "B", line: 9 }),
			entry({ path: "a", line: 2, fingerprint: fingerprint("1") }),
			entry({ path: "a", line: 2, fingerprint: fingerprint("2") }),
			entry({ path: "a", line: 10, fingerprint: fingerprint("0") }),
			entry({ path: "b", line: 1, fingerprint: fingerprint("3") }),
		];
		for (const entries of [order, [...order].reverse(), [...order.slice(2), ...order.slice(0, 2)]]) {
			expect(JSON.parse(baselineText({ source: "all", entries })).entries).toEqual(order);
		}
	});

	test("says the review of each key", () => {
		const reviews = reviewsIn({
			source: "all",
			entries: REVIEWS.map((review, index) => entry({ review, fingerprint: fingerprint(`${index}`) })),
		});
		expect([...reviews]).toEqual(REVIEWS.map((review, index) => [fingerprint(`${index}`), review]));
	});

	const written = (changes: object = {}, file: object = {}) =>
		JSON.stringify({ schemaVersion: 1, source: "all", entries: [{ ...entry(), ...changes }], ...file });

	test.each([
		["{", "it: is not valid JSON: line 1, column 2."],
		['{\n "a" 1', "it: is not valid JSON: line 2, column 6."],
		['{"schemaVersion": 1 x', "it: is not valid JSON: line 1, column 21."],
		["", "it: is not valid JSON: it cannot be parsed."],
		["[]", "it: must be an object."],
		["null", "it: must be an object."],
		["1", "it: must be an object."],
		[written({}, { other: 1 }), "it: other is no field of a baseline."],
		[written({}, { schemaVersion: 2 }), "it: schemaVersion must be 1: another version of mg-hook made it."],
		[written({}, { source: "none" }), "it: source must be all or history."],
		[written({}, { entries: {} }), "it: entries must be a list."],
		[written({}, { entries: [1] }), "it: entries[0] must be an object."],
		[written({}, { entries: [[]] }), "it: entries[0] must be an object."],
		[written({}, { entries: [null] }), "it: entries[0] must be an object."],
		[written({}, { entries: [entry(), entry()] }), "it: entries[1].fingerprint stands in the file twice."],
		[written({ other: 1 }), "it: entries[0].other is no field of a baseline."],
		[written({ fingerprint: 1 }), "it: entries[0].fingerprint must be a text."],
		[written({ fingerprint: "a".repeat(31) }), "it: entries[0].fingerprint must be 32 hexadecimal digits."],
		[written({ fingerprint: "a".repeat(33) }), "it: entries[0].fingerprint must be 32 hexadecimal digits."],
		[written({ fingerprint: "A".repeat(32) }), "it: entries[0].fingerprint must be 32 hexadecimal digits."],
		[written({ review: "maybe" }), "it: entries[0].review must be one of unreviewed, real, false-positive, revoked."],
		[written({ line: "1" }), "it: entries[0].line must be a whole number."],
		[written({ line: 1.5 }), "it: entries[0].line must be a whole number."],
		[written({ ruleId: null }), "it: entries[0].ruleId must be a text."],
		[written({ path: 1 }), "it: entries[0].path must be a text."],
		[written({ redacted: [] }), "it: entries[0].redacted must be a text."],
		[written({ note: 1 }), "it: entries[0].note must be a text."],
		[written({ date: 1 }), "it: entries[0].date must be a text."],
	])("is refused where it is wrong: %s", (text, problem) => {
		let thrown: unknown;
		try {
			parseBaseline("it", text);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(CannotCheck);
		const { kind, problem: said } = thrown as CannotCheck;
		expect([kind, said]).toEqual(["baseline", problem]);
	});
});

describe("an update", () => {
	const update = (before: Baseline | undefined, findings: Finding[], dropFixed = false) =>
		updateBaseline(before, "history", findings, "2026-06-15", dropFixed);

	test("enters what blocks, once a key", () => {
		const other = finding({
			fingerprint: fingerprint("b"),
			path: "b.env",
			line: 7,
			ruleId: "mailgun-sending-key",
			redacted: "x",
		});
		const { baseline, added, fixed } = update(undefined, [finding(), finding({ line: 5 }), other]);
		const entries = [
			entry({ date: "2026-06-15" }),
			entry({
				fingerprint: fingerprint("b"),
				path: "b.env",
				line: 7,
				ruleId: "mailgun-sending-key",
				redacted: "x",
				date: "2026-06-15",
			}),
		];
		expect(added).toEqual(entries);
		expect(fixed).toEqual([]);
		expect(baseline).toEqual({ source: "history", entries });
	});

	test.each(["allowed", "below-threshold"] as const)("does not enter what is %s", (status) => {
		expect(update(undefined, [finding({ status })]).added).toEqual([]);
	});

	test("keeps what is known, and its review", () => {
		const known: Baseline = { source: "all", entries: [entry({ review: "real", note: "n" })] };
		for (const status of ["baselined", "blocking"] as const) {
			expect(update(known, [finding({ status, line: 9 })])).toEqual({
				baseline: { source: "history", entries: known.entries },
				added: [],
				fixed: [],
			});
		}
	});

	test("tells what is found no more, and drops it where it is asked to", () => {
		const known: Baseline = { source: "all", entries: [entry(), entry({ fingerprint: fingerprint("b") })] };
		const [first, second] = known.entries;
		expect(update(known, [finding()])).toMatchObject({ fixed: [second], baseline: { entries: [first, second] } });
		expect(update(known, [finding()], true)).toMatchObject({ fixed: [second], baseline: { entries: [first] } });
		expect(update(known, [finding({ status: "allowed" })], true).baseline.entries).toEqual([]);
	});

	test.each([
		[
			"the oldest",
			{ date: "2024-05-01T00:00:00+02:00", path: "z", line: 9 },
			{ date: "2024-05-01T00:00:00Z", path: "a", line: 1 },
		],
		[
			"then the first path",
			{ date: "2024-05-01T00:00:00Z", path: "a", line: 9 },
			{ date: "2024-05-01T00:00:00Z", path: "b", line: 1 },
		],
		["then the first line", { path: "a", line: 2 }, { path: "a", line: 10 }],
		["without a date by path", { path: "a", line: 9 }, { path: "b", line: 1, date: "2020-01-01T00:00:00Z" }],
	])("shows a key where it was found first: %s", (_what, first, second) => {
		for (const findings of [
			[finding(first), finding(second)],
			[finding(second), finding(first)],
		]) {
			expect(update(undefined, findings).added).toMatchObject([{ path: first.path, line: first.line }]);
		}
	});
});

describe("a review", () => {
	const baseline: Baseline = {
		source: "all",
		entries: [
			entry({ fingerprint: `abcdef0${"1".repeat(25)}`, note: "old" }),
			entry({ fingerprint: `abcdef1${"1".repeat(25)}` }),
			entry({ fingerprint: `123456${"0".repeat(26)}` }),
		],
	};
	const review = (name: string, note?: string) => reviewEntry(baseline, name, "revoked", note, "2026-06-15");

	test("is of the one entry whose fingerprint begins so, in either case", () => {
		for (const name of ["abcdef0", "ABCDEF0", `abcdef0${"1".repeat(25)}`]) {
			const { entries, source } = review(name);
			expect(source).toBe("all");
			expect(entries).toEqual([
				{ ...baseline.entries[0], review: "revoked", date: "2026-06-15" },
				baseline.entries[1],
				baseline.entries[2],
			]);
		}
		expect(review("123456").entries[2]).toMatchObject({ review: "revoked" });
	});

	test("has a note, or keeps the one that it had; a key in it is redacted", () => {
		expect(review("abcdef0").entries[0]?.note).toBe("old");
		expect(review("abcdef0", "new").entries[0]?.note).toBe("new");
		expect(review("abcdef1").entries[1]).not.toHaveProperty("note");
		const key = classicKey();
		expect(review("abcdef1", `was ${key}`).entries[1]?.note).toBe(`was ${key.slice(0, 8)}…${key.slice(-5)}`);
	});

	test.each([
		["abcdef", "too short to tell"],
		["12345", "too short to tell"],
		["", "too short to tell"],
		["fffffff", "No entry of the baseline has the fingerprint fffffff."],
		["f".repeat(41), `No entry of the baseline has the fingerprint ${"f".repeat(40)}.`],
	])("is refused for %j", (name, problem) => {
		expect(() => review(name)).toThrow(problem);
	});
});
