import { lazyPattern } from "../re2.js";

/**
 * What a candidate's edge is:
 * - `clean`: the edge of a word;
 * - `joined`: a dash, an underscore or a dot joins the candidate to a longer name, which is rare for a key;
 * - `inside`: the candidate is part of a longer word.
 */
export type Edge = "clean" | "joined" | "inside";

/**
 * Encoded characters that end in a letter or digit and yet are no part of the key behind them: percent
 * (`%3A`), quoted-printable (`=3D`), backslash escapes of JSON, C and shells (`\n`, `\x22`,
 * `\u003a`, `\033`), and terminal colours (`[32m`).
 */
const encodedEnd = lazyPattern(
	String.raw`(?:%(?:25)*[0-9A-Fa-f]{2}|=(?:[23][0-9A-F]|0[AD])|\\+(?:[abefnrtv0]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}|0[0-7]{2})|(?:\x1b|\\e|\\033|\\x1b|\\u001b)\[[0-9;]{0,12}m)$`,
);

/** In characters. */
const LONGEST_ENCODING = 24;

function isAlphanumeric(code: number): boolean {
	return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isJoiner(character: string): boolean {
	return character === "-" || character === "_" || character === ".";
}

/** The edge to the left; `before` ends where the candidate begins. */
export function leftEdge(before: string): Edge {
	if (before === "") return "clean";
	const last = before.charCodeAt(before.length - 1);
	if (isAlphanumeric(last)) {
		return encodedEnd().test(before.slice(-LONGEST_ENCODING)) ? "clean" : "inside";
	}
	let start = before.length;
	while (start > 0 && isJoiner(before.charAt(start - 1))) start--;
	if (start === before.length || start === 0) return "clean";
	if (!isAlphanumeric(before.charCodeAt(start - 1))) {
		// A bullet or a mark of emphasis joins nothing, nor does the dot of a selector; `--key-…` is a variable in CSS.
		return before.length - start === 2 && before.endsWith("--") ? "joined" : "clean";
	}
	// `foo-key-…` and `foo__key-…` are longer names. Three dots or dashes are punctuation.
	return before.length - start < 3 ? "joined" : "clean";
}

/** The part of a longer name that stands in front of a joined candidate: `mailgun-api-` in `mailgun-api-key-…`. */
export function compoundHead(before: string): string {
	return /[\w.-]+$/u.exec(before)?.[0] ?? "";
}

/** The edge to the right; `after` begins where the candidate ends. */
export function rightEdge(after: string): Edge {
	if (after === "") return "clean";
	if (isAlphanumeric(after.charCodeAt(0))) return "inside";
	let end = 0;
	while (end < 3 && isJoiner(after.charAt(end))) end++;
	if (end === 0 || end === 3) return "clean";
	const next = after.charCodeAt(end);
	if (!isAlphanumeric(next)) return "clean";
	const joiners = after.slice(0, end);
	// `….Then` is the next sentence without a space, or a method.
	if (joiners === ".") return next >= 65 && next <= 90 ? "clean" : "joined";
	// `--` opens a comment in SQL and Lua.
	if (joiners === "--") return "joined";
	return "inside";
}

const pathBefore = lazyPattern(String.raw`[A-Za-z0-9_.)}~:\-]?[/\\]$`);
const closesEscape = lazyPattern(String.raw`(?:\\+/|://)$`);

/** Whether the candidate is a segment of a path or a URL, or follows the `#` of an address. */
export function isPathSegment(before: string): boolean {
	if (before.endsWith("#")) return /[\w/"'(.]#$/u.test(before);
	if (!pathBefore().test(before)) return false;
	return !closesEscape().test(before) || /[\w.]\\+\/$/u.test(before);
}

/** Whether the candidate is the key of an entry: `"key-…": …`, `'key-…' => …`, `map["key-…"]`. */
export function isEntryKey(before: string, after: string): boolean {
	const quoted = /^(["'\x60])\]?(?::(?!:)|\s+:(?=[\s"'{[])|\s*=>|\s*=(?!=))/u.exec(after);
	if (quoted !== null && before.endsWith(quoted[1] ?? "")) return !/\?\s*["'\x60]$/u.test(before);
	if (/[\w)\]]\[["'\x60]$/u.test(before) && /^["'\x60]\]/u.test(after)) return true;
	return /^\s*(?:-\s+)?$/u.test(before) && /^:(?:\s|$)/u.test(after);
}

const tag = lazyPattern(String.raw`<[A-Za-z][\w.:\-]*\s[^<>]*$`);
const markupName =
	/^(?::?key|v-bind:key|class|className|id|key|href|src|for|htmlFor|name|slot|ref|alt|title|xlink:href|v-.*|data-.*|aria-.*)$/u;

/** Whether the candidate is in an attribute that holds names: `<li key="key-…">`. */
export function isMarkupName(before: string): boolean {
	const attribute = /([\w:.@-]+)\s*=\s*[{]?["'\x60]{1,2}[\w\s#./-]*$/u.exec(before)?.[1];
	return (
		attribute !== undefined &&
		!/api|secret|mailgun|token/iu.test(attribute) &&
		markupName.test(attribute) &&
		tag().test(before)
	);
}

/** Whether the candidate is a selector in a style sheet or a script. */
export function isSelector(before: string, after: string): boolean {
	return (
		/(?:^|[\s,>+~(}"'\x60])[.#]$/u.test(before) && (/^\s*[{,>+~[):.]/u.test(after) || /["'\x60(][.#]$/u.test(before))
	);
}
