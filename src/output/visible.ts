/**
 * Text from a repository made safe to print: control characters (which move cursors, set titles
 * and make links), bidirectional overrides (which show text in another order), invisible characters
 * and halves of surrogate pairs stand as escapes.
 *
 * So do the first characters of what a CI system takes for a command wherever it is printed:
 * `##[` (GitHub), `##vso[` (Azure), `##teamcity[`, and `::` at the beginning (GitHub).
 */
export function visible(text: string): string {
	return text
		.replace(UNSAFE, (character) => {
			if (character === "\t") return " ";
			const code = character.codePointAt(0) ?? 0;
			if (code > 0xffff) return `\\u{${code.toString(16)}}`;
			return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
		})
		.replace(CI_COMMAND, (command) => `${command === "#" ? "\\x23" : "\\x3a"}`);
}

const UNSAFE =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is for
	/[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

const CI_COMMAND = /#(?=#[A-Za-z]*\[)|^:(?=:)/gu;
