/**
 * Text with NUL bytes in it, in the form that the rules read: UTF-8 without NULs.
 *
 * UTF-16 (PowerShell, .NET) is told by where its NUL bytes stand, since a hunk seldom holds the
 * byte order mark. NULs that follow no such order are stray and become spaces.
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
/** Fewer NULs than this do not make a line wide: no key fits in. */
const FEWEST_NULS = 8;

/**
 * Narrows a run of lines.
 *
 * git cuts lines behind each byte 0x0A. In UTF-16 that is half of a line feed: little-endian leaves
 * the feed's NUL at the head of the next line, big-endian leaves it at the end of this one. So in
 * both orders the NULs of a later line stand at even offsets, and which order it is only shows
 * where a line begins or ends with something that is not ASCII.
 *
 * @param startsFile whether the first byte is the file's first: a byte order mark can stand there
 */
export function narrow(bytes: Buffer, startsFile: boolean): NarrowedText {
	const writer = new NarrowWriter(bytes.length);
	const order = orderOf(bytes, startsFile);
	for (let start = 0; start < bytes.length; ) {
		const feed = bytes.indexOf(FEED, start);
		const end = feed === -1 ? bytes.length : feed;
		const nuls = nulsOf(bytes, start, end);
		if (nuls !== undefined) {
			// ASCII has its NUL behind it in little-endian, before it in big-endian.
			const shift = (order === "little") === (nuls === "even") ? 1 : 0;
			writeWide(writer, bytes, start + shift, end, order);
		} else {
			for (let index = start; index < end; index++) {
				// A stray NUL ends what stands before it, and takes a column.
				writer.put(bytes[index] || SPACE, index);
			}
		}
		if (feed !== -1) writer.put(FEED, feed);
		start = end + 1;
	}
	return writer.finish(bytes.length);
}

/** Where a wide line's NULs stand, counted from its start; undefined where it is no wide line. */
export function nulsOf(bytes: Buffer, start: number, end: number): "even" | "odd" | undefined {
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
 * The order of the first wide line that tells: by a byte order mark, by where the NULs stand in the
 * file's first line, else by which ends of lines are other than ASCII. Little-endian where none does.
 */
function orderOf(bytes: Buffer, startsFile: boolean): Order {
	let little = 0;
	let big = 0;
	for (let start = 0; start < bytes.length; ) {
		const feed = bytes.indexOf(FEED, start);
		const end = feed === -1 ? bytes.length : feed;
		const nuls = nulsOf(bytes, start, end);
		if (nuls !== undefined) {
			if (bytes[start] === 0xfe && bytes[start + 1] === 0xff) return "big";
			if (bytes[start] === 0xff && bytes[start + 1] === 0xfe) return "little";
			if (start === 0 && startsFile) return nuls === "even" ? "big" : "little";
			if (bytes[start] !== 0) big++;
			if (feed !== -1 && bytes[end - 1] !== 0) little++;
		}
		start = end + 1;
	}
	return big > little ? "big" : "little";
}

function writeWide(writer: NarrowWriter, bytes: Buffer, start: number, end: number, order: Order): void {
	const unitAt = (index: number): number => {
		const first = bytes[index] ?? 0;
		const second = bytes[index + 1] ?? 0;
		return order === "little" ? first | (second << 8) : (first << 8) | second;
	};
	for (let index = start; index + 1 < end; index += 2) {
		const unit = unitAt(index);
		if (unit === 0xfeff || unit === 0) continue;
		if (unit >= 0xd800 && unit < 0xdc00 && index + 3 < end) {
			const low = unitAt(index + 2);
			if (low >= 0xdc00 && low < 0xe000) {
				writer.putCodePoint(0x10000 + (unit - 0xd800) * 0x400 + (low - 0xdc00), index);
				index += 2;
				continue;
			}
		}
		writer.putCodePoint(unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit, index);
	}
}

class NarrowWriter {
	private readonly bytes: Buffer;
	private readonly sources: Uint32Array;
	private length = 0;

	constructor(sourceLength: number) {
		// Two bytes of UTF-16 become three of UTF-8 at the most.
		const most = Math.ceil(sourceLength * 1.5) + 4;
		this.bytes = Buffer.allocUnsafe(most);
		this.sources = new Uint32Array(most + 1);
	}

	put(byte: number, source: number): void {
		this.bytes[this.length] = byte;
		this.sources[this.length] = source;
		this.length++;
	}

	putCodePoint(code: number, source: number): void {
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

	finish(sourceLength: number): NarrowedText {
		this.sources[this.length] = sourceLength;
		return {
			bytes: this.bytes.subarray(0, this.length),
			sources: this.sources.subarray(0, this.length + 1),
		};
	}
}
