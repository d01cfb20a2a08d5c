import type { Rule } from "./rule.js";

/** Finds in a text the places that are worth a look: where a rule's trigger starts. */
export interface Triggers {
	/** @param bytes UTF-8 without a fault, which stays as it is while it is searched */
	over(bytes: Buffer): TriggerSearch;
}

export interface TriggerSearch {
	/** Where the first trigger from `start` on starts that ends behind `from`, or -1; `start` only ever grows. */
	next(start: number, from: number): number;
}

/**
 * All triggers as one expression. What is found is looked at line by line, so `^` and `$` mean a
 * line's ends in a configured pattern here, too.
 */
export function triggerPattern(rules: readonly Rule[]): string {
	return rules.map(({ trigger }) => `(?m:${withoutCaptures(trigger)})`).join("|");
}

/** What is quoted, an escape, a class, or the beginning of a group that captures. */
const TOKEN =
	/\\Q[\s\S]*?(?:\\E|$)|\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|\((?:\?P?<(?![=!])[^>]*>|(?!\?))/gu;

/** The groups are not asked for, cost time, and two patterns may call theirs by the same name. */
function withoutCaptures(pattern: string): string {
	return pattern.replaceAll(TOKEN, (token) => (token.startsWith("(") ? "(?:" : token));
}
