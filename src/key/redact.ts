import {
	BARE_KEY,
	BASIC_AUTH,
	BASIC_PREFIX,
	CLASSIC_CHARACTER,
	CLASSIC_PREFIX,
	CURRENT_KEY,
	HEX_DIGIT,
	PUBLIC_PREFIX,
	RANDOM_LENGTH,
} from "./shapes.js";

const PREFIX = new RegExp(`^(?:${PUBLIC_PREFIX}|${CLASSIC_PREFIX}|${BASIC_PREFIX})`);

/**
 * A key fit to be shown: its prefix and four characters, an ellipsis, its last five. That hides 23 of
 * a classic key's 32 characters and 41 of a current key's 50.
 *
 * @param text the key as it stands in the line, encoded or not
 */
export function redact(text: string): string {
	const prefix = PREFIX.exec(text)?.[0] ?? "";
	const rest = text.slice(prefix.length);
	if (rest.length < 16) return `${prefix}…`;
	return `${prefix}${rest.slice(0, 4)}…${rest.slice(-5)}`;
}

/** With capital digits too: no key is written so, but a person or a program may have changed one. */
const inAnyCase = (shape: string): string => shape.replaceAll(HEX_DIGIT, "[0-9A-Fa-f]");

/**
 * What has the shape of a key by itself, plain or as Basic auth carries it. More than is detected: a
 * value that goes on behind a key's length, or has no boundary in front, may hold a key as well.
 */
export const KEY_SHAPES = new RegExp(
	[
		`(?:${PUBLIC_PREFIX}|${CLASSIC_PREFIX})${CLASSIC_CHARACTER}{${RANDOM_LENGTH},}`,
		inAnyCase(CURRENT_KEY),
		BASIC_AUTH,
	].join("|"),
	"g",
);

/** A signing key, or anything else of that shape: in an error's text nothing around it tells which. */
const BARE = new RegExp(`(?<![A-Za-z0-9])${inAnyCase(BARE_KEY)}(?![A-Za-z0-9])`, "g");

/** The part of a file that JSON.parse quotes: it may end within a key. */
const JSON_QUOTE = /(?:\.{3})?"[\s\S]*"(?:\.{3})? is not valid JSON/g;

/**
 * A text from elsewhere, such as an error of git or of a parser, with each key in it redacted. To be
 * called before the text is cut anywhere: half a key has no shape.
 */
export function redactKeys(text: string): string {
	return text.replace(JSON_QUOTE, "it is not valid JSON").replace(KEY_SHAPES, redact).replace(BARE, redact);
}
