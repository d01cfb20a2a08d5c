/**
 * Text with keys made up on the spot: rules' examples and the case folders hold templates, so that
 * the repository holds no key. Not loaded when mg-hook checks anything.
 */

/** Random numbers from a seed, the same on every machine: `next(n)` is in `[0, n)`. */
export class SeededRandom {
	private state: number;

	constructor(seed: number) {
		this.state = (seed * 2654435761 + 1) >>> 0;
	}

	/** mulberry32. */
	next(below: number): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
	}

	text(alphabet: string, length: number): string {
		let out = "";
		for (let index = 0; index < length; index++) out += alphabet.charAt(this.next(alphabet.length));
		return out;
	}
}

export const HEXADECIMAL = "0123456789abcdef";
export const LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";
export const ALPHANUMERIC = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

type Maker = (random: SeededRandom) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
	hex8: (random) => random.text(HEXADECIMAL, 8),
	hex16: (random) => random.text(HEXADECIMAL, 16),
	hex31: (random) => random.text(HEXADECIMAL, 31),
	hex32: (random) => random.text(HEXADECIMAL, 32),
	hex40: (random) => random.text(HEXADECIMAL, 40),
	hex64: (random) => random.text(HEXADECIMAL, 64),
	lower32: (random) => random.text(LOWER, 32),
	upper32: (random) => random.text(LOWER, 32).toUpperCase(),
	alnum32: (random) => random.text(ALPHANUMERIC, 32),
	/** A classic key, prefix and all, in one of its alphabets. */
	classic: (random) => `key-${random.text([HEXADECIMAL, LOWER, ALPHANUMERIC][random.next(3)] ?? LOWER, 32)}`,
	current: (random) => [32, 8, 8].map((length) => random.text(HEXADECIMAL, length)).join("-"),
	uuid: (random) => [8, 4, 4, 4, 12].map((length) => random.text(HEXADECIMAL, length)).join("-"),
	/** The sample that was in Mailgun's documentation for years. It worked once, so it counts as a key. */
	documented: () => ["3ax6xnjp29jd", "6fds4gc373", "sgvjxteol0"].join(""),
	/** Nothing: it splits what people and other scanners would take for a key. */
	cut: () => "",
	nul: () => "\0",
	esc: () => "\u001b",
	tab: () => "\t",
};

type Wrapper = (inner: string) => string;

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
	base64: (inner) => Buffer.from(inner, "utf8").toString("base64"),
	base64url: (inner) => Buffer.from(inner, "utf8").toString("base64url"),
	repeat: (inner) => inner.repeat(32).slice(0, 32),
	percent: (inner) => encodeURIComponent(inner),
	uppercase: (inner) => inner.toUpperCase(),
};

/** A stretch of the expanded text that `!` marked, `[start, end)` in UTF-16 code units. */
export interface Mark {
	start: number;
	end: number;
}

export interface Expanded {
	text: string;
	marks: Mark[];
}

/**
 * Replaces `{hex32}`, `{lower32}`, `{current}` and the like by random values, `{base64:…}` and
 * `{repeat:…}` by what they make of what is inside, itself expanded. `{!…}` marks a place where a
 * finding is expected: the name of a value, or text. Any other brace is left alone.
 *
 * @param braces how many braces open and close: one in rules' examples, two in the case folders
 */
export function expand(template: string, random: SeededRandom, braces: 1 | 2): Expanded {
	const open = "{".repeat(braces);
	const close = "}".repeat(braces);
	const marks: Mark[] = [];
	let at = 0;

	/** Up to the closing braces or the end; `length` code units of output come before it. */
	const sequence = (inside: boolean, length: number): string => {
		let out = "";
		while (at < template.length) {
			if (inside && template.startsWith(close, at)) break;
			const special = template.startsWith(open, at) ? value(length + out.length) : undefined;
			out += special ?? template.charAt(at++);
		}
		return out;
	};

	const value = (length: number): string | undefined => {
		const start = at;
		at += open.length;
		const marked = template.startsWith("!", at);
		if (marked) at++;
		const word = /^[a-z0-9]+/u.exec(template.slice(at, at + 20))?.[0] ?? "";
		const make = Object.hasOwn(MAKERS, word) ? MAKERS[word] : undefined;
		const wrap = Object.hasOwn(WRAPPERS, word) ? WRAPPERS[word] : undefined;
		let out: string | undefined;
		if (make !== undefined && template.startsWith(close, at + word.length)) {
			at += word.length + close.length;
			out = make(random);
		} else if (wrap !== undefined && template.startsWith(":", at + word.length)) {
			at += word.length + 1;
			const inner = sequence(true, length);
			out = wrap(inner);
			at += close.length;
		} else if (marked) {
			out = sequence(true, length);
			at += close.length;
		}
		if (out === undefined) at = start;
		else if (marked) marks.push({ start: length, end: length + out.length });
		return out;
	};

	const text = sequence(false, 0);
	return { text, marks };
}
