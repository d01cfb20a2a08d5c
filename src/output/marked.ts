/**
 * Sentences in which text from the repository (a path, a name, an author) is told from our own words:
 * each format shows the former so that it can be nothing but text.
 */
const OPEN = "\u0002";
const CLOSE = "\u0003";

/** Marks a text that others wrote, for use within a sentence. */
export function code(text: string): string {
	return `${OPEN}${text.replaceAll(OPEN, "\ufffd").replaceAll(CLOSE, "\ufffd")}${CLOSE}`;
}

/** A sentence with its marks, shown: `own` for our words, `others` for what is marked. */
export function render(sentence: string, own: (text: string) => string, others: (text: string) => string): string {
	return sentence
		.split(OPEN)
		.map((part, index) => {
			if (index === 0) return own(part);
			const [marked = "", rest = ""] = part.split(CLOSE);
			return others(marked) + own(rest);
		})
		.join("");
}

/** The sentence without its marks. */
export function unmarked(sentence: string): string {
	return sentence.replaceAll(OPEN, "").replaceAll(CLOSE, "");
}
