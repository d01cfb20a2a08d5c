import { eastAsianWidth } from "get-east-asian-width";

/** What a terminal shows as a picture two columns wide, though its first character alone may be narrow. */
const PICTURE = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\p{Emoji_Modifier}/u;
const COMBINING = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Columns that a text takes on a terminal: two for the wide scripts of East Asia and for emoji, none
 * for what combines with the character before it.
 *
 * @param text in one line, without control characters (`visible`)
 */
export function textWidth(text: string): number {
	// Most lines, and redacted keys: one column a character. A segmenter takes 20 ms to load.
	if (/^[ -~…]*$/u.test(text)) return text.length;
	segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	let columns = 0;
	for (const { segment } of segmenter.segment(text)) columns += characterWidth(segment);
	return columns;
}

function characterWidth(character: string): number {
	if (COMBINING.test(character)) return 0;
	return PICTURE.test(character) ? 2 : eastAsianWidth(character.codePointAt(0) ?? 0);
}
