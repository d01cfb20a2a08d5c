import type { Finding } from "../finding/finding.js";
import { visible } from "../output/visible.js";

/**
 * One sentence on where in the history a finding stands, safe to print; empty where none is known.
 * `Added in 1a2b3c4d5e6f by Ann <ann@example.com> on 2024-05-01, seen in 3 commits, still in HEAD.`
 */
export function historySentence({ commit, author, date, occurrences, inHead }: Finding): string {
	if (commit === undefined) return "";
	const by = author === undefined ? "" : ` by ${visible(author)}`;
	const on = date === undefined ? "" : ` on ${day(date)}`;
	const seen = occurrences === undefined || occurrences < 2 ? "" : `, seen ${occurrences} times`;
	const now = inHead === undefined ? "" : inHead ? ", still in HEAD" : ", no longer in HEAD";
	return `Added in ${shortCommit(commit)}${by}${on}${seen}${now}.`;
}

export function shortCommit(commit: string): string {
	return visible(commit.slice(0, 12));
}

/** The day of a date as git writes it. */
export function day(date: string): string {
	return visible(date.slice(0, 10));
}
