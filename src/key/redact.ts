/**
 * A key fit to be shown: its prefix and four characters, an ellipsis, its last five. 23 of a
 * classic key's 32 characters and 41 of a current key's 50 stay unsaid.
 *
 * @param text the key as it stands in the line, encoded or not
 */
export function redact(text: string): string {
	const prefix = /^(?:pub)?key-|^YXBpO/u.exec(text)?.[0] ?? "";
	const rest = text.slice(prefix.length);
	if (rest.length < 16) return `${prefix}…`;
	return `${prefix}${rest.slice(0, 4)}…${rest.slice(-5)}`;
}

/** What has the shape of a key by itself, plain or as Basic auth carries it. */
export const KEY_SHAPES =
	/(?:pub)?key-[A-Za-z0-9]{32,}|[0-9A-Fa-f]{32}-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{8}|YXBpO[A-Za-z0-9+/_-]{49,}={0,2}/g;

/** A bare signing key, or any other thing of its shape: where it stands tells nothing in an error's text. */
const BARE = /(?<![A-Za-z0-9])[0-9A-Fa-f]{32}(?![A-Za-z0-9])/g;

/** Part of a file that JSON.parse quotes: the key in it may be cut in two. */
const JSON_QUOTE = /(?:\.{3})?"[\s\S]*"(?:\.{3})? is not valid JSON/g;

/** A text that others wrote (an error of git, of a parser) with each key in it redacted. Before any cutting. */
export function redactKeys(text: string): string {
	return text.replace(JSON_QUOTE, "it is not valid JSON").replace(KEY_SHAPES, redact).replace(BARE, redact);
}
