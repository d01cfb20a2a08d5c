import { BARE_KEY, CLASSIC_KEY } from "../../key/shapes.js";

/** A name in front of a value. */
export interface Naming {
	name: string;
	/**
	 * - `assigned`: an operator, an attribute, an argument ties the value to the name;
	 * - `prose`: it is just the nearest word that means something.
	 */
	tie: "assigned" | "prose";
	/** The word before a name that is just `key`: `object key: …`. */
	qualifier?: string;
	/** The word next to the value, where that is another one. */
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

/** What is longer is a value itself: 36 characters make a key. */
const LONGEST_NAME = 60;
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

/** The word that ends last before `limit`. Names hold dots and dashes inside, not at their ends. */
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

const keyLike = /key|secret|token|mailgun|passw|pwd|credential|auth|signing|(?:^|[^a-z])mg(?:[^a-z]|$)/iu;
const envLike = /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/u;

/** Whether what stands between a word and the value makes the word its name. */
function ties(word: Word, text: string, between: string): boolean {
	if (/[=:]|\|\||\?\?|^["'\])}]*>/u.test(withoutWords(between))) return true;
	// An argument before this one, or a tuple: ("MAILGUN_API_KEY", "…").
	if (/^["'\x60]?\s*,\s*[^\s\w]{0,4}$/u.test(between)) return true;
	const before = text.charAt(word.start - 1);
	// --api-key …, ENV MAILGUN_KEY …, #define MAILGUN_KEY "…".
	if (before === "-") return word.text.length > 1;
	if (/^["'\x60]?\s+["'\x60]?$/u.test(between))
		return (
			envLike.test(word.text) ||
			/\b(?:define|ENV|ARG|setx?|SetEnv)\s+$/u.test(text.slice(Math.max(0, word.start - 12), word.start))
		);
	return false;
}

/** What a URL holds before its password is no name. */
const userinfo = /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'\x60<>?&=]{0,120}$/iu;

/**
 * The name that a value is given to, as its line tells.
 *
 * @param before what stands on the line before the value, decoded, at most a few hundred characters
 */
export function namingOn(before: string): Naming | undefined {
	const text = before.includes("://") ? before.replace(userinfo, "") : before;
	const inAddress = text.length < before.length;
	let nearest: Naming | undefined;
	let limit = text.length;
	for (let count = 0; count < 24; count++) {
		const word = wordBefore(text, limit);
		if (word === undefined) break;
		limit = word.start;
		const name = cleanName(word.text);
		if (
			name === "" ||
			/^[0-9.]+$/u.test(name) ||
			name.length > LONGEST_NAME ||
			valueLike.test(name) ||
			NOISE.has(name.toLowerCase())
		)
			continue;
		const between = text.slice(word.end);
		const call = between.startsWith("(");
		if (nearest === undefined) {
			// The attribute that holds an address is no name of the password in it.
			if (inAddress && /^(?:href|src|uri|link)$/iu.test(name)) return undefined;
			const qualifier = /^keys?$/iu.test(name) ? /([A-Za-z]+) $/u.exec(text.slice(0, word.start))?.[1] : undefined;
			const qualified = qualifier === undefined ? {} : { qualifier };
			if (!call && between.length < 60 && ties(word, text, between)) return { name, tie: "assigned", ...qualified };
			if (
				call &&
				/^\(\s*[^\s\w]{0,4}$/u.test(between) &&
				(keyLike.test(name) || /[a-z](?:Id|Path|Selector)$|cache|redis|storage|md5|sha\d|hash|digest/iu.test(name))
			) {
				return { name, tie: "assigned" };
			}
			nearest = { name, tie: "prose", ...qualified };
			if (keyLike.test(name)) return nearest;
			continue;
		}
		if (!call && keyLike.test(name)) return { name, tie: "prose", nearest: nearest.name };
	}
	return nearest;
}

/** Without the noise words between a name and its value. */
function withoutWords(between: string): string {
	return between.replace(/[A-Za-z0-9_$.-]+/gu, "");
}

/** Without the sigils and receivers that are not part of the name. */
function cleanName(name: string): string {
	return name
		.replace(/^[$@]+(?:env:)?/u, "")
		.replace(/^(?:process\.env|import\.meta\.env|os\.environ|this|self|ENV)\./u, "")
		.replace(/^[-.]+|[.-]+$/gu, "");
}

const nameEntry = /["']?\b(?:name|key|variable|Name|Key|Variable)["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]*)["']?,?\s*$/u;
const opener = /([A-Za-z_][\w.-]*)["'\])]*\s*(?:[:=]|=>|:=)?\s*[|>]?[+-]?\s*[[({]?\s*(?:[brfu]?["'\x60]{0,3})$/u;

const pairAfter = /^["'\x60]?\s*[,;]?\s*["']?(?:name|key|variable)["']?\s*[:=]\s*["']?([A-Za-z_][\w.-]*)/iu;

/** The name in `value: …, name: X`. */
export function namingAfter(after: string): Naming | undefined {
	const name = pairAfter.exec(after)?.[1];
	return name === undefined ? undefined : { name, tie: "assigned" };
}

/**
 * The name that a value has from the lines above it: `name: X` over `value: …`, the entry or the
 * block that `default`, `value` or the bare value is in.
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
