import { code } from "../guidance/marked.js";
import type { Whereabouts } from "./whereElse.js";

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
 * The window for the audit. It begins on the safe side: with the oldest commit that holds the key, as
 * nobody can have had it from here before.
 */
export function keyWindow({ pushed, introducing, workTree, index, loose }: Whereabouts, now: Date): ExposureWindow {
	const to = now.toISOString();
	if (pushed.state === "pushed") {
		const seen =
			pushed.seen === undefined
				? ""
				: ` This clone saw it on ${code(pushed.seen.ref)} on ${pushed.seen.date} at the latest.`;
		return {
			state: "pushed",
			from: pushed.first.committerDate,
			to,
			basis: `It begins when the oldest pushed commit with the key was made: it cannot have been pushed before.${seen}`,
		};
	}
	const first = introducing[0];
	if (first !== undefined) {
		return {
			state: "committed",
			from: first.committerDate,
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
		basis: "It was not found in this repository; the window begins where you first used or lost it.",
	};
}
