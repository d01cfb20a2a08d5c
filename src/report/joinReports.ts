import type { Finding } from "../detect/finding.js";
import { CannotCheck } from "../failure.js";
import { Occurrences } from "../occurrences.js";
import type { CheckResult, Scope } from "./summary.js";

/** One JSON report of mg-hook, as far as joining needs it. */
interface JsonReport {
	schemaVersion: number;
	scope: Scope;
	summary: { files: number; lines: number };
	findings: Omit<Finding, "excerpt">[];
	errors: { path: string; message: string }[];
}

/**
 * Joins JSON reports of parts of one check into the report of the whole: the same key at the same
 * path is one finding. What was read adds up.
 *
 * @throws CannotCheck where one is no report of `mg-hook check --format json`
 */
export function joinReports(texts: readonly string[], names: readonly string[] = []): CheckResult {
	const reports = texts.map((text, index) => parsed(text, names[index] ?? `report ${index + 1}`));
	const scopes = new Set(reports.map(({ scope }) => scope));
	const [scope] = scopes;
	if (scope === undefined || scopes.size > 1) {
		throw new CannotCheck(
			`These reports are of different checks (${[...scopes].join(", ")}).`,
			"Merge the parts of one check: those of --shard 1/n to n/n.",
		);
	}
	const ofCommits = new Occurrences();
	const others = new Map<string, Finding>();
	for (const finding of reports.flatMap(({ findings }) => findings)) {
		const shown = { ...finding, excerpt: { text: finding.redacted, start: 0, end: finding.redacted.length } };
		if (finding.commit !== undefined) {
			ofCommits.add(shown);
			continue;
		}
		const name = [finding.fingerprint, finding.path, finding.line, finding.column].join("\0");
		if (!others.has(name)) others.set(name, shown);
	}
	return {
		scope,
		files: reports.reduce((sum, { summary }) => sum + summary.files, 0),
		lines: reports.reduce((sum, { summary }) => sum + summary.lines, 0),
		findings: [...others.values(), ...ofCommits.findings()],
		errors: reports.flatMap(({ errors }) => errors),
	};
}

function parsed(text: string, name: string): JsonReport {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw noReport(name, error);
	}
	const report = value as Partial<JsonReport> | null;
	const sound =
		typeof report === "object" &&
		report !== null &&
		report.schemaVersion === 1 &&
		typeof report.scope === "string" &&
		typeof report.summary?.files === "number" &&
		typeof report.summary.lines === "number" &&
		Array.isArray(report.errors) &&
		Array.isArray(report.findings) &&
		report.findings.every(
			(finding) =>
				typeof finding.fingerprint === "string" &&
				typeof finding.path === "string" &&
				typeof finding.redacted === "string",
		);
	if (!sound) throw noReport(name);
	return report as JsonReport;
}

function noReport(name: string, cause?: unknown): CannotCheck {
	return new CannotCheck(
		`${name} is no report that can be merged.`,
		"Merge what mg-hook check --format json wrote, or what --format sarif wrote.",
		cause,
	);
}
