import { CannotCheck } from "../failure.js";
import { displayPath } from "../git/displayPath.js";
import { unquotePath } from "../git/quotedPath.js";

/** What a diff reader tells, in the order of the diff. */
export interface DiffListener {
	/** A file's hunks follow. */
	file(path: string): void;
	/** A hunk begins: the number of its first line in the new file, and what stood behind the `@@`. */
	hunk(firstLine: number, heading: string): void;
	/** Bytes `chunk[start, end)` of the current line of the new file; a long line comes in parts. */
	text(chunk: Buffer, start: number, end: number, added: boolean): void;
	/** The current line ends. */
	line(added: boolean): void;
	/** The hunk is over: what follows is not contiguous with it. */
	hunkEnd(): void;
	/** A line of the log between the patches of two commits: it begins with a NUL byte. */
	mark?(line: Buffer): void;
	/** git prints no content for this file of a merge, since it takes it for binary whatever it is told. */
	unshown?(path: string, object: string): void;
}

const NUL = 0;
const FEED = 10;
const SPACE = 32;
const PLUS = 43;
const MINUS = 45;
const BACKSLASH = 92;
const LONGEST_HEADER = 1 << 20;

/**
 * Reads a patch as git prints it, piece by piece and by its hunk counts: a line's first character
 * is only trusted within the number of lines that the hunk's header promised, so an added line
 * `++ b/x`, which stands as `+++ b/x`, is a line and no header.
 *
 *     diff --git a/config.env b/config.env
 *     index 1c59427..c6a8a2d 100644
 *     --- a/config.env
 *     +++ b/config.env
 *     @@ -1,2 +1,3 @@ section
 *      CONTEXT=1
 *     -OLD=2
 *     +NEW=3
 *     +MORE=4
 *     \ No newline at end of file
 *
 * A merge's hunk compares with each parent, a column for each: a line is new where every parent
 * lacks it, which is what the merge itself brought in. The counts are not to be trusted there: git
 * counts lines at a hunk's end that it does not show (seen in 2.39). But each line begins with a
 * column, and what follows a hunk (`@@@`, `diff`, an empty line, a mark) with none of the three signs.
 *
 *     diff --cc config.env
 *     index 09ffdd8,eaba3b0..7582987
 *     --- a/config.env
 *     +++ b/config.env
 *     @@@ -1,2 -1,2 +1,3 @@@ section
 *       CONTEXT=1
 *     - OURS=2
 *      -THEIRS=2
 *     ++NEW=3
 *     + FROM_THE_SECOND_PARENT=4
 */
export class DiffReader {
	/** Lines of the old and the new version still to come; 0 in a merge. */
	private oldLeft = 0;
	private newLeft = 0;
	/** Within a merge's hunk: how many parents there are; else 0. What the current line says of them so far. */
	private parents = 0;
	private columns: number[] = [];
	/** In a hunk: what the current line is, or undefined before its first character. */
	private kind: number | undefined;
	private header: Buffer[] = [];
	private headerLength = 0;
	private path: string | undefined;
	/** Of a merge's file, by the line that announces it. */
	private mergedPath: Buffer | undefined;
	/** Of a merge's file, the new version's name as git abbreviates it or not. */
	private mergedObject = "";
	private announced = false;

	constructor(private readonly listener: DiffListener) {}

	/** @throws CannotCheck where the bytes are not a patch */
	push(chunk: Buffer): void {
		const { listener } = this;
		let index = 0;
		while (index < chunk.length) {
			if (
				this.oldLeft === 0 &&
				this.newLeft === 0 &&
				this.kind === undefined &&
				!(this.parents > 0 && this.goesOn(chunk[index] ?? 0))
			) {
				index = this.pushHeader(chunk, index);
				continue;
			}
			if (this.kind === undefined && this.parents > 0) {
				this.pushColumn(chunk[index] ?? 0);
				index++;
				continue;
			}
			if (this.kind === undefined) {
				const first = chunk[index] ?? 0;
				// With diff.suppressBlankEmpty an empty context line has lost its space.
				this.kind = first === FEED ? SPACE : first;
				if (first !== FEED) index++;
				if (this.kind !== SPACE && this.kind !== PLUS && this.kind !== MINUS && this.kind !== BACKSLASH) {
					throw malformed(
						`a hunk of ${this.path ?? "an unnamed file"} has a line that is neither added, removed nor context`,
					);
				}
			}
			const feed = chunk.indexOf(FEED, index);
			const end = feed === -1 ? chunk.length : feed;
			const kind = this.kind;
			if ((kind === PLUS || kind === SPACE) && end > index) listener.text(chunk, index, end, kind === PLUS);
			if (feed === -1) return;
			index = feed + 1;
			this.kind = undefined;
			if (kind === PLUS) {
				this.newLeft--;
				listener.line(true);
			} else if (kind === SPACE) {
				this.newLeft--;
				this.oldLeft--;
				listener.line(false);
			} else if (kind === MINUS) {
				this.oldLeft--;
			}
			if (this.parents > 0) {
				this.newLeft = 0;
				this.oldLeft = 0;
				continue;
			}
			if (this.oldLeft < 0 || this.newLeft < 0) throw malformed("a hunk has more lines than its header says");
			if (this.oldLeft === 0 && this.newLeft === 0) listener.hunkEnd();
		}
	}

	/** @throws CannotCheck where the diff stopped in the middle of a hunk */
	end(): void {
		if (this.oldLeft > 0 || this.newLeft > 0 || this.kind !== undefined) {
			throw malformed("it ended in the middle of a hunk");
		}
		if (this.columns.length > 0) throw malformed("it ended in the middle of a line");
		if (this.parents > 0) this.goesOn(NUL);
	}

