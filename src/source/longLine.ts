import { isAscii } from "node:buffer";
import { encodingOf, utf16Length } from "../detect/text/lineText.js";
import { nulsOf } from "../detect/text/utf16.js";

/** A line too long to be kept whole: where it may be cut, and how many columns come before the cut. */
export class LongLine {
	/** Whether the NULs of UTF-16 stand at even or at odd offsets; undefined in any other text. */
	private readonly nuls: "even" | "odd" | undefined;

	/** @param bytes what there is of the line so far */
	constructor(private readonly bytes: Buffer) {
		this.nuls = bytes.includes(0) ? nulsOf(bytes, 0, bytes.length) : undefined;
	}

	/**
	 * The last offset up to `offset` where the line may be cut. In UTF-8 that is before a character: a part
	 * that begins or ends within one would pass for another encoding. In UTF-16 it is before the byte that
	 * is NUL in ASCII: every line but the file's first begins with it, in either byte order, and so each
	 * part looks like such a line.
	 */
	cutBefore(offset: number): number {
		if (this.nuls === "even") return offset & ~3;
		if (this.nuls === "odd") return Math.max(0, ((offset - 1) & ~3) + 1);
		// What follows the last byte is not known yet.
		const even = Math.min(offset, this.bytes.length - 1) & ~3;
		let at = even;
		while (at > 0 && even - at < 3 && ((this.bytes[at] ?? 0) & 0xc0) === 0x80) at--;
		return at;
	}

	/** UTF-16 code units before a cut. A byte order mark does not count. */
	unitsBefore(cut: number): number {
		if (this.nuls !== undefined) return Math.ceil(cut / 2) - (cut > 0 && startsWithMark(this.bytes) ? 1 : 0);
		const beginning = this.bytes.subarray(0, cut);
		return isAscii(beginning) ? cut : utf16Length(beginning, encodingOf(beginning));
	}
}

function startsWithMark(bytes: Buffer): boolean {
	const first = bytes.readUInt16BE(0);
	return first === 0xfeff || first === 0xfffe;
}
