import { isAscii } from "node:buffer";
import { encodingOf, utf16Length } from "../detect/text/lineText.js";
import { nulsOf } from "../detect/text/utf16.js";

/** A line that is too long to be kept whole: where it may be cut, and how long its beginning is then. */
export class LongLine {
	/** Where the NULs of UTF-16 stand, counted from the start; undefined in any other text. */
	private readonly nuls: "even" | "odd" | undefined;

	/** @param bytes as much of the line as there is so far */
	constructor(private readonly bytes: Buffer) {
		this.nuls = bytes.includes(0) ? nulsOf(bytes, 0, bytes.length) : undefined;
	}

	/**
	 * The last offset up to `offset` at which the line may be cut: before a character of UTF-8, since a part
	 * that begins or ends within one would pass for another encoding. In UTF-16 it is before a byte that is
	 * NUL in ASCII: so begins each line but the file's first there, whatever the order of the bytes.
	 */
	cutBefore(offset: number): number {
		if (this.nuls === "even") return offset & ~3;
		if (this.nuls === "odd") return Math.max(0, ((offset - 1) & ~3) + 1);
		// What will follow the last byte is not known yet.
		const even = Math.min(offset, this.bytes.length - 1) & ~3;
		let at = even;
		while (at > 0 && even - at < 3 && ((this.bytes[at] ?? 0) & 0xc0) === 0x80) at--;
		return at;
	}

	/** UTF-16 code units up to a cut. A byte order mark is none. */
	unitsBefore(cut: number): number {
		if (this.nuls !== undefined) return Math.ceil(cut / 2) - (startsWithMark(this.bytes) ? 1 : 0);
		const beginning = this.bytes.subarray(0, cut);
		return isAscii(beginning) ? cut : utf16Length(beginning, 0, cut, encodingOf(beginning));
	}
}

function startsWithMark(bytes: Buffer): boolean {
	const first = bytes.readUInt16BE(0);
	return first === 0xfeff || first === 0xfffe;
}
