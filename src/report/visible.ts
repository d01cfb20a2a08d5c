/**
 * Text from a repository made safe to print: control characters (which move cursors, set titles
 * and make links) and bidirectional overrides (which show text in another order) stand as escapes.
 */
export function visible(text: string): string {
	return text.replace(UNSAFE, (character) => {
		if (character === "\t") return " ";
		const code = character.codePointAt(0) ?? 0;
		return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
	});
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
