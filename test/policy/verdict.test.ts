import type { Detection } from "../../src/detect/matcher.js";
import { catalogue } from "../../src/detect/rules/catalogue.js";
import type { Confidence } from "../../src/finding/finding.js";
import { REVIEWS, type Review } from "../../src/policy/baseline.js";
import { type Configuration, DEFAULT_CONFIGURATION } from "../../src/policy/configuration.js";
import { Policy } from "../../src/policy/verdict.js";

const rule = (id: string) => {
	const found = catalogue.find((candidate) => candidate.id === id);
	if (found === undefined) throw new Error(id);
	return found;
};

function detection(changes: Partial<Detection> & { confidence?: Confidence } = {}): Detection {
	const { confidence = "medium", ...rest } = changes;
	return {
		finding: {
			ruleId: "mailgun-private-key",
			severity: "high",
			confidence,
			path: "a.env",
			line: 3,
			column: 1,
			endColumn: 9,
			redacted: "key-…",
			context: "config",
			fingerprint: "f".repeat(32),
			excerpt: { text: "key-…", start: 0, end: 5 },
		},
		rule: rule("mailgun-private-key"),
		reason: "because",
		rejected: false,
		secret: "none",
		line: Buffer.from("KEY=x"),
		lineAbove: undefined,
		...rest,
	};
}

const TODAY = "2026-06-15";

function decided(
	changes: Parameters<typeof detection>[0] = {},
	configuration: Partial<Configuration> = {},
	reviewOf?: (fingerprint: string) => Review | undefined,
) {
	const { status, reason, review } = new Policy({ ...DEFAULT_CONFIGURATION, ...configuration }, TODAY, reviewOf).decide(
		detection(changes),
	);
	return review === undefined ? `${status}: ${reason}` : `${status} (${review}): ${reason}`;
}

test("what was found is told as it was found", () => {
	expect(new Policy(DEFAULT_CONFIGURATION, TODAY).decide(detection())).toEqual({
		...detection().finding,
		status: "blocking",
		reason: "because",
	});
});

test("what a test rejected is below the threshold, whatever else holds", () => {
	expect(decided({ rejected: true })).toBe("below-threshold: because");
	expect(decided({ rejected: true, line: Buffer.from("x # mg-hook:allow") })).toBe("below-threshold: because");
});

test.each<[Confidence, Confidence, boolean]>([
	["low", "low", true],
	["low", "medium", false],
	["low", "high", false],
	["medium", "low", true],
	["medium", "medium", true],
	["medium", "high", false],
	["high", "low", true],
	["high", "medium", true],
	["high", "high", true],
])("%s confidence, where the least that blocks is %s: %s", (confidence, minConfidence, blocks) => {
	expect(decided({ confidence }, { minConfidence })).toBe(
		blocks ? "blocking: because" : `below-threshold: because; ${confidence} confidence does not block`,
	);
});

test("a rule blocks or reports as it is, unless it is configured", () => {
	const reports = "below-threshold: because; this rule reports and does not block";
	const publicKey = { rule: rule("mailgun-public-key") };
	expect(decided(publicKey)).toBe(reports);
	expect(decided(publicKey, { rules: { "mailgun-public-key": "block" } })).toBe("blocking: because");
	expect(decided(publicKey, { rules: { "mailgun-private-key": "block" } })).toBe(reports);
	expect(decided({}, { rules: { "mailgun-private-key": "report" } })).toBe(reports);
	expect(decided({}, { rules: { "mailgun-private-key": "block" } })).toBe("blocking: because");
	expect(decided({}, { rules: { "mailgun-private-key": "off" } })).toBe(reports);
});

describe("allow comments", () => {
	test.each([
		["k # mg-hook:allow", undefined, "allowed: allow comment without a reason"],
		["k # mg-hook:allow: sample", undefined, "allowed: sample"],
		["k", "# mg-hook:allow-next-line: above", "allowed: above"],
		["k", "# mg-hook:allow", "blocking: because"],
		["k", undefined, "blocking: because"],
		["xmg-hook:allow", undefined, "blocking: because"],
		["mg-hook:allow", undefined, "allowed: allow comment without a reason"],
		["k # mg-hook:allow until=2026-06-15", undefined, "allowed: allow comment without a reason"],
		["k # mg-hook:allow until=2026-06-14", undefined, "blocking: because; its allow comment expired on 2026-06-14"],
		[
			"k # mg-hook:allow until=soon",
			undefined,
			"blocking: because; its allow comment has until=soon, which is not a date (YYYY-MM-DD)",
		],
		["k # mg-hook:allow: l\u00f6sung", undefined, "allowed: l\u00f6sung"],
	])("%s under %s: %s", (line, above, expected) => {
		const lines = { line: Buffer.from(line), lineAbove: above === undefined ? undefined : Buffer.from(above) };
		expect(decided(lines)).toBe(expected);
	});

	test("without a reason where one is asked for", () => {
		const lines = { line: Buffer.from("k # mg-hook:allow") };
		expect(decided(lines, { requireReason: true })).toBe(
			"blocking: because; its allow comment gives no reason, and the configuration requires one",
		);
	});
});

describe("the baseline", () => {
	test.each<[Review, string]>([
		["unreviewed", "in the baseline, not reviewed yet"],
		["real", "in the baseline: real and not revoked yet"],
		["false-positive", "in the baseline: no key"],
		["revoked", "in the baseline: revoked"],
	])("%s", (review, reason) => {
		const asked: string[] = [];
		const reviewOf = (fingerprint: string) => {
			asked.push(fingerprint);
			return review;
		};
		expect(decided({}, {}, reviewOf)).toBe(`baselined (${review}): ${reason}`);
		expect(asked).toEqual(["f".repeat(32)]);
	});

	test("has every review", () => {
		expect([...REVIEWS].sort()).toEqual(["false-positive", "real", "revoked", "unreviewed"]);
	});

	test("comes behind an allow comment, and a refused one goes before it", () => {
		const known = () => "real" as const;
		expect(decided({ line: Buffer.from("k # mg-hook:allow: x") }, {}, known)).toBe("allowed: x");
		expect(decided({ line: Buffer.from("k # mg-hook:allow until=2020-01-01") }, {}, known)).toMatch(/^blocking: /u);
		expect(decided({ confidence: "low" }, {}, known)).toMatch(/^below-threshold: /u);
		expect(decided({}, {}, () => undefined)).toBe("blocking: because");
	});
});
