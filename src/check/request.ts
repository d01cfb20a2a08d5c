import type { Scope } from "../finding/result.js";
import type { HistoryOptions } from "../source/commitSelection.js";

/** What to check. */
export type CheckRequest =
	| { kind: "staged" }
	| { kind: "range"; range: string; messages: boolean }
	| { kind: "history"; history: HistoryOptions; messages: boolean }
	/** What git tells a pre-push hook comes on standard input. */
	| { kind: "push"; remote: string | undefined }
	/** A commit message, in the file that git gives a commit-msg hook. */
	| { kind: "message"; file: string }
	/** @param ignored whether what `.gitignore` leaves out is read, too */
	| { kind: "paths"; paths: readonly string[]; ignored: boolean }
	/** @param name the path that findings in it have */
	| { kind: "stdin"; name: string }
	/** Every tracked file as HEAD has it. */
	| { kind: "all" };

/** A request for what commits added. */
export type CommitRequest = Extract<CheckRequest, { kind: "range" | "history" | "push" }>;

/** What reports call it. */
export function scopeOf({ kind }: CheckRequest): Scope {
	return kind === "message" ? "messages" : kind;
}

/** Whether it is for what commits added: a finding then has a commit, and one key may be found many times. */
export function isOfCommits(request: CheckRequest): request is CommitRequest {
	return request.kind === "range" || request.kind === "history" || request.kind === "push";
}
