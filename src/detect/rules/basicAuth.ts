import { decodeBase64 } from "../../key/base64.js";
import { placeholderReason } from "../../key/placeholder.js";
import { BASIC_AUTH, BASIC_START, BASIC_USER, GROUPED_API_KEY } from "../../key/shapes.js";
import { rightEdge } from "../context/boundaries.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-basic-auth";
const credentials = lazyPattern(`^${BASIC_USER}(${GROUPED_API_KEY})`);

function judge({ text }: Candidate): Judgement {
	const decoded = decodeBase64(text);
	const match = credentials().exec(decoded);
	const secret = match?.[1];
	const random = match?.[2] ?? match?.[3];
	if (match === null || secret === undefined || random === undefined) return { kind: "none" };
	if (rightEdge(decoded.slice(match[0].length)) !== "clean") return { kind: "none" };
	const placeholder = placeholderReason(random);
	if (placeholder !== undefined) return { kind: "rejected", reason: placeholder, secret };
	return { kind: "finding", confidence: "high", reason: "decodes to the user api and a key", secret };
}

/** Base64 of `api:KEY`, as an `Authorization: Basic` header carries it. */
export const basicAuthentication: Rule = {
	id,
	severity: "high",
	name: "Mailgun key as Basic authentication",
	risk: "The private key in another encoding: anyone who decodes it can do all that the key can.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: BASIC_START,
	pattern: BASIC_AUTH,
	context: "basic-auth",
	judge,
	examples: {
		match: [
			"Authorization: Basic {base64:api:key-{hex32}}",
			"Authorization: Basic {base64:api:{current}}",
			'headers: { Authorization: "Basic {base64:api:key-{lower32}}" }',
			"auth={base64:api:key-{hex32}}&x=1",
		],
		ignore: [
			"Authorization: Basic {base64:api:key-{hex40}}",
			"Authorization: Basic {base64:api:{hex40}}",
			"Authorization: Basic {base64:api:key-{repeat:x}}",
		],
	},
};
