import Ajv from "ajv";
import type { CheckResult } from "../../../src/finding/result";
import { visible } from "../../../src/output/visible";
import { gitlabReport } from "../../../src/report/formats/gitlab";
import { GITLAB_SCHEMA } from "../../support/gitlabSchema";
import { classicKey, hex } from "../../support/madeUpKeys";
import {
	findingFor,
	HOSTILE_TEXTS,
	historyResult,
	hostileResult,
	RENDER_OPTIONS,
	resultOf,
} from "../../support/sampleResult";

interface Report {
	scan: { status: string; start_time: string; messages: { level: string; value: string }[] };
	vulnerabilities: {
		id: string;
		severity: string;
		location: { file: string; start_line: number; commit: { sha: string; author?: string; date?: string } };
	}[];
}

const validate = new Ajv({ allErrors: true }).compile(GITLAB_SCHEMA);
const reportOf = (result: CheckResult) => JSON.parse(gitlabReport(result, RENDER_OPTIONS)) as Report;

test.each([
	["a finding", resultOf([findingFor(classicKey())])],
	["nothing", resultOf([])],
	["a history", historyResult()],
	["hostile texts", hostileResult(classicKey())],
	["a rule of the configuration's own", resultOf([findingFor(classicKey(), { ruleId: "our-relay-key" })])],
])("%s makes a report that GitLab's schema takes", (_name, result) => {
	validate(reportOf(result));
	expect(validate.errors ?? []).toEqual([]);
});

test("the schema refuses what is none", () => {
	expect(validate({ ...reportOf(resultOf([])), version: "fifteen" })).toBe(false);
});

test("times are seconds in UTC", () => {
	expect(reportOf(resultOf([])).scan.start_time).toBe("2026-05-01T12:00:00");
});

test("a finding keeps its id from one pipeline to the next, and no other has it", () => {
	const key = classicKey();
	const result = resultOf([findingFor(key), findingFor(key, { line: 4 }), findingFor(classicKey())]);
	const ids = reportOf(result).vulnerabilities.map(({ id }) => id);
	expect(new Set(ids).size).toBe(3);
	expect(reportOf(result).vulnerabilities.map(({ id }) => id)).toEqual(ids);
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});

test("a finding of a history carries its commit", () => {
	const commit = hex(40);
	const [found] = reportOf(
		resultOf([findingFor(classicKey(), { commit, author: "Ann <ann@example.com>", date: "2024-05-01T10:00:00Z" })]),
	).vulnerabilities;
	expect(found?.location.commit).toEqual({
		sha: commit,
		author: "Ann <ann@example.com>",
		date: "2024-05-01T10:00:00Z",
	});
});

test("what people allowed or accepted opens no vulnerability", () => {
	const result = resultOf([
		findingFor(classicKey(), { status: "allowed" }),
		findingFor(classicKey(), { status: "baselined" }),
		findingFor(classicKey(), { status: "below-threshold", confidence: "low" }),
	]);
	expect(reportOf(result).vulnerabilities).toEqual([]);
});

test("hostile names are shown escaped", () => {
	const files = reportOf(hostileResult(classicKey())).vulnerabilities.map(({ location }) => location.file);
	expect(files).toEqual(HOSTILE_TEXTS.map(visible));
});

test("what could not be checked is told", () => {
	expect(reportOf(resultOf([], { errors: [{ path: "big.bin", message: "too large" }] })).scan.messages).toEqual([
		{ level: "warn", value: "Not checked: big.bin: too large" },
	]);
});
