import type { Confidence, Severity } from "../finding/finding.js";

/** What a rule's findings do: stop the commit, be reported only, or not be looked for. */
export type RuleAction = "block" | "report" | "off";

/** A pattern of the project's own. */
export interface ExtraPattern {
	id: string;
	/** RE2 syntax; the whole match is reported as the secret. */
	pattern: string;
	severity?: Severity;
	name?: string;
}

/** A configuration file's content; `mg-hook.schema.json` is its published form. */
export interface Configuration {
	/** Paths not to check, in gitignore syntax, relative to the root. */
	ignore: readonly string[];
	/** Least confidence that blocks. */
	minConfidence: Confidence;
	/** By rule id. */
	rules: Readonly<Record<string, RuleAction>>;
	patterns: readonly ExtraPattern[];
	/** Whether an allow comment needs a reason to count. */
	requireReason: boolean;
}

export const DEFAULT_CONFIGURATION: Configuration = {
	ignore: [],
	minConfidence: "medium",
	rules: {},
	patterns: [],
	requireReason: false,
};
