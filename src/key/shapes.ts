import { decodeBase64 } from "./base64.js";
import { placeholderReason } from "./placeholder.js";

/** The shapes that can be an API key, in words for a person whose text holds none. */
export const KEY_SHAPES_IN_WORDS =
	"A Mailgun API key is key- and 32 letters or digits, or 32, 8 and 8 hexadecimal digits with - between them; base64 of api:KEY is read too.";

/** Nothing that would make the candidate a part of a longer value may stand next to it. */
const KEY =
	/(?<![A-Za-z0-9_-])(?<!%[0-9A-Fa-f])(?:key-[A-Za-z0-9]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![A-Za-z0-9_-])/g;
/** `api%3Akey-…`: the last digit of an escape is no part of the value. */
const ESCAPED_KEY =
	/(?<=%[0-9A-Fa-f]{2})(?:key-[A-Za-z0-9]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})(?![A-Za-z0-9_-])/g;
const BASIC = /YXBpO[A-Za-z0-9+/_-]{49,}={0,2}/g;

/**
 * The API keys in a text, each once, in the order of the text. What a placeholder test rejects is
 * none, nor is a public or a webhook signing key of 32 digits: Mailgun's API takes neither.
 */
export function keysIn(text: string): string[] {
	const found: { at: number; key: string }[] = [];
	for (const shape of [KEY, ESCAPED_KEY]) {
		for (const match of text.matchAll(shape)) found.push({ at: match.index, key: match[0] });
	}
	for (const match of text.matchAll(BASIC)) {
		const credentials = /^api:(.+)$/u.exec(decodeBase64(match[0]).trimEnd())?.[1];
		if (credentials !== undefined && isKey(credentials)) found.push({ at: match.index, key: credentials });
	}
	found.sort((left, right) => left.at - right.at);
	const keys = found.map(({ key }) => key).filter((key) => placeholderReason(randomPartOf(key)) === undefined);
	return [...new Set(keys)];
}

/** Whether the whole text is one API key. */
export function isKey(text: string): boolean {
	return /^(?:key-[A-Za-z0-9]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})$/.test(text);
}

/** The rule that a key by itself falls under: its fingerprint is under that rule. */
export function ruleIdOf(key: string): string {
	return key.startsWith("key-") ? "mailgun-private-key" : "mailgun-sending-key";
}

function randomPartOf(key: string): string {
	return key.startsWith("key-") ? key.slice("key-".length) : key.slice(0, 32);
}
