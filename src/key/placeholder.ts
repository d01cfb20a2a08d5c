/**
 * Tests that tell a made-up value from a random one. The thresholds come from
 * `bench/placeholderRates.ts`: of a million random keys in each alphabet, fewer than 1 in 10,000
 * fails any test.
 */

/** Where a character stands in `0-9a-z`, whatever its case; -1 for any other. */
function rank(code: number): number {
	if (code >= 48 && code <= 57) return code - 48;
	if (code >= 97 && code <= 122) return code - 87;
	if (code >= 65 && code <= 90) return code - 55;
	return -1;
}

interface Alphabet {
	/** Fewest different characters among 32. */
	fewestDistinct: number;
	/** Of 31 pairs of neighbours, the most that may be equal or adjacent in counting order. */
	mostSteps: number;
	/** Longest run of one character. */
	longestRun: number;
}

const HEXADECIMAL: Alphabet = { fewestDistinct: 8, mostSteps: 17, longestRun: 6 };
const ALPHANUMERIC: Alphabet = { fewestDistinct: 13, mostSteps: 12, longestRun: 4 };
/** Longest run that counts up or down by one: `1234567` is longer. */
const LONGEST_COUNT = 6;

function alphabetOf(value: string): Alphabet {
	for (let index = 0; index < value.length; index++) {
		const code = value.charCodeAt(index);
		if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return ALPHANUMERIC;
	}
	return HEXADECIMAL;
}

/** How many pairs at `distance` repeat or count up or down (also from `9` to `a` or `1`, and from the end to `0`). */
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

/** Length of the longest run whose neighbours all differ by `difference`. */
function longestRun(ranks: readonly number[], difference: number): number {
	let longest = 1;
	let run = 1;
	for (let index = 1; index < ranks.length; index++) {
		run = (ranks[index] ?? 0) - (ranks[index - 1] ?? 0) === difference ? run + 1 : 1;
		if (run > longest) longest = run;
	}
	return longest;
}

/** Whether one group repeats, give or take a few characters. */
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

/** Words that give a value away: one of six letters or more, or any two with eight letters in all. */
const WORDS =
	"mailgun example sample placeholder private secret apikey yourkey mykey replace changeme insert redacted removed masked hidden censored dummy testing fixture notreal realkey fakekey testkey goeshere password sandbox default template something whatever deadbeef badcafe cafebabe c0ffee qwerty qazwsx qwertz azerty asdfgh zxcvbn foobar".split(
		" ",
	);
/** More words, for which it takes two. */
const SHORT_WORDS =
	"your fake test demo todo here this that real mock user name null none temp blah dead beef cafe babe face feed".split(
		" ",
	);
const LONG_WORD = 6;

function isWordy(lower: string): boolean {
	let covered = 0;
	let words = 0;
	for (const word of WORDS) {
		if (!lower.includes(word)) continue;
		if (word.length >= LONG_WORD) return true;
		covered += word.length;
		words++;
	}
	for (const word of SHORT_WORDS) {
		for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) {
			covered += word.length;
			words++;
		}
	}
	return words >= 2 && covered >= 8;
}

/**
 * Pairs of letters that make up four fifths of English technical text, and one in five of random
 * letters. Counted over the README files of our dependencies.
 */
const ENGLISH_PAIRS = new Set(
	"in er re on es en te at ti ed nt co or al de st ar se ng le li an io ri ma ra me it ns ve ro ta tr pr ec ce pa ne is ch di ac pe nd om th ea el et si lo as rs ct ic ex ge he ll nc ca ts fi la il em to ss na mi un rt ur mp no ad ut ha po im ou so pl ni am su ly ap op ie os od ep us ai ow ib fo ol id bl ig sc ck ab ty ke tt be rm ia ul mo hi pt if ag ba do sa ee iv sh bu um ho sp cr oc va ef ot pp cl rr ry ir da gi bi".split(
		" ",
	),
);
const FEWEST_ENGLISH_PAIRS = 14;
const ENGLISH_SHARE = 0.6;

/** Whether its letters read like words of English, `writtenLikeThis` or `LIKETHIS`. */
function readsLikeText(value: string): boolean {
	const lower = value.toLowerCase();
	const mixed = /[a-z]/u.test(value) && /[A-Z]/u.test(value);
	let pairs = 0;
	let english = 0;
	for (let index = 1; index < lower.length; index++) {
		if (lower.charCodeAt(index - 1) < 97 || lower.charCodeAt(index) < 97) continue;
		// Where cases mix, a capital begins a word.
		if (mixed && value.charCodeAt(index) < 97) continue;
		pairs++;
		if (ENGLISH_PAIRS.has(lower.slice(index - 1, index + 1))) english++;
	}
	return english >= FEWEST_ENGLISH_PAIRS && english >= ENGLISH_SHARE * pairs;
}

/** 32 letters of one case and no digit: 1 random key in 30,000, and every sentence without spaces. */
function isLettersOnly(value: string): boolean {
	return value.length >= 32 && (/^[a-z]+$/u.test(value) || /^[A-Z]+$/u.test(value));
}

/** Nothing, and words that people try MD5 with: their digests get pasted where a random value should be. */
const DIGESTED =
	"|hello|Hello|test|abc|abc123|foo|bar|baz|password|secret|key|admin|a|1|123|1234|12345|123456|12345678|example|mailgun|hello world|Hello World|The quick brown fox jumps over the lazy dog".split(
		"|",
	);

let knownDigests: Set<string> | undefined;

function isKnownDigest(value: string): boolean {
	if (knownDigests === undefined) {
		const { createHash } = require("node:crypto") as typeof import("node:crypto");
		knownDigests = new Set(DIGESTED.map((word) => createHash("md5").update(word).digest("hex")));
	}
	return knownDigests.has(value);
}

/** A test's name, and whether a value fails it. */
export interface PlaceholderTest {
	name: string;
	fails(value: string): boolean;
}

const ranksOf = (value: string): number[] => Array.from(value, (character) => rank(character.charCodeAt(0)));

/** In the order in which they run. A value is 32 characters of `[0-9A-Za-z]`, or 48: a current key without its dashes. */
export const placeholderTests: readonly PlaceholderTest[] = [
	{
		name: "few different characters",
		fails: (value) => new Set(value.toLowerCase()).size < alphabetOf(value).fewestDistinct,
	},
	{ name: "one group repeated", fails: hasPeriod },
	{
		name: "one character repeated",
		fails: (value) => longestRun(ranksOf(value), 0) > alphabetOf(value).longestRun,
	},
	{
		name: "counts or repeats",
		fails: (value) => {
			const ranks = ranksOf(value);
			const most = alphabetOf(value).mostSteps * (value.length / 32);
			return (
				countSteps(ranks, 1) > most ||
				countSteps(ranks, 2) > most ||
				longestRun(ranks, 1) > LONGEST_COUNT ||
				longestRun(ranks, -1) > LONGEST_COUNT
			);
		},
	},
	{ name: "made of words", fails: (value) => isWordy(value.toLowerCase()) || readsLikeText(value) },
	{ name: "letters only", fails: isLettersOnly },
	{ name: "the MD5 of a common word", fails: isKnownDigest },
];

/**
 * The name of the test that says `value` is made up, or undefined where it looks random.
 *
 * @param value the variable part of a key, without prefix: 32 or 48 characters of `[0-9A-Za-z]`
 */
export function placeholderReason(value: string): string | undefined {
	const failed = placeholderTests.find((test) => test.fails(value));
	return failed === undefined ? undefined : `placeholder: ${failed.name}`;
}
