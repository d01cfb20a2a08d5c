import { placeholderReason } from "../../key/placeholder.js";
import { PUBLIC_KEY, PUBLIC_PREFIX } from "../../key/shapes.js";
import { leftEdge, rightEdge } from "../context/boundaries.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-public-key";

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	if (leftEdge(before) !== "clean" || rightEdge(after) !== "clean") return { kind: "none" };
	const placeholder = placeholderReason(text.slice(PUBLIC_PREFIX.length));
	if (placeholder !== undefined) return { kind: "rejected", reason: placeholder, secret: text };
	const confidence = surroundings.mailgun === "none" ? "medium" : "high";
	return { kind: "finding", confidence, reason: "a public key, which could only validate addresses", secret: text };
}

/** `pubkey-` and 32 hexadecimal digits. */
export const publicVerificationKey: Rule = {
	id,
	severity: "low",
	name: "Mailgun public verification key",
	risk: "Could use up your address validations, but neither send nor read mail.",
	blocks: false,
	helpUri: helpUri(id),
	trigger: PUBLIC_KEY,
	pattern: PUBLIC_KEY,
	judge,
	examples: {
		match: ["MAILGUN_PUBLIC_KEY=pubkey-{hex32}", "'pubkey-{lower32}'"],
		ignore: ["pubkey-{repeat:0}", "pubkey-{hex40}", "my-pubkey-{hex32}"],
	},
};
