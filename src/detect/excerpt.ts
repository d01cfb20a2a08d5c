import type { Excerpt } from "../finding/finding.js";
import { redact, redactKeys } from "../key/redact.js";

/** How much is shown before and behind a key (UTF-16 code units). */
const BEFORE = 60;
const AFTER = 40;

/** A line, or the part of it that was judged, and where its keys are. */
export interface ExcerptSource {
	bytes: Buffer;
	encoding: "utf8" | "latin1";
	start: number;
	end: number;
	/** In order, none over another; offsets in `bytes`. */
	matches: readonly ExcerptMatch[];
}

interface ExcerptMatch {
	start: number;
	end: number;
	text: string;
}

/**
 * The text around one match. Every match in it is redacted before anything is cut, and so is whatever
 * no rule took but has the shape of a key: the same key may stand beside itself in another form.
 */
export function excerptOf({ bytes, encoding, start, end, matches }: ExcerptSource, shown: ExcerptMatch): Excerpt {
	let text = "";
	let at = start;
	let from = 0;
	let to = 0;
	for (const match of matches) {
		text += redactKeys(bytes.toString(encoding, at, match.start));
		if (match === shown) from = text.length;
		text += redact(match.text);
		if (match === shown) to = text.length;
		at = match.end;
	}
	text += redactKeys(bytes.toString(encoding, at, end));
	text = text.replace(/\r$/u, "");
	const cutBefore = from > BEFORE ? from - BEFORE : 0;
	const cutAfter = text.length - to > AFTER ? to + AFTER : text.length;
	const head = cutBefore > 0 ? `…${text.slice(cutBefore, from)}` : text.slice(0, from).trimStart();
	const tail = cutAfter < text.length ? `${text.slice(to, cutAfter)}…` : text.slice(to).trimEnd();
	const middle = text.slice(from, to);
	return { text: head + middle + tail, start: head.length, end: head.length + middle.length };
}
