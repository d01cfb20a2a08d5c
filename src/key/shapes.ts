/** The shapes that can be an API key, in words for a person whose text holds none. */
export const KEY_SHAPES_IN_WORDS =
	"A Mailgun API key is key- and 32 letters or digits, or 32, 8 and 8 hexadecimal digits with - between them; any text in which mg-hook check --stdin finds one will do.";

/** Whether the whole text is one API key: what Mailgun's API takes as a password. */
export function isKey(text: string): boolean {
	return /^(?:key-[A-Za-z0-9]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})$/.test(text);
}
