import { ExitCode } from "../exitCode.js";

/**
 * - `ok`: as it must be.
 * - `note`: worth knowing; keeps nothing from working.
 * - `problem`: a commit with a key would pass, or no commit would.
 * - `unknown`: it could not be told.
 */
export type CheckStatus = "ok" | "note" | "problem" | "unknown";

/** One thing that was looked at. */
export interface Check {
	/** The same in every run, for machines: `hooks-folder`, `pre-commit`, `self-test`, `node`, … */
	id: string;
	status: CheckStatus;
	/** One sentence for a person. What others wrote in it is not yet fit for a terminal. */
	message: string;
	/** The command, or what else is to be done. */
	wayOut?: string;
}

/** What all of it comes to: a problem is certain, so it outweighs what could not be told. */
export function worstOf(checks: readonly Check[]): "ok" | "problem" | "unknown" {
	if (checks.some(({ status }) => status === "problem")) return "problem";
	return checks.some(({ status }) => status === "unknown") ? "unknown" : "ok";
}

export function exitCodeOfChecks(checks: readonly Check[]): ExitCode {
	const codes = { ok: ExitCode.Clean, problem: ExitCode.Blocked, unknown: ExitCode.CannotCheck } as const;
	return codes[worstOf(checks)];
}

/** Whether something is to be done about it. */
export function isWrong({ status }: Check): boolean {
	return status === "problem" || status === "unknown";
}
