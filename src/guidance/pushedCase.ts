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
				"Do this now. Others may have read the key where it is: take it out, then go through the steps below.",
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
		const [verb, they, them] = leaked.length === 1 ? ["is", "it has", "it"] : ["are", "they have", "them"];
		const place =
			pushed?.state === "pushed" && pushed.commit !== ""
				? ` (commit ${pushed.commit.slice(0, 12)}, ${pushed.date.slice(0, 10)})`
				: "";
		return {
			nowHeading: `Do this now. ${which} ${verb} already in pushed history${place}: ${they} leaked, and unstaging ${them} is not enough.`,
			leakedHeading: "It has leaked, so do all of these:",
			first: [
				{ text: "revoke the key in Mailgun", pointer: KEYS_PAGE },
				{ text: "see where else it is, and what to do", pointer: `npx mg-hook respond ${fingerprint}` },
			],
		};
	}
	const [subject, so] = keys.size === 1 ? ["The key is", "it has"] : ["The keys are", "they have"];
	return {
		nowHeading: `Do this now. ${subject} only staged, ${whyNot([...keys.values()])} ${so} not leaked:`,
		leakedHeading: "If it was ever pushed, or others could read it, it has leaked:",
		first: [],
	};
}

/** Why keys that are only staged have not leaked, as far as the search for pushed commits can say. */
function whyNot(states: readonly Finding["pushed"][]): string {
	if (states.every((pushed) => pushed?.state === "not-pushed")) {
		return "and in no pushed commit that this clone knows of, so";
	}
	if (states.some((pushed) => pushed?.state === "not-all-read")) {
		return "and in none of the newest pushed commits (mg-hook respond reads the rest), so as far as they tell";
	}
	return "never committed or shared, so";
}
