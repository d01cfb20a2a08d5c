import type { Finding } from "../../finding/finding.js";
import { isListed } from "../../finding/reported.js";
import type { CheckError, CheckResult } from "../../finding/result.js";
import { markup } from "../../output/markup.js";
import { visible } from "../../output/visible.js";
import { historySentence } from "../historyText.js";
import { stepsAsText } from "../stepsText.js";

interface TestCase {
	kind: "failure" | "skipped" | "error" | "passed";
	xml: string;
}

/**
 * JUnit XML as Jenkins' schema has it (jenkinsci/xunit-plugin, `junit-10.xsd`): a suite a file, a
 * test case a finding. What blocks is a failure, what was allowed or accepted is skipped, what could
 * not be checked is an error; a clean check is one test that passed.
 */
export function junitReport(result: CheckResult, { started, ended }: { started: Date; ended: Date }): string {
	const suites = new Map<string, TestCase[]>();
	const add = (path: string, testCase: TestCase): void => {
		const cases = suites.get(path);
		if (cases === undefined) suites.set(path, [testCase]);
		else cases.push(testCase);
	};
	for (const finding of result.findings.filter(isListed)) add(finding.path, caseOf(finding));
	for (const error of result.errors) add(error.path, caseOfError(error));
	if (suites.size === 0) add("", { kind: "passed", xml: '\t\t<testcase classname="mg-hook" name="no Mailgun keys"/>' });

	const all = [...suites.values()].flat();
	const time = Math.min(999, Math.max(0, (ended.getTime() - started.getTime()) / 1000)).toFixed(3);
	const stamp = started.toISOString().slice(0, 19);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites name="mg-hook" ${counts(all)} time="${time}">`,
		...[...suites].map(([path, cases]) =>
			[
				`\t<testsuite name="${markup(path === "" ? "mg-hook" : path)}"${path === "" ? "" : ` file="${markup(path)}"`} ${counts(cases)} skipped="${count(cases, "skipped")}" timestamp="${stamp}">`,
				...cases.map(({ xml }) => xml),
				"\t</testsuite>",
			].join("\n"),
		),
		"</testsuites>",
		"",
	].join("\n");
}

function counts(cases: readonly TestCase[]): string {
	return `tests="${cases.length}" failures="${count(cases, "failure")}" errors="${count(cases, "error")}"`;
}

function count(cases: readonly TestCase[], kind: TestCase["kind"]): number {
	return cases.filter((testCase) => testCase.kind === kind).length;
}

function caseOf(finding: Finding): TestCase {
	const { path, line, column, ruleId, redacted, confidence, reason, status, commit } = finding;
	const at = commit === undefined ? "" : ` in ${commit.slice(0, 12)}`;
	const head = `\t\t<testcase classname="${markup(path)}" name="${markup(`${ruleId} at ${line}:${column}${at}`)}">`;
	const message = `Mailgun key ${redacted} (${confidence} confidence: ${reason})`;
	if (status === "blocking") {
		const text = [
			visible(`${path}:${line}:${column}`),
			historySentence(finding),
			"If others could read it:",
			...stepsAsText().split("\n"),
		]
			.filter((part) => part !== "")
			.map(markup)
			.join("\n");
		return {
			kind: "failure",
			xml: `${head}\n\t\t\t<failure type="${markup(ruleId)}" message="${markup(message)}">${text}</failure>\n\t\t</testcase>`,
		};
	}
	if (status === "below-threshold") {
		const text = markup(`${message}: reported, not blocking`);
		return { kind: "passed", xml: `${head}\n\t\t\t<system-out>${text}</system-out>\n\t\t</testcase>` };
	}
	return {
		kind: "skipped",
		xml: `${head}\n\t\t\t<skipped type="${status}" message="${markup(reason)}"/>\n\t\t</testcase>`,
	};
}

function caseOfError({ path, message }: CheckError): TestCase {
	return {
		kind: "error",
		xml: `\t\t<testcase classname="${markup(path === "" ? "mg-hook" : path)}" name="not checked">\n\t\t\t<error type="not-checked" message="${markup(message)}"/>\n\t\t</testcase>`,
	};
}
