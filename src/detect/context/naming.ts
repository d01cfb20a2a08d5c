import { BARE_KEY, CLASSIC_KEY } from "../../key/shapes.js";

/** A name in front of a value. */
export interface Naming {
	name: string;
	/**
	 * - `assigned`: an operator, an attribute or an argument ties the value to the name;
	 * - `prose`: it is only the nearest word that means something.
	 */
	tie: "assigned" | "prose";
	/** The word in front of a name that is just `key`: `object` in `object key: …`. */
	qualifier?: string;
	/** The word next to the value, where that is not the name. */
	nearest?: string;
}

/**
 * Words that stand between a name and its value and are neither: types, users, schemes, the
 * `value` of a name and value pair.
 */
const NOISE = new Set(
	"api value val default string str text new let const var final static readonly basic bearer authorization http https https:// smtp smtps export set setx env return body username user secretstring data stringdata b r f u h e d x if or and true false null none nil undefined char byte any option box cow arc rc usize is was be as the a an of to for with by in on at this that here use using used from literal cell type description sensitive nullable content raw plain w setenv arg".split(
		" ",
	),
);

/** Anything longer is a value itself (characters). */
const LONGEST_NAME = 60;
/** How many words before a value are tried as its name. */
const MOST_WORDS = 24;
/** A name that is tied to its value stands no further from it (characters). */
const LONGEST_TIE = 60;
const valueLike = new RegExp(`${BARE_KEY}|^${CLASSIC_KEY}`);

interface Word {
	text: string;
	start: number;
	end: number;
}

function isWordCode(code: number): boolean {
	return (
		(code >= 48 && code <= 57) ||
		(code >= 65 && code <= 90) ||
		(code >= 97 && code <= 122) ||
		code === 95 ||
		code === 36 ||
		code === 45 ||
		code === 46
	);
}

/** The last word that ends at `limit` or before. Names have dots and dashes inside, not at their ends. */
function wordBefore(text: string, limit: number): Word | undefined {
	let end = limit;
	while (end > 0) {
		const code = text.charCodeAt(end - 1);
		if (isWordCode(code) && code !== 45 && code !== 46) break;
		end--;
	}
	if (end === 0) return undefined;
	let start = end;
	while (start > 0 && isWordCode(text.charCodeAt(start - 1))) start--;
	while (start < end && (text.charAt(start) === "-" || text.charAt(start) === ".")) start++;
	return { text: text.slice(start, end), start, end };
}

/** Names that a key can have. */
const keyLike = /key|secret|token|mailgun|passw|pwd|credential|auth|signing|(?:^|[^a-z])mg(?:[^a-z]|$)/iu;
/** Names of functions that take an identifier, a cache's key or what a digest is made of. */
const takesOther = /[a-z](?:Id|Path|Selector)$|cache|redis|storage|md5|sha\d|hash|digest/iu;
const envLike = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/u;

