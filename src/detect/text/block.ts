/**
 * Consecutive lines of the new version of one file: what a source hands to detection.
 *
 * Blocks overlap, so that a key at the seam of two is whole in one of them, with the lines around it.
 * A candidate counts only where it starts in `[acceptFrom, acceptTo)`; the other bytes are context.
 */
export interface Block {
	/** As `Finding.path`. */
	path: string;
	/** The lines as they are in the file, line feeds between them. */
	bytes: Buffer;
	/** Line number of the first byte, 1-based. */
	firstLine: number;
	/** UTF-16 code units of the first line that come before the first byte, where a line was too long for one block. */
	firstColumn: number;
	acceptFrom: number;
	acceptTo: number;
	/** Offsets at which lines start, ascending; the first is 0. */
	lineStarts: ArrayLike<number>;
	/** How many entries of `lineStarts` and `lineAdded` count. */
	lineCount: number;
	/** 1 where the line is new in this change, 0 where it is context. */
	lineAdded: ArrayLike<number>;
	/** What git printed behind the hunk's `@@`: often the name of the section that the hunk is in. */
	heading?: string;
	/** The commit that made the change, where the source knows it. */
	commit?: string;
}

/** Index of the line of a block that holds the byte at `offset`. */
export function lineIndexAt(block: Block, offset: number): number {
	let low = 0;
	let high = block.lineCount - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((block.lineStarts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}
