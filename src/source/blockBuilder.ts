import type { Block } from "../detect/text/block.js";
import type { DiffListener } from "./diffListener.js";
import { LongLine } from "./longLine.js";

/** Size at which a block is handed on at the next line end (bytes). */
const BLOCK_SIZE = 256 * 1024;
/** Size at which a line too long for a block is cut: up to here allow comments are seen anywhere on a line. */
const LONGEST_LINE = 4 * 1024 * 1024;
/** What the next block sees again of this one, for context (bytes). */
const LEAD = 4096;
/** Where this block stops taking candidates, so that their right side is seen (bytes). */
const TAIL = 1024;

/** How much was read; `lines` counts the added ones. */
export interface Extent {
	files: number;
	lines: number;
}

/** Gathers lines into blocks and hands each on when it is full or its hunk is over. */
export class BlockBuilder implements DiffListener {
	readonly extent: Extent = { files: 0, lines: 0 };
	commit: string | undefined;

	private path = "";
	private heading = "";
	private bytes = Buffer.allocUnsafeSlow(2 * BLOCK_SIZE);
	private length = 0;
	private lineStarts = new Int32Array(4096);
	private lineAdded = new Uint8Array(4096);
	/** Lines finished; the one under way has its start in `lineStarts[lineCount]`. */
	private lineCount = 0;
	private anyAdded = false;
	private firstLine = 1;
	private firstColumn = 0;
	private acceptFrom = 0;

	constructor(private readonly take: (block: Block) => void) {}

	file(path: string): void {
		this.path = path;
		this.extent.files++;
	}

	hunk(firstLine: number, heading: string): void {
		this.heading = heading;
		// A hunk that only removes says the line before it, possibly 0.
		this.firstLine = Math.max(1, firstLine);
		this.reset();
	}

	line(added: boolean): void {
		this.lineAdded[this.lineCount] = added ? 1 : 0;
		if (added) this.anyAdded = true;
	}

	text(chunk: Buffer, start: number, end: number): void {
		const size = end - start;
		if (this.length + size + 1 > this.bytes.length) this.grow(this.length + size + 1);
		if (size < 24) {
			const { bytes } = this;
			for (let from = start, to = this.length; from < end; from++, to++) bytes[to] = chunk[from] ?? 0;
		} else {
			chunk.copy(this.bytes, this.length, start, end);
		}
		this.length += size;
		if (this.length > LONGEST_LINE) this.cutLine();
	}

	lineEnd(): void {
		this.extent.lines += this.lineAdded[this.lineCount] ?? 0;
		this.lineCount++;
		if (this.length + 1 > this.bytes.length) this.grow(this.length + 1);
		this.bytes[this.length++] = 10;
		if (this.lineCount + 1 >= this.lineStarts.length) {
			this.lineStarts = enlarged(this.lineStarts, new Int32Array(this.lineStarts.length * 2));
			this.lineAdded = enlarged(this.lineAdded, new Uint8Array(this.lineAdded.length * 2));
		}
		this.lineStarts[this.lineCount] = this.length;
		if (this.length >= BLOCK_SIZE) {
			this.hand(this.lineCount, this.length, this.length - TAIL);
			this.keepTail();
		}
	}

	hunkEnd(): void {
		if (this.length > 0) this.hand(this.lineCount, this.length, this.length);
		this.reset();
	}

	private reset(): void {
		this.length = 0;
		this.lineCount = 0;
		this.lineStarts[0] = 0;
		this.anyAdded = false;
		this.firstColumn = 0;
		this.acceptFrom = 0;
	}

	private hand(lineCount: number, length: number, acceptTo: number): void {
		if (!this.anyAdded) return;
		this.take({
			path: this.path,
			bytes: this.bytes.subarray(0, length),
			firstLine: this.firstLine,
			firstColumn: this.firstColumn,
			acceptFrom: this.acceptFrom,
			acceptTo,
			lineStarts: this.lineStarts,
			lineCount: Math.max(1, lineCount),
			lineAdded: this.lineAdded,
			heading: this.heading,
			...(this.commit === undefined ? {} : { commit: this.commit }),
		});
	}

	/** Starts the next block with the last lines of this one. */
	private keepTail(): void {
		const accepted = this.length - TAIL;
		let line = this.lineCount;
		while (line > 0 && (this.lineStarts[line - 1] ?? 0) >= accepted - LEAD) line--;
		// Whole lines only; where the last one is longer than the lead it is kept whole.
		if (line > 0 && (this.lineStarts[line] ?? 0) > accepted) line--;
		this.dropBefore(line, this.lineStarts[line] ?? 0, accepted);
	}

	private dropBefore(line: number, offset: number, accepted: number): void {
		this.bytes.copy(this.bytes, 0, offset, this.length);
		this.length -= offset;
		for (let index = line; index <= this.lineCount; index++) {
			this.lineStarts[index - line] = Math.max(0, (this.lineStarts[index] ?? 0) - offset);
			this.lineAdded[index - line] = this.lineAdded[index] ?? 0;
		}
		this.lineCount -= line;
		this.firstLine += line;
		if (line > 0) this.firstColumn = 0;
		this.acceptFrom = Math.max(0, accepted - offset);
		this.anyAdded = true;
	}

	/** A line that is longer than may be kept: hand on what is there, keep its end. */
	private cutLine(): void {
		const start = this.lineStarts[this.lineCount] ?? 0;
		const line = new LongLine(this.bytes.subarray(start, this.length));
		// The line may only just have begun, behind a long one that was kept whole.
		const accepted = line.cutBefore(Math.max(0, this.length - start - TAIL));
		this.hand(this.lineCount + 1, start + line.cutBefore(this.length - start), start + accepted);
		const cut = line.cutBefore(Math.max(0, accepted - LEAD));
		const column = (this.lineCount === 0 ? this.firstColumn : 0) + line.unitsBefore(cut);
		this.dropBefore(this.lineCount, start + cut, start + accepted);
		this.firstColumn = column;
	}

	private grow(atLeast: number): void {
		const larger = Buffer.allocUnsafeSlow(Math.max(atLeast, this.bytes.length * 2));
		this.bytes.copy(larger, 0, 0, this.length);
		this.bytes = larger;
	}
}

function enlarged<T extends Int32Array | Uint8Array>(from: T, to: T): T {
	to.set(from);
	return to;
}
