import { lazyPattern } from "../re2.js";

/**
 * How a candidate meets what stands beside it:
 * - `clean`: nothing of its own word goes on;
 * - `joined`: a dash, an underscore, a dot or the like ties it to a longer name, which a key seldom has;
 * - `inside`: it is part of a longer word.
 */
export type Edge = "clean" | "joined" | "inside";

/**
 * Encodings whose last character is a letter or digit and yet ends before the key: percent
 * (`%3A`), quoted-printable (`=3D`), backslash escapes of JSON, C and shells (`\n`, `\x22`,
 * `\u003a`, `\033`), and terminal colours (`[32m`).
 */
const encodedEnd = lazyPattern(
	String.raw`(?:%(?:25)*[0-9A-Fa-f]{2}|=(?:[23][0-9A-F]|0[AD])|\\+(?:[abefnrtv0]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}|0[0-7]{2})|(?:\x1b|\\e|\\033|\\x1b|\\u001b)\[[0-9;]{0,12}m)$`,
);

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
		// A list's or an emphasis' own character does not tie; `.key-…` is a selector, `--key-…` a variable.
		return before.length - start === 2 && before.endsWith("--") ? "joined" : "clean";
	}
	// `foo-key-…`, `foo__key-…`: a name goes on. Three dots or dashes are punctuation.
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
	// A sentence that goes on without a space, a method: `….Then`.
	if (joiners === ".") return next >= 65 && next <= 90 ? "clean" : "joined";
	// `--` opens a comment in SQL and Lua.
	if (joiners === "--") return "joined";
	return "inside";
}

const pathBefore = lazyPattern(String.raw`[A-Za-z0-9_.)}~:\-]?[/\\]$`);
const closesEscape = lazyPattern(String.raw`(?:\\+/|://)$`);

/** Whether the candidate is a segment of a path or a URL, or behind the `#` of an address. */
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

/** Whether the candidate is an attribute of an element that carries names: `<li key="key-…">`. */
export function isMarkupName(before: string): boolean {
	const attribute = /([\w:.@-]+)\s*=\s*[{]?["'\x60]{1,2}[\w\s#./-]*$/u.exec(before)?.[1];
	return (
		attribute !== undefined &&
		!/api|secret|mailgun|token/iu.test(attribute) &&
		markupName.test(attribute) &&
		tag().test(before)
	);
}

/** Whether the candidate is a selector or custom property of a style sheet. */
export function isSelector(before: string, after: string): boolean {
	return (
		/(?:^|[\s,>+~(}"'\x60])[.#]$/u.test(before) && (/^\s*[{,>+~[):.]/u.test(after) || /["'\x60(][.#]$/u.test(before))
	);
}
