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
