import { leftEdge, rightEdge } from "../boundaries.js";
import { placeholderReason } from "../placeholder.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { namesAnotherVendor, namesSomethingElse } from "../variable.js";
import { proximityWords } from "./classicPrivateKey.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-sending-key";
const FIRST_PART = 32;
const OLD_PREFIX = "key-";

/** `api` as the user of HTTP Basic: Mailgun's own way in. */
const apiUser = lazyPattern(String.raw`(?i)(?:^|[^A-Za-z0-9_])api["']?\s*(?:[:,]|%3A)\s*["']?(?:key-)?$`);
const secretName = lazyPattern("(?i)key|secret|token|passw|pwd|credential|auth");

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	const prefixed = before.endsWith(OLD_PREFIX);
	const left = leftEdge(prefixed ? before.slice(0, -OLD_PREFIX.length) : before);
	const right = rightEdge(after);
	if (left === "inside" || right === "inside") return { kind: "none" };
	const placeholder = placeholderReason(text.slice(0, FIRST_PART)) ?? placeholderReason(text.replaceAll("-", ""));
	if (placeholder !== undefined) return { kind: "rejected", reason: placeholder, secret: text };

	const { mailgun, variable } = surroundings;
	const close = mailgun === "line" || mailgun === "parent";
	if ((left === "joined" || right === "joined") && !close) {
		return { kind: "rejected", reason: "part of a longer name, and no Mailgun in sight", secret: text };
	}
	if (variable !== undefined && namesSomethingElse(variable) && !secretName().test(variable)) {
		return { kind: "finding", confidence: "low", reason: "named as something else", secret: text };
	}
	if (mailgun === "line" || mailgun === "parent" || mailgun === "file") {
		return { kind: "finding", confidence: "high", reason: `Mailgun ${proximityWords[mailgun]}`, secret: text };
	}
	if (apiUser().test(before)) {
		return { kind: "finding", confidence: "high", reason: "the password of the user api", secret: text };
	}
	if (mailgun === "near" && !(variable !== undefined && namesAnotherVendor(variable))) {
		return { kind: "finding", confidence: "medium", reason: `Mailgun ${proximityWords.near}`, secret: text };
	}
	if (prefixed) {
		return { kind: "finding", confidence: "medium", reason: "the prefix and shape of a Mailgun key", secret: text };
	}
	return { kind: "finding", confidence: "low", reason: "the shape alone, and no Mailgun in sight", secret: text };
}

/** 32, 8 and 8 hexadecimal digits: private and domain sending keys of today. */
export const currentPrivateKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun private or domain sending key",
	risk: "Sends mail from your domains and, unless it is a sending key, reads logs and changes routes, domains and settings.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
	pattern: "[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
	judge,
	examples: {
		match: [
			"MAILGUN_API_KEY={current}",
			"export MG_API_KEY='{current}'",
			'{"mailgun": {"domain": "a.example", "key": "{current}"}}',
			"mailgun:\n  domain: a.example\n  secret: {current}",
			'[mailgun]\napi_key = "{current}"',
			"MAILGUN_DOMAIN=a.example\nAPI_KEY={current}",
			"https://api:{current}@api.mailgun.net/v3",
			"curl --user 'api:{current}' https://api.eu.mailgun.net/v3/domains",
			"MAILGUN_API_KEY=key-{current}",
		],
		ignore: [
			"trace: {current}",
			"id = '{current}'",
			"{current}",
			"mailgun_message_id={current}",
			"MAILGUN_API_KEY={current}-{hex8}",
			"MAILGUN_API_KEY=a{current}",
			"MAILGUN_API_KEY={repeat:0}-00000000-00000000",
		],
	},
};
