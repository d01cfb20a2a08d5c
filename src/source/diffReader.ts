import { CannotCheck } from "../failure.js";
import { displayPath } from "../git/displayPath.js";
import { unquotePath } from "../git/quotedPath.js";
import type { DiffListener } from "./diffListener.js";
import { malformedDiff } from "./malformedDiff.js";
import { MergeHunk } from "./mergeHunk.js";
import { PlainHunk } from "./plainHunk.js";

const NUL = 0;
const FEED = 10;
const SPACE = 32;
/** The longest line outside of hunks (bytes). */
const LONGEST_HEADER = 1 << 20;

/**
 * Reads a patch as git prints it, piece by piece. The lines outside of hunks are read here, those
 * within by `PlainHunk` and `MergeHunk`.
 *
 *     diff --git a/config.env b/config.env
 *     index 1c59427..c6a8a2d 100644
 *     --- a/config.env
 *     +++ b/config.env
 *     @@ -1,2 +1,3 @@ section
 *     ...
 *
 * A merge, where it differs from all of its parents:
 *
 *     diff --cc config.env
 *     index 09ffdd8,eaba3b0..7582987
 *     --- a/config.env
 *     +++ b/config.env
 *     @@@ -1,2 -1,2 +1,3 @@@ section
 *     ...
 */
export class DiffReader {
	private readonly plainHunk: PlainHunk;
	private readonly mergeHunk: MergeHunk;
	/** The one being read. */
	private hunk: PlainHunk | MergeHunk | undefined;
	/** The current line outside of hunks, in the parts that came so far, and how long they are (bytes). */
	private header: Buffer[] = [];
	private headerLength = 0;
	private path: string | undefined;
	/** Of a merge's file, by the line that announces it. */
	private mergedPath: Buffer | undefined;
	/** Of a merge's file, the new version's name as git abbreviates it or not. */
	private mergedObject = "";
	private announced = false;

	constructor(private readonly listener: DiffListener) {
		this.plainHunk = new PlainHunk(listener);
		this.mergeHunk = new MergeHunk(listener);
	}

	/** @throws CannotCheck where the bytes are not a patch */
	push(chunk: Buffer): void {
		let index = 0;
		while (index < chunk.length) {
			if (this.hunk === undefined) {
				index = this.pushHeader(chunk, index);
			} else {
				index = this.hunk.push(chunk, index);
				if (!this.hunk.open) this.hunk = undefined;
			}
		}
	}

	/** @throws CannotCheck where the diff stopped in the middle of a hunk */
	end(): void {
		this.hunk?.end();
	}

	private pushHeader(chunk: Buffer, index: number): number {
		const feed = chunk.indexOf(FEED, index);
		const end = feed === -1 ? chunk.length : feed;
		this.headerLength += end - index;
		if (this.headerLength > LONGEST_HEADER) throw malformedDiff("a header line is over a megabyte long");
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
			if (this.listener.mark === undefined) throw malformedDiff("git printed the combined diff of a merge");
			this.path = undefined;
			this.mergedPath = line.subarray(line.indexOf(SPACE, "diff --c".length) + 1);
			this.announced = false;
		} else if (startsWith(line, "Binary files ")) {
			if (this.mergedPath !== undefined && this.listener.unshown !== undefined) {
				this.listener.unshown(displayPath(unquotePath(this.mergedPath)), this.mergedObject);
				return;
			}
			throw malformedDiff("git printed no content for a file that it takes for binary");
		}
	}

	private readHunkHeader(line: Buffer): void {
		// @@ -1,2 +3,4 @@ heading: a count of 1 is left out
		const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/su.exec(line.toString("latin1"));
		if (match === null || this.path === undefined) throw malformedDiff("a hunk header could not be read");
		this.announce(this.path, Number(match[2]), match[4] ?? "");
		this.plainHunk.begin(this.path, Number(match[1] ?? 1), Number(match[3] ?? 1));
		if (this.plainHunk.open) this.hunk = this.plainHunk;
	}

	private readMergedHunkHeader(line: Buffer): void {
		// @@@ -1,2 -1,2 +3,4 @@@ heading: a sign more than there are parents
		const match = /^(@{3,})(?: -\d+(?:,\d+)?)+ \+(\d+)(?:,\d+)? \1 ?(.*)$/su.exec(line.toString("latin1"));
		if (match === null || this.path === undefined)
			throw malformedDiff("the header of a merge's hunk could not be read");
		this.announce(this.path, Number(match[2]), match[3] ?? "");
		this.mergeHunk.begin(this.path, (match[1] ?? "").length - 1);
		this.hunk = this.mergeHunk;
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
	return line[0] === prefix.charCodeAt(0) && line.toString("latin1", 0, prefix.length) === prefix;
}

/** `b/path`, `"b/quoted"`, `/dev/null`; a name with a space in it has a tab behind it. */
function pathOf(written: Buffer): string {
	const bare = written[0] !== 34 && written[written.length - 1] === 9 ? written.subarray(0, -1) : written;
	const path = unquotePath(bare);
	return displayPath(path.length > 2 && path[0] === 98 && path[1] === 47 ? path.subarray(2) : path);
}
