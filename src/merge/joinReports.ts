import { ENGINES, type EngineName } from "../environment.js";
import { CannotCheck } from "../failure.js";
import { type Finding, STATUSES } from "../finding/finding.js";
import { Occurrences } from "../finding/occurrences.js";
import type { CheckResult, Scope } from "../finding/result.js";

/** One JSON report of mg-hook, as far as joining needs it. */
export interface JsonReport {
	schemaVersion: number;
	tool?: { engine?: EngineName };
	scope: Scope;
	summary: { files: number; lines: number };
	findings: Omit<Finding, "excerpt">[];
	errors: { path: string; message: string }[];
}

/** A report's text, and what to call it where it is none. */
export interface NamedReport {
	name: string;
	text: string;
}

/**
 * Joins JSON reports of parts of one check into the result of the whole: the same key at the same
 * path is one finding. What was read adds up.
 *
 * @throws CannotCheck where one is no JSON report of `mg-hook check`, or they do not belong together
 */
export function joinReports(named: readonly NamedReport[]): CheckResult {
	const reports = named.map(parsed);
	const scopes = new Set(reports.map(({ scope }) => scope));
	const [scope] = scopes;
	if (scope === undefined || scopes.size > 1) {
		throw new CannotCheck(
			"input",
			`These reports do not belong together: they are of ${[...scopes].join(" and ")}.`,
			"Merge the parts of one check: those of --shard 1/n to n/n.",
		);
	}
	const engine = ENGINES.find((name) => reports.every(({ tool }) => tool?.engine === name));
	return {
		scope,
		engine,
		files: reports.reduce((sum, { summary }) => sum + summary.files, 0),
		lines: reports.reduce((sum, { summary }) => sum + summary.lines, 0),
		findings: joined(reports.flatMap(({ findings }) => findings)),
		errors: reports.flatMap(({ errors }) => errors),
	};
}

function joined(findings: readonly JsonReport["findings"][number][]): Finding[] {
	const ofCommits = new Occurrences();
	const others = new Map<string, Finding>();
	for (const finding of findings) {
		const shown = { ...finding, excerpt: { text: finding.redacted, start: 0, end: finding.redacted.length } };
		if (finding.commit === undefined) {
			const name = [finding.fingerprint, finding.path, finding.line, finding.column].join("\0");
			if (!others.has(name)) others.set(name, shown);
		} else ofCommits.add(shown);
	}
	return [...others.values(), ...ofCommits.findings()];
}

function parsed({ name, text }: NamedReport): JsonReport {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw noReport(name, error);
	}
	if (typeof value !== "object" || value === null) throw noReport(name);
	if ("runs" in value) {
		throw new CannotCheck(
			"input",
			`${name} is a SARIF report, which does not say how much was read: only JSON reports can be merged.`,
			"Have each part write JSON (mg-hook check --shard i/n --format json --output i.json), then: mg-hook merge 1.json 2.json --format sarif",
		);
	}
	if (!isSound(value)) throw noReport(name);
	return value;
}

function isSound(report: Partial<JsonReport>): report is JsonReport {
	return (
		report.schemaVersion === 1 &&
		typeof report.scope === "string" &&
		typeof report.summary?.files === "number" &&
		typeof report.summary.lines === "number" &&
		Array.isArray(report.errors) &&
		Array.isArray(report.findings) &&
		report.findings.every(
			({ fingerprint, path, redacted, line, status }) =>
				typeof fingerprint === "string" &&
				fingerprint !== "" &&
				typeof path === "string" &&
				typeof redacted === "string" &&
				typeof line === "number" &&
				STATUSES.includes(status),
		)
	);
}

function noReport(name: string, cause?: unknown): CannotCheck {
	return new CannotCheck(
		"input",
		`${name} is not a report that can be merged.`,
		"Merge what mg-hook check --format json wrote.",
	).because(cause);
}
