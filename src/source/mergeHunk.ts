import type { DiffListener } from "./diffListener.js";
import { malformedDiff } from "./malformedDiff.js";

const FEED = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;

/**
 * Reads a hunk that compares a merge with each of its parents, piece by piece. Every line has a column
 * for each parent: it is new where every parent lacks it, which is what the merge itself brought in.
 *
 * The counts in the header are not to be trusted: git counts lines at a hunk's end that it does not show
 * (seen in 2.39). But each line begins with a column, and what follows a hunk (`@@@`, `diff`, an empty
 * line, a mark) with none of the three signs.
 *
 *     @@@ -1,2 -1,2 +1,3 @@@ section
 *       CONTEXT=1
 *     - OURS=2
 *      -THEIRS=2
 *     ++NEW=3
 *     + FROM_THE_SECOND_PARENT=4
 */
export class MergeHunk {
	private path = "";
	/** How many parents the merge has; 0 outside of a hunk. */
	private parents = 0;
	/** The columns of the current line so far. */
	private columns: number[] = [];
	/** What the columns say together; undefined until the last one is read. */
	private sign: number | undefined;

	constructor(private readonly listener: DiffListener) {}

	/** Whether the hunk may go on. */
	get open(): boolean {
		return this.parents > 0;
	}

	begin(path: string, parents: number): void {
		this.path = path;
		this.parents = parents;
	}

	/**
	 * @returns where it stopped: before the first byte that is not the hunk's, or at the end of the chunk
	 * @throws CannotCheck where a line does not begin with a column for each parent
	 */
	push(chunk: Buffer, from: number): number {
		let index = from;
		while (index < chunk.length) {
			if (this.sign === undefined) {
				const next = chunk[index] ?? 0;
				if (this.columns.length === 0 && !isSign(next)) {
					this.close();
					return index;
				}
				this.pushColumn(next);
				index++;
			} else {
				index = this.pushText(chunk, index);
			}
		}
		return index;
	}

	/** @throws CannotCheck in the middle of a line */
	end(): void {
		if (this.sign !== undefined) throw malformedDiff("it ended in the middle of a hunk");
		if (this.columns.length > 0) throw malformedDiff("it ended in the middle of a line");
		if (this.open) this.close();
	}

	private close(): void {
		this.parents = 0;
		this.listener.hunkEnd();
	}

	private pushColumn(column: number): void {
		const { columns } = this;
		if (!isSign(column)) throw malformedDiff(`a hunk of ${this.path} has a line that no parent explains`);
		columns.push(column);
		if (columns.length < this.parents) return;
		this.sign = columns.includes(MINUS) ? MINUS : columns.includes(SPACE) ? SPACE : PLUS;
		this.columns = [];
		if (this.sign !== MINUS) this.listener.line(this.sign === PLUS);
	}

	/** @returns where the next line begins, or the end of the chunk */
	private pushText(chunk: Buffer, index: number): number {
		const shown = this.sign !== MINUS;
		const feed = chunk.indexOf(FEED, index);
		const end = feed === -1 ? chunk.length : feed;
		if (shown && end > index) this.listener.text(chunk, index, end);
		if (feed === -1) return end;
		this.sign = undefined;
		if (shown) this.listener.lineEnd();
		return feed + 1;
	}
}

function isSign(byte: number): boolean {
	return byte === SPACE || byte === PLUS || byte === MINUS;
}
