import { placeholderReason } from "../../key/placeholder.js";
import { CLASSIC_KEY, CLASSIC_PREFIX } from "../../key/shapes.js";
import { leftEdge, rightEdge } from "../context/boundaries.js";
import { harmlessUse, saysStore } from "../context/harmlessUse.js";
import { fitsMailgunKey, isKeyOfSomething, namesSecret, namesSomethingElse } from "../context/nameWords.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";
import { judgements } from "./judgement.js";
import { proximityWords } from "./proximityWords.js";

const id = "mailgun-private-key";

function judge(candidate: Candidate): Judgement {
	const { text, before, after, surroundings } = candidate;
	const left = leftEdge(before);
	const right = rightEdge(after);
	if (left === "inside" || right === "inside") return { kind: "none" };
	const { finding, rejected } = judgements(text);
	const placeholder = placeholderReason(text.slice(CLASSIC_PREFIX.length));
	if (placeholder !== undefined) return rejected(placeholder);

	const { mailgun, naming } = surroundings;
	const close = mailgun === "line" || mailgun === "parent" || mailgun === "file";
	if (right === "joined") return rejected("part of a longer name");
	if (left === "joined") {
		const head = /[\w.-]+$/u.exec(before)?.[0] ?? "";
		if (!close || !fitsMailgunKey(head)) return rejected("part of a longer name");
		return finding("medium", `Mailgun ${proximityWords[mailgun]}`);
	}
	const qualified = `${naming?.qualifier ?? ""} ${naming?.name ?? ""}`;
	if (naming?.tie === "assigned" && namesSomethingElse(qualified)) return finding("low", "named as something else");
	if (close) return finding("high", `Mailgun ${proximityWords[mailgun]}`);
	const use = harmlessUse(candidate);
	if (use !== undefined) return finding("low", `${use}, and no Mailgun close to it`);
	const secretName = naming?.tie === "assigned" && namesSecret(naming.name) && !/^keys?$/iu.test(naming.name);
	if (!secretName) {
		const word =
			naming?.tie === "prose" && naming.qualifier === undefined ? (naming.nearest ?? naming.name) : qualified;
		if (namesSomethingElse(word) || isKeyOfSomething(word)) return finding("low", "called something else");
		if (saysStore(candidate)) return finding("low", "on a line about a cache, a digest or a store");
	}
	if (mailgun === "near") return finding("high", `Mailgun ${proximityWords.near}`);
	return finding("medium", "the shape of a Mailgun key alone");
}

/** `key-` and 32 letters or digits: the shape that the founding document gives. */
export const classicPrivateKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun private API key",
	risk: "Sends mail from your domains, reads logs and events, and changes routes, domains and settings.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: CLASSIC_KEY,
	pattern: CLASSIC_KEY,
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
			"curl -s --us{cut}er 'api:key-{hex32}' https://api.mailgun.net/v3/domains",
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
			"MAILGUN_API_KEY=key-{cut}yourmailgunapikeygoeshere1234567",
			"MAILGUN_API_KEY=${MAILGUN_API_KEY}",
			"MAILGUN_API_KEY=<your key>",
			'"etag": "key-{hex32}"',
		],
	},
};
