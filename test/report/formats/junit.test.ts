import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { CheckResult } from "../../../src/finding/result";
import { visible } from "../../../src/output/visible";
import { junitReport } from "../../../src/report/formats/junit";
import { classicKey } from "../../support/madeUpKeys";
import {
	findingFor,
	HOSTILE_TEXTS,
	historyResult,
	hostileResult,
	RENDER_OPTIONS,
	resultOf,
} from "../../support/sampleResult";

interface Case {
	classname: string;
	name: string;
	failure?: { type: string; message: string; "#text": string };
	skipped?: { message: string };
	error?: { message: string };
	"system-out"?: string;
}
interface Suite {
	name: string;
	file?: string;
	tests: string;
	failures: string;
	errors: string;
	skipped: string;
	testcase: Case[];
}
interface Suites {
	tests: string;
	failures: string;
	errors: string;
	testsuite: Suite[];
}

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: "",
	parseAttributeValue: false,
	parseTagValue: false,
	trimValues: false,
	htmlEntities: true,
	isArray: (name) => name === "testsuite" || name === "testcase",
});

function suitesOf(result: CheckResult): Suites {
	const xml = junitReport(result, RENDER_OPTIONS);
	expect(XMLValidator.validate(xml)).toBe(true);
	// The parser would let it pass; XML does not.
	expect(xml).not.toContain("]]>");
	// What XML 1.0 cannot hold at all, escaped or not.
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
	expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:[0-8]|1[124-9]|2\d|3[01]);/u);
	return (parser.parse(xml) as { testsuites: Suites }).testsuites;
}

test("a finding that blocks is a failure in its file's suite, with the steps", () => {
	const { testsuite, failures } = suitesOf(resultOf([findingFor(classicKey())]));
	expect(failures).toBe("1");
	const [suite] = testsuite;
	expect(suite).toMatchObject({ name: "config/.env", file: "config/.env", tests: "1", failures: "1", errors: "0" });
	const [testcase] = suite?.testcase ?? [];
	expect(testcase?.name).toBe("mailgun-private-key at 3:17");
	expect(testcase?.failure?.["#text"]).toContain("config/.env:3:17\n");
	for (let step = 1; step <= 8; step++) expect(testcase?.failure?.["#text"]).toContain(`\n${step}. `);
});

test("allowed and accepted findings are skipped with their reason; reported ones pass", () => {
	const { testsuite, failures } = suitesOf(
		resultOf([
			findingFor(classicKey(), { status: "allowed", reason: "test fixture" }),
			findingFor(classicKey(), { status: "baselined", reason: "revoked" }),
			findingFor(classicKey(), { status: "below-threshold", confidence: "medium", reason: "seen" }),
		]),
	);
	expect(failures).toBe("0");
	expect(testsuite[0]?.skipped).toBe("2");
	expect(testsuite[0]?.testcase.map(({ skipped }) => skipped?.message)).toEqual(["test fixture", "revoked", undefined]);
	expect(testsuite[0]?.testcase[2]?.["system-out"]).toContain("reported, not blocking");
});

test("a clean check is one test that passed", () => {
	const { tests, failures, errors, testsuite } = suitesOf(resultOf([]));
	expect({ tests, failures, errors }).toEqual({ tests: "1", failures: "0", errors: "0" });
	expect(testsuite[0]?.testcase[0]?.name).toBe("no Mailgun keys");
});

test("the counts are those of the cases", () => {
	for (const result of [historyResult(), hostileResult(classicKey())]) {
		const { tests, failures, errors, testsuite } = suitesOf(result);
		const cases = testsuite.flatMap(({ testcase }) => testcase);
		expect(Number(tests)).toBe(cases.length);
		expect(Number(failures)).toBe(cases.filter(({ failure }) => failure !== undefined).length);
		expect(Number(errors)).toBe(cases.filter(({ error }) => error !== undefined).length);
	}
});

test("hostile texts come back as they are shown elsewhere", () => {
	const { testsuite } = suitesOf(hostileResult(classicKey()));
	const failed = testsuite.flatMap(({ testcase }) => testcase).filter(({ failure }) => failure !== undefined);
	expect(failed.map(({ classname }) => classname)).toEqual(HOSTILE_TEXTS.map(visible));
	const errors = testsuite.flatMap(({ testcase }) => testcase).flatMap(({ error }) => error?.message ?? []);
	expect(errors).toEqual(HOSTILE_TEXTS.map(visible));
});