/** Whether what stands between a word and the value makes the word its name. */
function ties(word: Word, text: string): boolean {
	const between = text.slice(word.end);
	if (between.length >= LONGEST_TIE) return false;
	if (/[=:]|\|\||\?\?|^["'\])}]*>/u.test(withoutWords(between))) return true;
	// An argument before this one, or a tuple: ("MAILGUN_API_KEY", "…").
	if (/^["'\x60]?\s*,\s*[^\s\w]{0,4}$/u.test(between)) return true;
	// --api-key …
	if (text.charAt(word.start - 1) === "-") return word.text.length > 1;
	// ENV MAILGUN_KEY …, #define MAILGUN_KEY "…".
	if (!/^["'\x60]?\s+["'\x60]?$/u.test(between)) return false;
	const front = text.slice(Math.max(0, word.start - 12), word.start);
	return envLike.test(word.text) || /\b(?:define|ENV|ARG|setx?|SetEnv)\s+$/u.test(front);
}

/** What a URL holds before its password is no name. */
const userinfo = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'\x60<>?&=]{0,120}$/iu;

/**
 * The name that a value is given to, as its line shows.
 *
 * @param before what stands on the line before the value, decoded, at most a few hundred characters
 */
export function namingOn(before: string): Naming | undefined {
	const text = before.includes("://") ? before.replace(userinfo, "") : before;
	const inAddress = text.length < before.length;
	let nearest: Naming | undefined;
	let limit = text.length;
	for (let count = 0; count < MOST_WORDS; count++) {
		const word = wordBefore(text, limit);
		if (word === undefined) break;
		limit = word.start;
		const name = cleanName(word.text);
		if (!canBeName(name)) continue;
		if (nearest === undefined) {
			// The attribute that holds an address is no name of the password in it.
			if (inAddress && /^(?:href|src|uri|link)$/iu.test(name)) return undefined;
			nearest = namingBy(name, word, text);
			if (nearest.tie === "assigned" || keyLike.test(name)) return nearest;
		} else if (keyLike.test(name) && !isCalled(word, text)) {
			return { name, tie: "prose", nearest: nearest.name };
		}
	}
	return nearest;
}

function canBeName(name: string): boolean {
	return (
		name !== "" &&
		!/^[0-9.]+$/u.test(name) &&
		name.length <= LONGEST_NAME &&
		!valueLike.test(name) &&
		!NOISE.has(name.toLowerCase())
	);
}

/** How the word nearest to the value names it. */
function namingBy(name: string, word: Word, text: string): Naming {
	const front = text.slice(0, word.start);
	const qualifier = /^keys?$/iu.test(name) ? /([A-Za-z]+) $/u.exec(front)?.[1] : undefined;
	const qualified = qualifier === undefined ? {} : { qualifier };
	if (!isCalled(word, text)) return { name, tie: ties(word, text) ? "assigned" : "prose", ...qualified };
	const isArgument = /^\(\s*[^\s\w]{0,4}$/u.test(text.slice(word.end));
	if (isArgument && (keyLike.test(name) || takesOther.test(name))) return { name, tie: "assigned" };
	return { name, tie: "prose", ...qualified };
}

/** Whether the word is a function, and the value among its arguments: `Mailgun("…`. */
function isCalled(word: Word, text: string): boolean {
	return text.startsWith("(", word.end);
}

/** What stands between a name and its value, without words: types, users, schemes. */
function withoutWords(between: string): string {
	return between.replace(/[A-Za-z0-9_$.-]+/gu, "");
}

/** A name without sigils and receivers: `$env:`, `process.env.`. */
function cleanName(name: string): string {
	return name
		.replace(/^[$@]+(?:env:)?/u, "")
		.replace(/^(?:process\.env|import\.meta\.env|os\.environ|this|self|ENV)\./u, "")
		.replace(/^[-.]+|[.-]+$/gu, "");
}

/** `name: X`, at the end of a line above `value: …`. */
const nameEntry = /["']?\b(?:name|key|variable|Name|Key|Variable)["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]*)["']?,?\s*$/u;
/** The name that a line gives to what it opens: `name: {`, `name = [`, `name(`. */
const opener = /([A-Za-z_][\w.-]*)["'\])]*\s*(?:[:=]|=>|:=)?\s*[|>]?[+-]?\s*[[({]?\s*(?:[brfu]?["'\x60]{0,3})$/u;

/** `name: X` behind a value. */
const pairAfter = /^["'\x60]?\s*[,;]?\s*["']?(?:name|key|variable)["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]*)/iu;

/** The name that a value has from what stands behind it: `X` in `value: …, name: X`. */
export function namingAfter(after: string): Naming | undefined {
	const name = pairAfter.exec(after)?.[1];
	return name === undefined ? undefined : { name, tie: "assigned" };
}

/**
 * The name that a value has from the lines above it: `X` in `name: X` above `value: …`, else the name
 * of the entry or the block that the value is in.
 *
 * @param linesAbove nearest first
 */
export function namingAbove(linesAbove: Iterable<string>): Naming | undefined {
	for (const line of linesAbove) {
		const pair = nameEntry.exec(line)?.[1];
		if (pair !== undefined) return { name: pair, tie: "assigned" };
		const trimmed = line.trimEnd();
		if (/[{([=:|>\\,]$|["'\x60]{3}$/u.test(trimmed) && !trimmed.endsWith(",")) {
			const name = opener.exec(trimmed.replace(/\\$/u, "").trimEnd())?.[1];
			if (name !== undefined && !NOISE.has(name.toLowerCase())) return { name: cleanName(name), tie: "assigned" };
			if (name === undefined) return undefined;
		}
	}
	return undefined;
}