	/** The next character of a merge's line, of which the first ones say how each parent has it. */
	private pushColumn(column: number): void {
		const { columns } = this;
		if (column !== SPACE && column !== PLUS && column !== MINUS) {
			throw malformed(`a hunk of ${this.path ?? "an unnamed file"} has a line that no parent explains`);
		}
		columns.push(column);
		if (columns.length < this.parents) return;
		this.kind = columns.includes(MINUS) ? MINUS : columns.includes(SPACE) ? SPACE : PLUS;
		this.columns = [];
	}

	/** Whether a merge's hunk goes on. */
	private goesOn(next: number): boolean {
		if (this.columns.length > 0 || next === SPACE || next === PLUS || next === MINUS) return true;
		this.parents = 0;
		this.listener.hunkEnd();
		return false;
	}

	private pushHeader(chunk: Buffer, index: number): number {
		const feed = chunk.indexOf(FEED, index);
		const end = feed === -1 ? chunk.length : feed;
		this.headerLength += end - index;
		if (this.headerLength > LONGEST_HEADER) throw malformed("a header line is over a megabyte long");
		this.header.push(chunk.subarray(index, end));
		if (feed === -1) {
			// The chunk's memory may be reused before the line goes on.
			this.header = [Buffer.concat(this.header)];
			return end;
		}
		const line = this.header.length === 1 && this.header[0] !== undefined ? this.header[0] : Buffer.concat(this.header);
		this.header = [];
		this.headerLength = 0;
		this.readHeader(line);
		return feed + 1;
	}

	private readHeader(line: Buffer): void {
		if (line[0] === NUL && this.listener.mark !== undefined) {
			this.path = undefined;
			this.mergedPath = undefined;
			this.listener.mark(line);
		} else if (startsWith(line, "diff --git ")) {
			this.path = undefined;
			this.mergedPath = undefined;
			this.announced = false;
		} else if (startsWith(line, "+++ ")) {
			this.path = pathOf(line.subarray(4));
			this.announced = false;
		} else if (startsWith(line, "@@ ")) {
			this.readHunkHeader(line);
		} else if (startsWith(line, "@@@")) {
			this.readMergedHunkHeader(line);
		} else if (startsWith(line, "* Unmerged path ")) {
			const path = displayPath(unquotePath(line.subarray(16)));
			throw new CannotCheck(
				"unmerged",
				`${path} has conflicts that are not resolved, so there is nothing yet that could be committed.`,
				"Resolve them, git add the file and try again.",
			);
		} else if (this.mergedPath !== undefined && startsWith(line, "index ")) {
			this.mergedObject = /\.\.([0-9a-f]+)/u.exec(line.toString("latin1"))?.[1] ?? "";
		} else if (startsWith(line, "diff --cc ") || startsWith(line, "diff --combined ")) {
			if (this.listener.mark === undefined) throw malformed("git printed the combined diff of a merge");
			this.path = undefined;
			this.mergedPath = line.subarray(line.indexOf(SPACE, "diff --c".length) + 1);
			this.announced = false;
		} else if (startsWith(line, "Binary files ")) {
			if (this.mergedPath !== undefined && this.listener.unshown !== undefined) {
				this.listener.unshown(displayPath(unquotePath(this.mergedPath)), this.mergedObject);
				return;
			}
			throw malformed("git printed no content for a file that it takes for binary");
		}
	}

	private readHunkHeader(line: Buffer): void {
		// @@ -1,2 +3,4 @@ heading: a count of 1 is left out
		const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/su.exec(line.toString("latin1"));
		if (match === null || this.path === undefined) throw malformed("a hunk header could not be read");
		this.oldLeft = Number(match[1] ?? 1);
		this.newLeft = Number(match[3] ?? 1);
		this.announce(this.path, Number(match[2]), match[4] ?? "");
	}

	private readMergedHunkHeader(line: Buffer): void {
		// @@@ -1,2 -1,2 +3,4 @@@ heading: a sign more than there are parents
		const match = /^(@{3,})(?: -\d+(?:,\d+)?)+ \+(\d+)(?:,\d+)? \1 ?(.*)$/su.exec(line.toString("latin1"));
		if (match === null || this.path === undefined) throw malformed("the header of a merge's hunk could not be read");
		this.parents = (match[1] ?? "").length - 1;
		this.announce(this.path, Number(match[2]), match[3] ?? "");
	}

	private announce(path: string, firstLine: number, heading: string): void {
		if (!this.announced) {
			this.announced = true;
			this.listener.file(path);
		}
		this.listener.hunk(firstLine, heading);
	}
}

function startsWith(line: Buffer, prefix: string): boolean {
	return line.length >= prefix.length && line.toString("latin1", 0, prefix.length) === prefix;
}

/** `b/path`, `"b/quoted"`, `/dev/null`; a name with a space in it has a tab behind it. */
function pathOf(written: Buffer): string {
	const bare = written[0] !== 34 && written[written.length - 1] === 9 ? written.subarray(0, -1) : written;
	const path = unquotePath(bare);
	return displayPath(path.length > 2 && path[0] === 98 && path[1] === 47 ? path.subarray(2) : path);
}

function malformed(what: string): CannotCheck {
	return new CannotCheck(
		"git",
		`The diff that git printed could not be read: ${what}.`,
		"This is a fault of mg-hook or of this git; please report it. To commit without the check: git commit --no-verify.",
	);
}
