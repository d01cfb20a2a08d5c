/**
 * Text with NUL bytes in it, in the form that the rules read: UTF-8 without NULs.
 *
 * UTF-16 (PowerShell, .NET) is recognized by where its NUL bytes stand, since a hunk seldom holds
 * the byte order mark. NULs without such a pattern are stray and become spaces.
 */
export interface NarrowedText {
	/** UTF-8. */
	bytes: Buffer;
	/** For each byte of `bytes`, and one past the last, the offset that it came from. */
	sources: Uint32Array;
}

type Order = "little" | "big";

const FEED = 10;
const SPACE = 32;
/** A line with fewer NULs than this is not wide: a key would have more. */
const FEWEST_NULS = 8;

/**
 * Narrows a run of lines.
 *
 * git cuts lines behind each byte 0x0A. In UTF-16 that is half of a line feed: little-endian leaves
 * the feed's NUL at the head of the next line, big-endian leaves it at the end of this one. So in
 * both orders the NULs of a later line stand at even offsets, and the order only shows where a line
 * begins or ends with a character that is not ASCII.
 *
 * @param startsFile whether the first byte is the file's first: a byte order mark can stand there
 */
export function narrow(bytes: Buffer, startsFile: boolean): NarrowedText {
	const lines = linesOf(bytes);
	const order = orderOf(bytes, lines, startsFile);
	const writer = new NarrowWriter(bytes, order);
	for (const { start, end, nuls } of lines) {
		if (nuls !== undefined) {
			// ASCII has its NUL behind it in little-endian, before it in big-endian.
			const shift = (order === "little") === (nuls === "even") ? 1 : 0;
			writer.putWide(start + shift, end);
		} else {
			writer.putNarrow(start, end);
		}
		if (end < bytes.length) writer.put(FEED, end);
	}
	return writer.finish();
}

interface Line {
	start: number;
	/** Where its feed stands, or the end of the text. */
	end: number;
	nuls: Nuls;
}

/** Whether a wide line's NULs stand at even or odd offsets from its start; undefined where the line is not wide. */
type Nuls = "even" | "odd" | undefined;

function linesOf(bytes: Buffer): Line[] {
	const lines: Line[] = [];
	for (let start = 0; start < bytes.length; ) {
		const feed = bytes.indexOf(FEED, start);
		const end = feed === -1 ? bytes.length : feed;
		lines.push({ start, end, nuls: nulsOf(bytes, start, end) });
		start = end + 1;
	}
	return lines;
}

export function nulsOf(bytes: Buffer, start: number, end: number): Nuls {
	let even = 0;
	let odd = 0;
	for (let index = start; index < end; index++) {
		if (bytes[index] !== 0) continue;
		if (((index - start) & 1) === 0) even++;
		else odd++;
	}
	const most = Math.max(even, odd);
	if (most < FEWEST_NULS || Math.min(even, odd) > most * 0.3) return undefined;
	return even > odd ? "even" : "odd";
}

/**
 * The order, as a byte order mark or the NULs of the file's first line tell it. Else the one that
 * more lines show: one whose first byte is no NUL is big-endian, one whose last byte is none is
 * little-endian.
 */
function orderOf(bytes: Buffer, lines: readonly Line[], startsFile: boolean): Order {
	let little = 0;
	let big = 0;
	for (const { start, end, nuls } of lines) {
		if (nuls === undefined) continue;
		const marked = byteOrderMarkAt(bytes, start);
		if (marked !== undefined) return marked;
		if (start === 0 && startsFile) return nuls === "even" ? "big" : "little";
		if (bytes[start] !== 0) big++;
		if (end < bytes.length && bytes[end - 1] !== 0) little++;
	}
	return big > little ? "big" : "little";
}

function byteOrderMarkAt(bytes: Buffer, start: number): Order | undefined {
	if (bytes[start] === 0xfe && bytes[start + 1] === 0xff) return "big";
	if (bytes[start] === 0xff && bytes[start + 1] === 0xfe) return "little";
	return undefined;
}

class NarrowWriter {
	private readonly bytes: Buffer;
	private readonly sources: Uint32Array;
	private length = 0;

	constructor(
		private readonly wide: Buffer,
		private readonly order: Order,
	) {
		// Two bytes of UTF-16 become at most three of UTF-8.
		const most = Math.ceil(wide.length * 1.5) + 4;
		this.bytes = Buffer.allocUnsafe(most);
		this.sources = new Uint32Array(most + 1);
	}

	put(byte: number, source: number): void {
		this.bytes[this.length] = byte;
		this.sources[this.length] = source;
		this.length++;
	}

	/** Copies a stretch that is not wide. A stray NUL ends what stands before it, and takes a column. */
	putNarrow(start: number, end: number): void {
		for (let index = start; index < end; index++) this.put(this.wide[index] || SPACE, index);
	}

	/** Decodes a stretch of UTF-16, without byte order marks and NULs. */
	putWide(start: number, end: number): void {
		for (let index = start; index + 1 < end; index += 2) {
			const unit = this.unitAt(index);
			if (unit === 0xfeff || unit === 0) continue;
			const low = unit >= 0xd800 && unit < 0xdc00 && index + 3 < end ? this.unitAt(index + 2) : 0;
			if (low >= 0xdc00 && low < 0xe000) {
				this.putCodePoint(0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00), index);
				index += 2;
			} else {
				this.putCodePoint(unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit, index);
			}
		}
	}

	private unitAt(index: number): number {
		const first = this.wide[index] ?? 0;
		const second = this.wide[index + 1] ?? 0;
		return this.order === "little" ? first | (second << 8) : (first << 8) | second;
	}

	private putCodePoint(code: number, source: number): void {
		if (code < 0x80) {
			this.put(code, source);
			return;
		}
		if (code < 0x800) this.put(0xc0 | (code >> 6), source);
		else {
			if (code < 0x10000) this.put(0xe0 | (code >> 12), source);
			else {
				this.put(0xf0 | (code >> 18), source);
				this.put(0x80 | ((code >> 12) & 0x3f), source);
			}
			this.put(0x80 | ((code >> 6) & 0x3f), source);
		}
		this.put(0x80 | (code & 0x3f), source);
	}

	finish(): NarrowedText {
		this.sources[this.length] = this.wide.length;
		return {
			bytes: this.bytes.subarray(0, this.length),
			sources: this.sources.subarray(0, this.length + 1),
		};
	}
}
