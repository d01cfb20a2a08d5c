import { CannotCheck } from "../failure.js";
import type { Finding } from "../finding/finding.js";
import { Occurrences } from "../finding/occurrences.js";
import type { CheckResult, Scope } from "../finding/result.js";
import { readSarif } from "./readSarif.js";

/** One JSON report of mg-hook, as far as joining needs it. */
export interface JsonReport {
	schemaVersion: number;
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
 * Joins JSON or SARIF reports of parts of one check into the result of the whole: the same key at
 * the same path is one finding. What was read adds up.
 *
 * @returns also the format of them all
 * @throws CannotCheck where one is no report of `mg-hook check`, or they do not belong together
 */
export function joinReports(named: readonly NamedReport[]): { result: CheckResult; format: "json" | "sarif" } {
	const parts = named.map(parsed);
	const formats = new Set(parts.map(({ format }) => format));
	const scopes = new Set(parts.map(({ report }) => report.scope));
	const [format] = formats;
	const [scope] = scopes;
	if (scope === undefined || format === undefined || scopes.size > 1 || formats.size > 1) {
		throw new CannotCheck(
			`These reports do not belong together: they are ${[...formats].join(" and ")}, of ${[...scopes].join(" and ")}.`,
			"Merge the parts of one check in one format: those of --shard 1/n to n/n.",
		);
	}
	const reports = parts.map(({ report }) => report);
	const ofCommits = new Occurrences();
	const others = new Map<string, Finding>();
	for (const finding of reports.flatMap(({ findings }) => findings)) {
		const shown = { ...finding, excerpt: { text: finding.redacted, start: 0, end: finding.redacted.length } };
		if (finding.commit === undefined) {
			const name = [finding.fingerprint, finding.path, finding.line, finding.column].join("\0");
			if (!others.has(name)) others.set(name, shown);
		} else ofCommits.add(shown);
	}
	const result = {
		scope,
		files: reports.reduce((sum, { summary }) => sum + summary.files, 0),
		lines: reports.reduce((sum, { summary }) => sum + summary.lines, 0),
		findings: [...others.values(), ...ofCommits.findings()],
		errors: reports.flatMap(({ errors }) => errors),
	};
	return { result, format };
}

function parsed({ name, text }: NamedReport): { report: JsonReport; format: "json" | "sarif" } {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw noReport(name, error);
	}
	if (typeof value !== "object" || value === null) throw noReport(name);
	const format = "runs" in value ? "sarif" : "json";
	const report = format === "sarif" ? readSarif(value) : (value as Partial<JsonReport>);
	if (report === undefined || !isSound(report)) throw noReport(name);
	return { report, format };
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
			({ fingerprint, path, redacted, line }) =>
				typeof fingerprint === "string" &&
				fingerprint !== "" &&
				typeof path === "string" &&
				typeof redacted === "string" &&
				typeof line === "number",
		)
	);
}

function noReport(name: string, cause?: unknown): CannotCheck {
	return new CannotCheck(
		`${name} is no report that can be merged.`,
		"Merge what mg-hook check --format json wrote, or what --format sarif wrote.",
		cause,
	);
}
