import { placeholderReason } from "../../key/placeholder.js";
import { BARE_KEY, CLASSIC_PREFIX, CURRENT_TAIL, RANDOM_LENGTH } from "../../key/shapes.js";
import { leftEdge, rightEdge } from "../context/boundaries.js";
import { namesAnotherVendor, namesSomethingElse, wordsOf } from "../context/nameWords.js";
import { isClose, type Surroundings } from "../context/surroundings.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";
import { judgements } from "./judgement.js";
import { proximityWords } from "./proximityWords.js";

const id = "mailgun-webhook-signing-key";

/** In prose the name is several words. */
const phrase = lazyPattern(
	String.raw`(?i)(?:web[ _-]?hooks?(?:[ _-]?sign(?:ing)?)?|sign(?:ing)?)[ _-](?:key|secret|token)\W{0,12}(?:(?:for|of|from|in)\W{1,3}\w{1,20}\W{1,4})?(?:is\W{1,4})?$`,
);
/** The key is what the call's HMAC is made with. */
const hmac = lazyPattern("(?i)hmac[^;]{0,120}$");

/** What a name, or several, say of a value. */
interface Role {
	/** That it signs. */
	signing: boolean;
	/** That it belongs to a webhook. */
	webhook: boolean;
	key: boolean;
	/** That it is a key, a secret or a token. */
	secret: boolean;
}

function roleOf(text: string): Role {
	const joined = wordsOf(text).join("");
	return {
		signing: /sign(?!al|up|in(?!g)|out)/u.test(joined),
		webhook: joined.includes("webhook"),
		key: joined.includes("key"),
		secret: /key|secret|token/u.test(joined),
	};
}

/** A name, and what it says together with its parents. */
interface Named {
	name: string;
	role: Role;
}

/** What a candidate is called, where that may be a webhook signing key. */
function signingKeyName(before: string, surroundings: Surroundings): Named | undefined {
	const inPhrase = phrase().exec(surroundings.before)?.[0];
	const name = inPhrase ?? surroundings.naming?.name ?? "";
	const role = roleOf(name);
	if (!role.signing && !role.webhook && role.secret && !/token/iu.test(name)) {
		// `webhook:` over `secret: …`: the parents say what it is for.
		const parents = roleOf(surroundings.ancestors.join(" "));
		role.signing = parents.signing;
		role.webhook = parents.webhook;
	}
	if (inPhrase !== undefined) return isSigningKey(role) ? { name, role } : undefined;
	const forHmac = !role.signing && !role.webhook && hmac().test(before);
	if (forHmac) return { name, role };
	return isSigningKey(role) && !namesSomethingElse(name) ? { name, role } : undefined;
}

function isSigningKey({ signing, webhook, secret }: Role): boolean {
	return (signing || webhook) && secret;
}

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	if (before.endsWith(CLASSIC_PREFIX)) return { kind: "none" };
	if (leftEdge(before) !== "clean" || rightEdge(after) !== "clean") return { kind: "none" };
	const named = signingKeyName(before, surroundings);
	if (named === undefined) return { kind: "none" };

	const { finding, rejected } = judgements(text);
	const placeholder = placeholderReason(text.slice(0, RANDOM_LENGTH));
	if (placeholder !== undefined) return rejected(placeholder);
	const { name, role } = named;
	const { mailgun, ancestors } = surroundings;
	if (namesAnotherVendor(`${name} ${ancestors[0] ?? ""}`) && !/mailgun/iu.test(name)) {
		return finding("low", "named as another service's key");
	}
	if (isClose(mailgun)) return finding("high", `Mailgun ${proximityWords[mailgun]}`);
	if (mailgun === "near") return finding("medium", `Mailgun ${proximityWords.near}`);
	if (namesAnotherVendor(`${before.slice(-100)} ${after.slice(0, 100)}`)) {
		return finding("low", "another service on the same line");
	}
	if (role.signing && role.webhook && role.key) return finding("medium", "named as a webhook signing key");
	return finding("low", "named as a signing key, and no Mailgun in sight");
}

/** 32 hexadecimal digits, or the three-part shape, given to the name of a webhook signing key. */
export const webhookSigningKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun HTTP webhook signing key",
	risk: "Forges webhook calls that your systems take for Mailgun's: deliveries, bounces, incoming mail.",
	blocks: true,
	helpUri: helpUri(id),
	// Its name on the line, or a value or a secret of 32 digits whose name stands above.
	trigger: `([Ww][Ee][Bb][_ -]?[Hh][Oo][Oo][Kk][Ss]?|[Ss][Ii][Gg][Nn]([Ii][Nn][Gg]|[Aa][Tt][Uu][Rr][Ee])?)[_. -]?([Ss][Ii][Gg][Nn]([Ii][Nn][Gg])?[_. -]?)?([Kk][Ee][Yy]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Tt][Oo][Kk][Ee][Nn])|[Hh][Mm][Aa][Cc]|([Vv]alue|[Dd]efault|[Kk][Ee][Yy]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Ss]igning)[^A-Za-z0-9\\n][^A-Za-z0-9\\n]?[^A-Za-z0-9\\n]?[^A-Za-z0-9\\n]?[^A-Za-z0-9\\n]?[^A-Za-z0-9\\n]?${BARE_KEY}`,
	pattern: `${BARE_KEY}(?:${CURRENT_TAIL})?`,
	judge,
	examples: {
		match: [
			"MAILGUN_WEBHOOK_SIGNING_KEY={hex32}",
			"MAILGUN_SIGNING_KEY='{hex32}'",
			"mailgunWebhookKey: '{current}'",
			"mailgun:\n  webhook_signing_key: {hex32}",
			"WEBHOOK_SIGNING_KEY={hex32}",
			"Mailgun HTTP webhook signing key: {hex32}",
			"the webhook signing key for Mailgun is {hex32}",
		],
		ignore: [
			"SIGNING_KEY={hex32}",
			"webhook: {hex32}",
			"signature = '{hex32}'",
			"MAILGUN_WEBHOOK_SIGNING_KEY={repeat:0}",
			"MAILGUN_WEBHOOK_SIGNING_KEY={hex40}",
			"github_webhook_secret: {hex32}",
		],
	},
};
