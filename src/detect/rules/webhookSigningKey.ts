import { leftEdge, rightEdge } from "../boundaries.js";
import { placeholderReason } from "../placeholder.js";
import { lazyPattern } from "../re2.js";
import type { Candidate, Judgement, Rule } from "../rule.js";
import { namesAnotherVendor } from "../variable.js";
import { proximityWords } from "./classicPrivateKey.js";
import { helpUri } from "./helpUri.js";

const id = "mailgun-webhook-signing-key";
const FIRST_PART = 32;

const signing = lazyPattern("(?i)sign");
const webhook = lazyPattern("(?i)web[_-]?hook");
const keyWord = lazyPattern("(?i)key|secret|token");
/** In prose the name is several words. */
const phrase = lazyPattern(String.raw`(?i)webhook signing key\W{0,12}$`);

function judge({ text, before, after, surroundings }: Candidate): Judgement {
	if (before.endsWith("key-")) return { kind: "none" };
	if (leftEdge(before) !== "clean" || rightEdge(after) !== "clean") return { kind: "none" };
	const { mailgun, variable } = surroundings;
	const name = phrase().exec(before)?.[0] ?? variable ?? "";
	const namesSigning = signing().test(name);
	const namesWebhook = webhook().test(name);
	if (!(namesSigning || namesWebhook) || !keyWord().test(name)) return { kind: "none" };
	const placeholder = placeholderReason(text.slice(0, FIRST_PART));
	if (placeholder !== undefined) return { kind: "rejected", reason: placeholder, secret: text };
	if (mailgun === "line" || mailgun === "parent" || mailgun === "file") {
		return { kind: "finding", confidence: "high", reason: `Mailgun ${proximityWords[mailgun]}`, secret: text };
	}
	if (namesAnotherVendor(name)) {
		return { kind: "finding", confidence: "low", reason: "named as another service's", secret: text };
	}
	if (mailgun === "near") {
		return { kind: "finding", confidence: "medium", reason: `Mailgun ${proximityWords.near}`, secret: text };
	}
	if (namesSigning && namesWebhook) {
		return { kind: "finding", confidence: "medium", reason: "named a webhook signing key", secret: text };
	}
	return { kind: "finding", confidence: "low", reason: "named a signing key, and no Mailgun in sight", secret: text };
}

/** 32 hexadecimal digits, or the three-part shape, given to the name of a webhook signing key. */
export const webhookSigningKey: Rule = {
	id,
	severity: "high",
	name: "Mailgun HTTP webhook signing key",
	risk: "Forges webhook calls that your systems take for Mailgun's: deliveries, bounces, incoming mail.",
	blocks: true,
	helpUri: helpUri(id),
	trigger:
		"([Ww][Ee][Bb][_-]?[Hh][Oo][Oo][Kk][Ss]?|[Ss][Ii][Gg][Nn]([Ii][Nn][Gg]|[Aa][Tt][Uu][Rr][Ee])?)[_. -]?([Ss][Ii][Gg][Nn]([Ii][Nn][Gg])?[_. -]?)?([Kk][Ee][Yy]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Tt][Oo][Kk][Ee][Nn])",
	pattern: "[0-9a-f]{32}(?:-[0-9a-f]{8}-[0-9a-f]{8})?",
	judge,
	examples: {
		match: [
			"MAILGUN_WEBHOOK_SIGNING_KEY={hex32}",
			"MAILGUN_SIGNING_KEY='{hex32}'",
			"mailgunWebhookKey: '{current}'",
			"mailgun:\n  webhook_signing_key: {hex32}",
			"WEBHOOK_SIGNING_KEY={hex32}",
			"Mailgun HTTP webhook signing key: {hex32}",
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
