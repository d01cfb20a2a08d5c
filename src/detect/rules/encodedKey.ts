import { decodeBase64 } from "../base64.js";
import { leftEdge, rightEdge } from "../boundaries.js";
import { namesMailgun } from "../mailgunName.js";
import { placeholderReason } from "../placeholder.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-base64-key";

/**
 * The three ways `key-` comes out of base64, by where it starts in a group of three bytes; then
 * nine groups of three hexadecimal digits, which every 32 of them contain.
 */
const CLASSIC = "a2V5L[Q-Za-f]|[GWm2]tleS[0-3]|[BFJNRVZdhlptx159]rZXkt";
const HEXADECIMAL = "([MNOYZ][DGTWjmz2][ABEFIJMNQRUVYZcdghkl][h-mw-z0-5]){9}";

const shape = lazyPattern("key-([a-zA-Z0-9]{32})|([0-9a-f]{32})-[0-9a-f]{8}-[0-9a-f]{8}", "g");
const apiUser = lazyPattern("(?:^|[^A-Za-z0-9_])api:$");

function judge({ text, surroundings }: Candidate): Judgement {
	let rejected: Judgement = { kind: "none" };
	// What stands before the run may lack a few characters of its first group: try each start.
	for (let skipped = 0; skipped < 4; skipped++) {
		const decoded = decodeBase64(text.slice(skipped));
		for (const match of decoded.matchAll(shape())) {
			const [secret, classic, current] = match;
			const before = decoded.slice(0, match.index);
			const after = decoded.slice(match.index + secret.length);
			if (leftEdge(before) !== "clean" || rightEdge(after) !== "clean") continue;
			const placeholder = placeholderReason(classic ?? current ?? "");
			if (placeholder !== undefined) {
				rejected = { kind: "rejected", reason: placeholder, secret };
				continue;
			}
			if (surroundings.mailgun !== "none" || namesMailgun(decoded)) {
				return { kind: "finding", confidence: "high", reason: "decodes to a key, and Mailgun is near", secret };
			}
			if (apiUser().test(before)) {
				return { kind: "finding", confidence: "high", reason: "decodes to the user api and a key", secret };
			}
			if (classic !== undefined) {
				return { kind: "finding", confidence: "medium", reason: "decodes to the shape of a Mailgun key", secret };
			}
			rejected = {
				kind: "finding",
				confidence: "low",
				reason: "decodes to the shape alone, and no Mailgun in sight",
				secret,
			};
		}
	}
	return rejected;
}

/** A base64 value that holds a key, as the data of a Kubernetes Secret does. */
export const encodedKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun key in a base64 value",
	risk: "The private key with another spelling: whoever decodes it has the key and all that it can do.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: `(${CLASSIC})[A-Za-z0-9+/_-]{40}|${HEXADECIMAL}`,
	pattern: `[A-Za-z0-9+/_-]{0,400}(?:(?:${CLASSIC})[A-Za-z0-9+/_-]{40}|${HEXADECIMAL.replace("(", "(?:")})[A-Za-z0-9+/_-]{0,400}={0,2}`,
	judge,
	examples: {
		match: [
			"  MAILGUN_API_KEY: {base64:key-{hex32}}",
			"  MAILGUN_API_KEY: {base64:{current}}",
			"mailgun-key: {base64:key-{lower32}\n}",
			"data: {base64:A=1\nMAILGUN_API_KEY={current}\nB=2}",
			"data: {base64:MAILGUN_API_KEY=key-{lower32}\nB=2}",
			"data: {base64:x: key-{lower32}\nB=2}",
		],
		ignore: [
			"  TRACE: {base64:{current}}",
			"  MAILGUN_API_KEY: {base64:key-{hex40}}",
			"  MAILGUN_API_KEY: {base64:{hex32}}",
			"  MAILGUN_API_KEY: {base64:key-{repeat:x}}",
			"  DATA: {base64:monkey-{hex32}}",
		],
	},
};
