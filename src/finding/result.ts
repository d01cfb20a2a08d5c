import type { EngineName } from "../environment.js";
import type { Finding, Status } from "./finding.js";

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
	/** What did the matching; undefined where several did. */
	engine?: EngineName | undefined;
	files: number;
	/** Added lines read. */
	lines: number;
	findings: readonly Finding[];
	/** How many more there were of a status than are kept in `findings`. */
	beyond?: Readonly<Partial<Record<Status, number>>>;
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
	/** How many of the findings are counted and not listed; only where there are such. */
	notListed?: number;
}

export function summarize({ files, lines, findings, beyond = {}, errors }: CheckResult): Summary {
	const count = (status: Status) =>
		findings.filter((finding) => finding.status === status).length + (beyond[status] ?? 0);
	const notListed = Object.values(beyond).reduce((sum, more) => sum + more, 0);
	return {
		files,
		lines,
		findings: findings.length + notListed,
		blocking: count("blocking"),
		allowed: count("allowed"),
		baselined: count("baselined"),
		errors: errors.length,
		...(notListed === 0 ? {} : { notListed }),
	};
}
