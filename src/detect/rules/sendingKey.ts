import type { Confidence } from "../../finding/finding.js";
import { placeholderReason } from "../../key/placeholder.js";
import { CLASSIC_PREFIX, CURRENT_KEY, RANDOM_LENGTH } from "../../key/shapes.js";
import { compoundHead, isEntryKey, isPathSegment, leftEdge, rightEdge } from "../context/boundaries.js";
import {
	fitsMailgunKey,
	namesAnotherVendor,
	namesAnyApiKey,
	namesSecret,
	namesSomethingElseInProse,
} from "../context/nameWords.js";
import { isClose, type Surroundings } from "../context/surroundings.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { helpUri } from "./helpUri.js";
import { judgements } from "./judgement.js";
import { proximityWords } from "./proximityWords.js";

const id = "mailgun-sending-key";

/** `api` as the user of HTTP Basic: Mailgun's own way in. */
const apiUser = lazyPattern(
	String.raw`(?i)(?:^|[^A-Za-z0-9_.\-])api["']?\s*[:,]\s*["']?(?:["']\s?[+.]\s?["'])?(?:${CLASSIC_PREFIX})?$|["']api["'][^A-Za-z0-9]{1,6}pass(?:word)?["']?\s*(?:=>|[:=])\s*["']?$`,
);

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	const prefixed = before.endsWith(CLASSIC_PREFIX);
	const front = prefixed ? before.slice(0, -CLASSIC_PREFIX.length) : before;
	const left = leftEdge(front);
	const right = rightEdge(after);
	if (left === "inside" || right === "inside") return { kind: "none" };
	const { finding, rejected } = judgements(text);
	const placeholder = placeholderReason(text.slice(0, RANDOM_LENGTH)) ?? placeholderReason(text.replaceAll("-", ""));
	if (placeholder !== undefined) return rejected(placeholder);

	const fits = left === "clean" || (isClose(surroundings.mailgun) && fitsMailgunKey(compoundHead(front)));
	if (right === "joined" || !fits) return rejected("part of a longer name");
	if (apiUser().test(surroundings.before)) return finding("high", "the password of the user api");
	const doubt = doubtOf(front, after, surroundings);
	return doubt === undefined ? finding(...evidenceOf(surroundings, prefixed)) : finding("low", doubt);
}

/** What speaks against the candidate between `front` and `after`, if anything. */
function doubtOf(front: string, after: string, { mailgun, naming }: Surroundings): string | undefined {
	if (isPathSegment(front)) return "a segment of a path";
	if (/^(?:@|%40)/u.test(after) && !/(?::|%3A)$/iu.test(front)) return "the local part of an address";
	const name = naming?.name ?? "";
	const word = naming?.tie === "prose" ? (naming.nearest ?? name) : name;
	if (namesSomethingElseInProse(word)) return "named as something else";
	if (isEntryKey(front, after) && mailgun !== "parent") return "the key of an entry";
	const ofAnother = naming?.tie === "assigned" && namesAnotherVendor(name) && !/mailgun/iu.test(name);
	return ofAnother ? "named as another service's key" : undefined;
}

/** What speaks for a candidate: the shape alone is not Mailgun's own. */
function evidenceOf({ mailgun, naming }: Surroundings, prefixed: boolean): [Confidence, string] {
	if (isClose(mailgun)) return ["high", `Mailgun ${proximityWords[mailgun]}`];
	if (mailgun === "near" && (naming === undefined || naming.tie === "prose" || namesSecret(naming.name))) {
		return ["medium", `Mailgun ${proximityWords.near}`];
	}
	if (prefixed) return ["medium", "the prefix and shape of a Mailgun key"];
	if (naming?.tie === "assigned" && namesAnyApiKey(naming.name)) {
		return ["medium", "the shape of a Mailgun key, named as an API key"];
	}
	return ["low", "the shape alone, and no Mailgun in sight"];
}

/** 32, 8 and 8 hexadecimal digits: a private or domain sending key since 2018. */
export const currentPrivateKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun private or domain sending key",
	risk: "Sends mail from your domains and, unless it is a sending key, reads logs and changes routes, domains and settings.",
	blocks: true,
	helpUri: helpUri(id),
	trigger: CURRENT_KEY,
	pattern: CURRENT_KEY,
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
			"curl --us{cut}er 'api:{current}' https://api.eu.mailgun.net/v3/domains",
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
