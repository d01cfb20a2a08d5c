/**
 * Tests that tell a made-up value from a random one. The thresholds come from
 * `bench/placeholder-rates.ts`: over a million random keys of each alphabet, fewer than 1 in 10,000
 * fail any of them.
 */

/** Where a character stands in `0-9a-z`, whatever its case; -1 for any other. */
function rank(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	if (code >= 97 && code <= 122) return code - 87;
	if (code >= 65 && code <= 90) return code - 55;
	return -1;
}

interface Alphabet {
	/** Fewest different characters that a random value of 32 has, but for 1 in 100,000 or so. */
	fewestDistinct: number;
	/** Most neighbours of 31 that are equal or next to each other in counting order. */
	mostSteps: number;
}

const HEXADECIMAL: Alphabet = { fewestDistinct: 8, mostSteps: 17 };
const ALPHANUMERIC: Alphabet = { fewestDistinct: 12, mostSteps: 12 };

function alphabetOf(value: string): Alphabet {
	for (let index = 0; index < value.length; index++) {
		const code = value.charCodeAt(index);
		if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return ALPHANUMERIC;
	}
	return HEXADECIMAL;
}

/** Neighbours at `distance` that repeat or count up or down (also `9` to `a`, and round the end). */
function countSteps(ranks: readonly number[], distance: number): number {
	let steps = 0;
	for (let index = distance; index < ranks.length; index++) {
		const from = ranks[index - distance] ?? 0;
		const to = ranks[index] ?? 0;
		const wraps = to === 0 && (from === 9 || from === 15 || from === 35);
		if (Math.abs(to - from) <= 1 || wraps || (from === 9 && to === 1)) steps++;
	}
	return steps;
}

function hasPeriod(value: string): boolean {
	for (let period = 1; period <= value.length / 2; period++) {
		let same = 0;
		for (let index = period; index < value.length; index++) {
			if (value.charCodeAt(index) === value.charCodeAt(index - period)) same++;
		}
		if (same >= 0.85 * (value.length - period)) return true;
	}
	return false;
}

/** Words of made-up values, longest first where one holds another. Each at least four letters. */
const WORDS = (
	"placeholder yourmailgun yourprivate insertyour documentation production development examples example " +
	"changeme changethis replaceme replacethis replace mailgun private secret sample dummy testing fixture " +
	"notareal notreal realkey fakekey testkey mykey yourkey apikey goeshere insert invalid redacted password " +
	"username staging string random account foobar lorem ipsum domain sandbox public signing webhook default " +
	"template something whatever anything nothing censored removed masked hidden please update company " +
	"deadbeef badcafe cafebabe facade decade qwerty asdf zxcv your fake test demo todo here this that " +
	"real mock real with value token sending email mail from goes into shall must never have only some " +
	"thing text code user name stub none null void temp blah spam eggs dead beef cafe babe face feed"
)
	.split(" ")
	.sort((left, right) => right.length - left.length);

/** A single word of six letters, or several that cover eight characters, do not come up by chance. */
function isWordy(value: string): boolean {
	const lower = value.toLowerCase();
	let covered = 0;
	let words = 0;
	for (let index = 0; index < lower.length; ) {
		const word = WORDS.find((entry) => lower.startsWith(entry, index));
		if (word === undefined) {
			index++;
			continue;
		}
		if (word.length >= 6) return true;
		covered += word.length;
		words++;
		index += word.length;
	}
	return words >= 2 && covered >= 8;
}

/** 32 letters of one case and no digit: 1 random key in 30,000, and every sentence without spaces. */
function isLettersOnly(value: string): boolean {
	let lower = false;
	let upper = false;
	for (let index = 0; index < value.length; index++) {
		const code = value.charCodeAt(index);
		if (code >= 97 && code <= 122) lower = true;
		else if (code >= 65 && code <= 90) upper = true;
		else return false;
	}
	return value.length >= 32 && lower !== upper;
}

/** Words whose digest people paste where a random value should be. */
const DIGESTED =
	" hello|test|abc|abc123|foo|bar|baz|password|secret|key|admin|a|1|123|1234|12345|123456|12345678|example|mailgun|hello world|Hello World|The quick brown fox jumps over the lazy dog"
		.trimStart()
		.split("|");

let knownDigests: Set<string> | undefined;

function isKnownDigest(value: string): boolean {
	const { createHash } = require("node:crypto") as typeof import("node:crypto");
	knownDigests ??= new Set(["", " ", ...DIGESTED].map((word) => createHash("md5").update(word).digest("hex")));
	return knownDigests.has(value);
}

/**
 * The name of the test that says `value` is made up, or undefined where it looks random.
 *
 * @param value the variable part of a key, without prefix: 32 characters of `[0-9A-Za-z]`
 */
export function placeholderReason(value: string): string | undefined {
	const ranks = Array.from(value, (character) => rank(character.charCodeAt(0)));
	const alphabet = alphabetOf(value);
	const scale = value.length / 32;
	const distinct = new Set(value.toLowerCase()).size;
	if (distinct < alphabet.fewestDistinct * Math.min(1, scale)) {
		return `placeholder: only ${distinct} different characters`;
	}
	if (hasPeriod(value)) return "placeholder: one group repeated";
	if (countSteps(ranks, 1) >= alphabet.mostSteps * scale || countSteps(ranks, 2) >= alphabet.mostSteps * scale) {
		return "placeholder: counts or repeats";
	}
	if (isWordy(value)) return "placeholder: made of words";
	if (isLettersOnly(value)) return "placeholder: letters only";
	if (isKnownDigest(value)) return "placeholder: the MD5 of a common word";
	return undefined;
}
