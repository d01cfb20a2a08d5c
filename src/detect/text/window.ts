import { type Block, lineIndexAt } from "./block.js";

/** A line longer than this is judged in windows of this length (bytes). */
const LENGTH = 4096;
/** How far a window looks back from its first trigger: as far as anything on a line counts. */
const HEAD = 512;
/** How far a window looks past where its candidates may start: more than the longest key shape. */
export const WINDOW_TAIL = 1024;

/** What is judged at once: a line of a block, or the part of a long line around a trigger. Offsets are in the block. */
export class Window {
	readonly lineIndex: number;
	readonly lineStart: number;
	readonly lineEnd: number;
	readonly start: number;
	readonly end: number;
	/** Where to look on behind the window: candidates that start there are left to the next one. */
	readonly next: number;
	private cachedText: string | undefined;

	/** @param hit where a trigger starts, or a byte behind that */
	constructor(
		readonly block: Block,
		hit: number,
	) {
		const index = lineIndexAt(block, hit);
		this.lineIndex = index;
		this.lineStart = block.lineStarts[index] ?? 0;
		this.lineEnd = index + 1 < block.lineCount ? (block.lineStarts[index + 1] ?? 0) - 1 : block.bytes.length;
		const whole = this.lineEnd - this.lineStart <= LENGTH;
		this.start = whole ? this.lineStart : Math.max(this.lineStart, hit - HEAD);
		this.end = whole ? this.lineEnd : Math.min(this.lineEnd, hit + LENGTH + WINDOW_TAIL);
		this.next = this.end === this.lineEnd ? this.lineEnd + 1 : this.end - WINDOW_TAIL;
	}

	/** Whether the line is new in this change. */
	get added(): boolean {
		return (this.block.lineAdded[this.lineIndex] ?? 0) !== 0;
	}

	/** One character a byte, so that offsets in it are offsets in the window. */
	get text(): string {
		this.cachedText ??= this.block.bytes.toString("latin1", this.start, this.end);
		return this.cachedText;
	}

	/** The whole line, as bytes: a view on the block. */
	get line(): Buffer {
		return this.block.bytes.subarray(this.lineStart, this.lineEnd);
	}

	/** The whole line above it, where the block has it. */
	get lineAbove(): Buffer | undefined {
		const { block, lineIndex, lineStart } = this;
		return lineIndex > 0 ? block.bytes.subarray(block.lineStarts[lineIndex - 1] ?? 0, lineStart - 1) : undefined;
	}
}
