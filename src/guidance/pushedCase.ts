import type { Finding } from "../finding/finding.js";
import { KEYS_PAGE } from "./mailgunAddresses.js";

/** What changes in the advice with whether the keys are out already. */
export interface PushedCase {
	nowHeading: string;
	leakedHeading: string;
	/** What comes before taking the key out. */
	first: readonly { text: string; pointer?: string }[];
}

/**
 * Which case it is: a key that is only staged has not leaked; one that stands in pushed history has,
 * and to unstage it changes nothing about that.
 *
 * @param findings the ones that block
 * @param staged whether they are still to be committed
 */
export function pushedCase(findings: readonly Finding[], staged: boolean): PushedCase {
	if (!staged) {
		return {
			nowHeading:
				"Do this now. The key stands where others may have read it: take it out, then go through the steps below.",
			leakedHeading: "A key that others could read has leaked:",
			first: [],
		};
	}
	const keys = new Map(findings.map(({ fingerprint, pushed }) => [fingerprint, pushed]));
	const leaked = [...keys].filter(([, pushed]) => pushed?.state === "pushed");
	const [found] = leaked;
	if (found !== undefined) {
		const [fingerprint, pushed] = found;
		const which =
			keys.size === 1
				? "This key"
				: leaked.length === keys.size
					? "These keys"
					: `${leaked.length} of these ${keys.size} keys`;
		const verb = leaked.length === 1 ? "stands" : "stand";
		const place =
			pushed?.state === "pushed" && pushed.commit !== ""
				? ` (commit ${pushed.commit.slice(0, 12)}, ${pushed.date.slice(0, 10)})`
				: "";
		return {
			nowHeading: `Do this now. ${which} already ${verb} in pushed history${place}: to unstage is not enough, it has leaked.`,
			leakedHeading: "It has leaked, so all of these:",
			first: [
				{ text: "revoke the key in Mailgun", pointer: KEYS_PAGE },
				{ text: "see where else it is, and what to do", pointer: `npx mg-hook respond ${fingerprint}` },
			],
		};
	}
	const states = [...keys.values()].map((pushed) => pushed?.state);
	const partly = states.includes("not-all-read");
	const searched = states.every((state) => state === "not-pushed")
		? ", and in no pushed commit that this clone knows,"
		: partly
			? ", and in none of the newest pushed commits (mg-hook respond reads the rest),"
			: ", never committed or shared,";
	return {
		nowHeading: `Do this now. Only staged${searched} the key has not leaked${partly ? " as far as they tell" : ""}:`,
		leakedHeading: "If it was ever pushed, or others could read it, it has leaked:",
		first: [],
	};
}
