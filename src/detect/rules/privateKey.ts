import { placeholderReason } from "../../key/placeholder.js";
import { CLASSIC_KEY, CLASSIC_PREFIX } from "../../key/shapes.js";
import { compoundHead, leftEdge, rightEdge } from "../context/boundaries.js";
import { harmlessUse, saysStore } from "../context/harmlessUse.js";
import { fitsMailgunKey, isKeyOfSomething, namesSecret, namesSomethingElse } from "../context/nameWords.js";
import type { Naming } from "../context/naming.js";
import { isClose } from "../context/surroundings.js";
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
	if (right === "joined") return rejected("part of a longer name");

	const { mailgun, naming } = surroundings;
	if (left === "joined") {
		if (!isClose(mailgun) || !fitsMailgunKey(compoundHead(before))) return rejected("part of a longer name");
		return finding("medium", `Mailgun ${proximityWords[mailgun]}`);
	}
	if (naming?.tie === "assigned" && namesSomethingElse(qualifiedName(naming))) {
		return finding("low", "named as something else");
	}
	if (isClose(mailgun)) return finding("high", `Mailgun ${proximityWords[mailgun]}`);
	const use = harmlessUse(candidate);
	if (use !== undefined) return finding("low", `${use}, and no Mailgun close to it`);
	const doubt = namesSecretValue(naming) ? undefined : doubtOf(candidate);
	if (doubt !== undefined) return finding("low", doubt);
	if (mailgun === "near") return finding("high", `Mailgun ${proximityWords.near}`);
	return finding("medium", "the shape of a Mailgun key alone");
}

function qualifiedName(naming: Naming | undefined): string {
	return `${naming?.qualifier ?? ""} ${naming?.name ?? ""}`;
}

/** Whether the value is assigned to the name of a secret, and not just to `key`. */
function namesSecretValue(naming: Naming | undefined): boolean {
	return naming?.tie === "assigned" && namesSecret(naming.name) && !/^keys?$/iu.test(naming.name);
}

/** What the words around a candidate say against it, if anything. */
function doubtOf(candidate: Candidate): string | undefined {
	const { naming } = candidate.surroundings;
	const isWord = naming?.tie === "prose" && naming.qualifier === undefined;
	const word = isWord ? (naming.nearest ?? naming.name) : qualifiedName(naming);
	if (namesSomethingElse(word) || isKeyOfSomething(word)) return "called something else";
	return saysStore(candidate) ? "on a line about a cache, a digest or a store" : undefined;
}

/** `key-` and 32 letters or digits. */
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
			// biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell or a template replaces
			"MAILGUN_API_KEY=${MAILGUN_API_KEY}",
			"MAILGUN_API_KEY=<your key>",
			'"etag": "key-{hex32}"',
		],
	},
};
