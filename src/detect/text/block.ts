/**
 * Consecutive lines of the new version of one file: what a source hands to detection.
 *
 * A block overlaps with the one before it, so that a key on the seam and the lines around it are
 * seen whole in one of them: candidates are only taken where they start in
 * `[acceptFrom, acceptTo)`, the rest of the bytes is there to be looked at.
 */
export interface Block {
	/** As `Finding.path`. */
	path: string;
	/** The lines as they are in the file, line feeds between them. */
	bytes: Buffer;
	/** Line number of the first byte, 1-based. */
	firstLine: number;
	/** UTF-16 code units of the first line that come before the first byte (a line too long for one block). */
	firstColumn: number;
	acceptFrom: number;
	acceptTo: number;
	/** Offsets at which lines start, ascending; the first is 0. */
	lineStarts: ArrayLike<number>;
	/** How many entries of `lineStarts` and `lineAdded` count. */
	lineCount: number;
	/** 1 where the line is new in this change, 0 where it is there for context. */
	lineAdded: ArrayLike<number>;
	/** What git printed behind the hunk's `@@`: often the section that the hunk is in. */
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
