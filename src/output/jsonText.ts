/**
 * A value as JSON that is as safe to print as `visible` text, and still says exactly the same:
 * what could steer a terminal or be taken for a CI system's command stands as a `\u` escape.
 */
export function jsonText(value: unknown): string {
	return `${JSON.stringify(value, null, "\t").replace(UNSAFE, escaped)}\n`;
}

function escaped(text: string): string {
	let out = "";
	for (let index = 0; index < text.length; index++) {
		out += `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`;
	}
	return out;
}

/** In code units, as JSON's escapes are. Below U+0020 JSON escapes by itself. */
const UNSAFE =
	/[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]|\udb40[\udc00-\udc7f]|#(?=#[A-Za-z]*\[)/g;
