import type { DiffListener } from "./diffListener.js";
import { malformedDiff } from "./malformedDiff.js";

const FEED = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const BACKSLASH = 92;

/**
 * Reads a hunk that compares two versions, piece by piece. A line's first character is only trusted
 * within the number of lines that the hunk's header promised, so an added line `++ b/x`, which stands
 * as `+++ b/x`, is a line and no header.
 *
 *     @@ -1,2 +1,3 @@ section
 *      CONTEXT=1
 *     -OLD=2
 *     +NEW=3
 *     +MORE=4
 *     \ No newline at end of file
 */
export class PlainHunk {
	private path = "";
	/** Lines of the old and the new version still to come. */
	private oldLeft = 0;
	private newLeft = 0;
	/** The first character of the current line; undefined before it. */
	private sign: number | undefined;

	constructor(private readonly listener: DiffListener) {}

	/** Whether lines are still to come. */
	get open(): boolean {
		return this.oldLeft > 0 || this.newLeft > 0;
	}

	begin(path: string, oldLines: number, newLines: number): void {
		this.path = path;
		this.oldLeft = oldLines;
		this.newLeft = newLines;
	}

	/**
	 * @returns where it stopped: behind the hunk's last line, or at the end of the chunk
	 * @throws CannotCheck where the lines are not those that the counts promise
	 */
	push(chunk: Buffer, from: number): number {
		let index = from;
		while (index < chunk.length) {
			if (this.sign === undefined) index = this.beginLine(chunk, index);
			const feed = chunk.indexOf(FEED, index);
			const end = feed === -1 ? chunk.length : feed;
			if (end > index && (this.sign === PLUS || this.sign === SPACE)) this.listener.text(chunk, index, end);
			if (feed === -1) return end;
			index = feed + 1;
			this.endLine();
			if (!this.open) {
				this.listener.hunkEnd();
				return index;
			}
		}
		return index;
	}

	/** @throws CannotCheck where lines are still to come */
	end(): void {
		if (this.open) throw malformedDiff("it ended in the middle of a hunk");
	}

	/** @returns where the line's text begins */
	private beginLine(chunk: Buffer, index: number): number {
		const first = chunk[index] ?? 0;
		// With diff.suppressBlankEmpty an empty context line has lost its space.
		const sign = first === FEED ? SPACE : first;
		if (sign !== SPACE && sign !== PLUS && sign !== MINUS && sign !== BACKSLASH) {
			throw malformedDiff(`a hunk of ${this.path} has a line that is neither added, removed nor context`);
		}
		this.sign = sign;
		if (sign === PLUS || sign === SPACE) this.listener.line(sign === PLUS);
		return first === FEED ? index : index + 1;
	}

	private endLine(): void {
		const { sign } = this;
		this.sign = undefined;
		if (sign === PLUS || sign === SPACE) {
			this.newLeft--;
			this.listener.lineEnd();
		}
		if (sign === MINUS || sign === SPACE) this.oldLeft--;
		if (this.oldLeft < 0 || this.newLeft < 0) throw malformedDiff("a hunk has more lines than its header says");
	}
}
