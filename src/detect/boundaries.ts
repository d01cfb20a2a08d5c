import { lazyPattern } from "./re2.js";

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
	String.raw`(?:%(?:25)*[0-9A-Fa-f]{2}|=(?:[23][0-9A-F]|0[AD])|\\+(?:[abefnrtv0]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}|0[0-7]{2})|\[[0-9;]{0,12}m)$`,
);

const LONGEST_ENCODING = 24;

function isAlphanumeric(code: number): boolean {
	return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The edge to the left; `before` ends where the candidate begins. */
export function leftEdge(before: string): Edge {
	if (before === "") return "clean";
	const last = before.charCodeAt(before.length - 1);
	if (isAlphanumeric(last)) {
		return encodedEnd().test(before.slice(-LONGEST_ENCODING)) ? "clean" : "inside";
	}
	const character = before.charAt(before.length - 1);
	if (character !== "-" && character !== "_" && character !== ".") return "clean";
	// `--flag-`, `foo-key-…`: a name goes on. A dash on its own (a list, a rule of dashes) does not tie.
	const further = before.length > 1 ? before.charCodeAt(before.length - 2) : 0;
	return isAlphanumeric(further) ? "joined" : "clean";
}

/** The edge to the right; `after` begins where the candidate ends. */
export function rightEdge(after: string): Edge {
	if (after === "") return "clean";
	const first = after.charCodeAt(0);
	if (isAlphanumeric(first) || after.startsWith("_")) return "inside";
	const further = after.length > 1 ? after.charCodeAt(1) : 0;
	if (after.startsWith("-")) return isAlphanumeric(further) ? "inside" : "clean";
	if (after.startsWith(".")) return isAlphanumeric(further) ? "joined" : "clean";
	return "clean";
}
