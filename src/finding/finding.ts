import type { Verification } from "./verification.js";

/** How bad a leak of this kind is. */
export type Severity = "high" | "medium" | "low";

/** How sure mg-hook is that a candidate is a key of its rule's kind; see `docs/confidence.md`. */
export type Confidence = "high" | "medium" | "low";

/** What kind of place a key stands in. */
export type KeyContext = "environment-variable" | "config" | "code" | "connection-string" | "basic-auth" | "unknown";

/** What policy decided about a finding. */
export const STATUSES = ["blocking", "allowed", "baselined", "below-threshold"] as const;

export type Status = (typeof STATUSES)[number];

/** One key in one place. Never holds the key itself: it is redacted where it is found. */
export interface Finding extends HistoryPlace {
	ruleId: string;
	severity: Severity;
	confidence: Confidence;
	/** Relative to the repository's root, with `/`; bytes that are not UTF-8 stand as `\xNN`. */
	path: string;
	/** 1-based, in the new version of the file. */
	line: number;
	/** 1-based, in UTF-16 code units, as editors and SARIF count. */
	column: number;
	/** One past the last code unit of the key. */
	endColumn: number;
	/** The key with its middle left out. */
	redacted: string;
	context: KeyContext;
	/** The name the key is given to, where there is one. */
	variable?: string;
	/** Slow keyed hash over rule and key: the same wherever the line moves. */
	fingerprint: string;
	status: Status;
	/** What a person said of it in the baseline, where that is why it does not block. */
	review?: "unreviewed" | "real" | "false-positive" | "revoked";
	/** Why the status and the confidence are what they are. */
	reason: string;
	/** Whether the key stands in what was pushed before; absent where nobody looked, or there is no remote. */
	pushed?: PushedBefore;
	/** What Mailgun said about the key; absent where it was not asked. */
	verification?: Verification;
	/** The line, every key on it redacted, clipped around this finding. */
	excerpt: Excerpt;
}

/**
 * - `pushed`: a commit that a remote-tracking branch holds has the key; this is one of them.
 * - `not-pushed`: none has, as far as this clone knows.
 * - `not-all-read`: none of those that were read in the time that a hook may take.
 */
export type PushedBefore =
	| { state: "pushed" /** Whole object id. */; commit: string /** ISO 8601. */; date: string }
	| { state: "not-pushed" }
	| { state: "not-all-read" };

/**
 * Where in a history a finding stands; absent where the source knows no history. Commits are whole
 * object ids; dates are ISO 8601 with their offset (git's `%aI`). `author` is `Name <address>` as
 * the commit gives it, and as hostile as any other text of the repository.
 */
export interface HistoryPlace {
	/** The commit that added the line, where the source knows it. */
	commit?: string;
	/** Who wrote that commit. */
	author?: string;
	/** When that commit was written. */
	date?: string;
	/** Whether the key still stands somewhere in HEAD. */
	inHead?: boolean;
	/** The oldest and the newest commit that the key was seen in, with their dates. */
	firstCommit?: string;
	lastCommit?: string;
	firstDate?: string;
	lastDate?: string;
	/** How often it was seen; this finding stands for all of them. */
	occurrences?: number;
}

/** A line fit to be shown: no key in it, and where to underline. Offsets in UTF-16 code units. */
export interface Excerpt {
	text: string;
	start: number;
	end: number;
}

/** The parts of a finding that detection knows; policy adds the rest. */
export type DetectedFinding = Omit<Finding, "status" | "review" | "reason">;
