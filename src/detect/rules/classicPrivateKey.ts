import { leftEdge, rightEdge } from "../boundaries.js";
import { placeholderReason } from "../placeholder.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { namesSomethingElse } from "../variable.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-private-key";
const PREFIX_LENGTH = "key-".length;
const ownHead = lazyPattern(String.raw`[\w.\-]+$`);

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	const left = leftEdge(before);
	const right = rightEdge(after);
	if (left === "inside" || right === "inside") return { kind: "none" };
	const placeholder = placeholderReason(text.slice(PREFIX_LENGTH));
	if (placeholder !== undefined) return { kind: "rejected", reason: placeholder, secret: text };

	const { mailgun, variable } = surroundings;
	const head = ownHead().exec(before)?.[0] ?? "";
	if (left === "joined" || right === "joined") {
		if (namesSomethingElse(head) || (mailgun !== "line" && mailgun !== "parent")) {
			return { kind: "rejected", reason: "part of a longer name, and no Mailgun in sight", secret: text };
		}
		return { kind: "finding", confidence: "medium", reason: `Mailgun on its ${mailgun}`, secret: text };
	}
	if (variable !== undefined && namesSomethingElse(variable) && mailgun !== "line") {
		return {
			kind: "finding",
			confidence: "low",
			reason: "named as something else, and no Mailgun on its line",
			secret: text,
		};
	}
	if (mailgun === "none") {
		return { kind: "finding", confidence: "medium", reason: "the shape of a Mailgun key alone", secret: text };
	}
	return { kind: "finding", confidence: "high", reason: `Mailgun ${proximityWords[mailgun]}`, secret: text };
}

export const proximityWords = {
	line: "on the same line",
	parent: "names the section it is in",
	file: "in the file's path",
	near: "on a line near it",
} as const;

/** `key-` and 32 letters or digits: the shape that the founding document gives. */
export const classicPrivateKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun private API key",
	risk: "Sends mail from your domains, reads logs and events, and changes routes, domains and settings.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: "key-[a-zA-Z0-9]{32}",
	pattern: "key-[a-zA-Z0-9]{32}",
	judge,
	examples: {
		match: [
			"MAILGUN_API_KEY=key-{hex32}",
			"MG_KEY='key-{alnum32}'",
			'{"mailgun": {"apiKey": "key-{hex32}"}}',
			"mailgun_api_key: key-{lower32}",
			"mg = Mailgun('key-{lower32}')",
			"https://api:key-{hex32}@api.mailgun.net/v3/example.org/messages",
			"https%3A%2F%2Fapi%3Akey-{hex32}%40api.mailgun.net",
			'"env": "A=1\\nkey-{hex32}\\n"',
			"curl -s --user 'api:key-{hex32}' https://api.mailgun.net/v3/domains",
			"a secret: key-{lower32}.",
			"\\u0022key-{lower32}\\u0022",
			"key=3Dkey-{lower32}",
			"\u001b[32mkey-{lower32}\u001b[0m",
			"密钥key-{lower32}。",
		],
		ignore: [
			"monkey-{hex32}",
			"cache-key-{hex32}",
			"cache.get('cache_key-{hex32}')",
			"key-{hex40}",
			"key-{hex32}_suffix",
			"key-{hex32}-suffix",
			"pubkey-{hex32}",
			"MAILGUN_API_KEY=key-{repeat:x}",
			"MAILGUN_API_KEY=key-{repeat:0123456789abcdef}",
			"MAILGUN_API_KEY=key-yourmailgunapikeygoeshere1234567",
			"MAILGUN_API_KEY=${MAILGUN_API_KEY}",
			"MAILGUN_API_KEY=<your key>",
			'"etag": "key-{hex32}"',
		],
	},
};
