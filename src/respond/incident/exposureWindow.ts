import { code } from "../../output/marked.js";
import { shown } from "../../output/shownTime.js";
import { oldestDate } from "../search/pushed.js";
import type { Whereabouts } from "../search/whereabouts.js";

/** From when to when others may have had the key. */
export interface ExposureWindow {
	/**
	 * - `pushed`: a remote has it.
	 * - `committed`: it is in commits, and no remote is known to have it.
	 * - `local`: it is in files or the index alone.
	 * - `nowhere`: it was not found here at all.
	 */
	state: "pushed" | "committed" | "local" | "nowhere";
	/** ISO 8601; undefined where nothing tells. */
	from: string | undefined;
	/** Up to now: a key is exposed until it is revoked. */
	to: string;
	/** One sentence on what the beginning rests on. */
	basis: string;
}

/**
 * The window for the audit. It begins on the safe side: with the oldest date of a commit that brought
 * the key in.
 */
export function keyWindow({ pushed, introducing, workTree, index, loose }: Whereabouts, now: Date): ExposureWindow {
	const to = now.toISOString();
	if (pushed.state === "pushed") {
		const seen =
			pushed.seen === undefined
				? ""
				: ` This clone saw it on ${code(pushed.seen.ref)} on ${shown(pushed.seen.date)} at the latest.`;
		return {
			state: "pushed",
			from: pushed.oldest,
			to,
			basis: `It begins with the oldest date of a pushed commit that has the key.${seen} A commit that was pushed and has been replaced since could be older.`,
		};
	}
	if (introducing.length > 0) {
		return {
			state: "committed",
			from: oldestDate(introducing),
			to,
			basis:
				pushed.state === "no-remotes"
					? "There is no remote here, so whether it was pushed cannot be known; it begins with the oldest commit that holds the key."
					: "No remote-tracking branch of this clone holds it; it begins with the oldest commit that does, in case it got out another way.",
		};
	}
	if (workTree.length > 0 || index.length > 0 || loose > 0) {
		return { state: "local", from: undefined, to, basis: "No commit here holds it." };
	}
	return {
		state: "nowhere",
		from: undefined,
		to,
		basis: "It was not found in this repository; the window begins when you first used it, or lost it.",
	};
}
