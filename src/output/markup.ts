import { visible } from "./visible.js";

/**
 * Text for HTML or XML, between tags or in a double-quoted attribute. `]]>` cannot come out of it,
 * no control character (XML has no way to write those), and no quote.
 */
export function markup(text: string): string {
	return visible(text).replace(/[&<>"'`]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
