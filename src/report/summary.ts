import type { Finding } from "../detect/finding.js";

/** Where the checked text came from. */
export type Scope = "staged" | "range" | "history" | "paths" | "stdin" | "all" | "messages" | "push";

/** Something that could not be checked. */
export interface CheckError {
	path: string;
	message: string;
}

/** The outcome of a check, ready to be reported in any format. */
export interface CheckResult {
	scope: Scope;
	files: number;
	/** Added lines read. */
	lines: number;
	findings: readonly Finding[];
	errors: readonly CheckError[];
}

export interface Summary {
	files: number;
	lines: number;
	findings: number;
	blocking: number;
	allowed: number;
	baselined: number;
	/** What could not be checked. */
	errors: number;
}

export function summarize({ files, lines, findings, errors }: CheckResult): Summary {
	const count = (status: Finding["status"]) => findings.filter((finding) => finding.status === status).length;
	return {
		files,
		lines,
		findings: findings.length,
		blocking: count("blocking"),
		allowed: count("allowed"),
		baselined: count("baselined"),
		errors: errors.length,
	};
}
