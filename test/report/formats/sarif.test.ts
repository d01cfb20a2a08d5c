import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log, Result } from "sarif";
import { sarifReport } from "../../../src/report/formats/sarif";
import { classicKey, hex, publicKey } from "../../support/madeUpKeys";
import {
	findingFor,
	HOSTILE_TEXTS,
	historyResult,
	hostileResult,
	RENDER_OPTIONS,
	resultOf,
} from "../../support/sampleResult";

const logOf = (...args: Parameters<typeof resultOf>): Log =>
	JSON.parse(sarifReport(resultOf(...args), RENDER_OPTIONS)) as Log;
const resultsOf = (log: Log): Result[] => log.runs[0]?.results ?? [];

/** The official schema, as Microsoft's SARIF SDK ships it. (Its own matcher names packages that it does not depend on.) */
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

test.each([
	["a finding", resultOf([findingFor(classicKey())])],
	["nothing", resultOf([])],
	["a history", historyResult()],
	["hostile texts", hostileResult(classicKey())],
	["a rule of the configuration's own", resultOf([findingFor(classicKey(), { ruleId: "our-relay-key" })])],
])("%s makes a log that the official schema takes", (_name, result) => {
	validate(JSON.parse(sarifReport(result, RENDER_OPTIONS)));
	expect(validate.errors ?? []).toEqual([]);
});

test("the schema refuses what is none", () => {
	const log = logOf([findingFor(classicKey())]);
	for (const result of resultsOf(log)) Object.assign(result, { level: "catastrophe" });
	expect(validate(log)).toBe(false);
});

test("a region is one-based in UTF-16 code units, its end behind the key", () => {
	const log = logOf([findingFor(classicKey(), { line: 7, column: 5, endColumn: 41 })]);
	expect(log.runs[0]?.columnKind).toBe("utf16CodeUnits");
	expect(resultsOf(log)[0]?.locations?.[0]?.physicalLocation?.region).toEqual({
		startLine: 7,
		startColumn: 5,
		endLine: 7,
		endColumn: 41,
	});
});

test("each result names its rule, which has help, a page and a security severity", () => {
	const log = logOf([
		findingFor(classicKey()),
		findingFor(publicKey(), { ruleId: "mailgun-public-key", severity: "low" }),
		findingFor(classicKey(), { ruleId: "our-relay-key" }),
	]);
	const rules = log.runs[0]?.tool.driver.rules ?? [];
	for (const { ruleId, ruleIndex } of resultsOf(log)) {
		expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
	}
	const rule = rules.find(({ id }) => id === "mailgun-private-key");
	expect(rule?.helpUri).toMatch(/^https:\/\/.*#mailgun-private-key$/u);
	for (let step = 1; step <= 8; step++) {
		expect(rule?.help?.text).toContain(`\n${step}. `);
		expect(rule?.help?.markdown).toContain(`\n${step}. **`);
	}
	expect(Number(rule?.properties?.["security-severity"])).toBeGreaterThan(7);
	expect(rule?.properties?.tags).toContain("security");
});

test.each([
	["high", "blocking", "error"],
	["medium", "blocking", "warning"],
	["low", "blocking", "note"],
	["high", "below-threshold", "warning"],
	["low", "below-threshold", "note"],
] as const)("severity %s that is %s has the level %s", (severity, status, level) => {
	expect(resultsOf(logOf([findingFor(classicKey(), { severity, status })]))[0]?.level).toBe(level);
});

test("what was allowed or accepted is suppressed with its reason; the rest says that it is not", () => {
	const [open, allowed, baselined] = resultsOf(
		logOf([
			findingFor(classicKey()),
			findingFor(classicKey(), { status: "allowed", reason: "test fixture" }),
			findingFor(classicKey(), { status: "baselined", reason: "revoked in May" }),
		]),
	);
	expect(open?.suppressions).toEqual([]);
	expect(allowed?.suppressions).toEqual([{ kind: "inSource", justification: "test fixture" }]);
	expect(baselined?.suppressions).toEqual([{ kind: "external", justification: "revoked in May" }]);
});

test("what was only looked at and found to be none is left out", () => {
	expect(
		resultsOf(
			logOf([findingFor(classicKey(), { status: "below-threshold", confidence: "low", reason: "placeholder" })]),
		),
	).toEqual([]);
});

test("the fingerprint follows the key and not the line", () => {
	const key = classicKey();
	const [here, there, other] = resultsOf(
		logOf([findingFor(key), findingFor(key, { line: 90 }), findingFor(classicKey())]),
	).map(({ partialFingerprints }) => partialFingerprints);
	expect(there).toEqual(here);
	expect(other).not.toEqual(here);
});

test("a finding of a history carries its commit, author, dates and whether it is in HEAD", () => {
	const commit = hex(40);
	const [result] = resultsOf(
		logOf([
			findingFor(classicKey(), {
				commit,
				author: "Ann <ann@example.com>",
				date: "2024-05-01T10:00:00+02:00",
				firstCommit: commit,
				inHead: true,
				occurrences: 3,
			}),
		]),
	);
	expect(result?.properties).toMatchObject({
		commit,
		author: "Ann <ann@example.com>",
		date: "2024-05-01T10:00:00+02:00",
		firstCommit: commit,
		inHead: true,
	});
	expect(result?.occurrenceCount).toBe(3);
	expect(result?.message.text).toContain(
		`Added in ${commit.slice(0, 12)} by Ann <ann@example.com> on 2024-05-01, seen 3 times, still in HEAD.`,
	);
});

test("an artifact's URI leads back to the file's name, and holds nothing but URI characters", () => {
	const results = resultsOf(logOf(HOSTILE_TEXTS.map((path) => findingFor(classicKey(), { path }))));
	results.forEach((result, index) => {
		const { uri = "" } = result.locations?.[0]?.physicalLocation?.artifactLocation ?? {};
		expect(uri).toMatch(/^(?:[A-Za-z0-9_.!~*'()/-]|%[0-9A-F]{2})+$/u);
		const back = new URL(uri, "https://root.example/");
		expect(back.host).toBe("root.example");
		expect(decodeURIComponent(back.pathname.slice(1))).toBe(HOSTILE_TEXTS[index]);
	});
});

test("a message makes no link of what the repository holds", () => {
	const log = logOf([findingFor(classicKey(), { reason: "[here](https://owned.example)" })]);
	expect(resultsOf(log)[0]?.message.text).toContain("[here] (https://owned.example)");
});

test("what could not be checked is a notification, and the run was no success", () => {
	const [invocation] = logOf([], { errors: [{ path: "big.bin", message: "too large" }] }).runs[0]?.invocations ?? [];
	expect(invocation?.executionSuccessful).toBe(false);
	expect(invocation?.toolExecutionNotifications?.[0]?.message.text).toBe("Not checked: too large");
	expect(logOf([]).runs[0]?.invocations?.[0]?.executionSuccessful).toBe(true);
});
