/** What a reader of lines tells, in the order of the diff or file that it reads. */
export interface DiffListener {
	/** A file's hunks follow. */
	file(path: string): void;
	/** A hunk begins: the number of its first line in the new file, and what stood behind the `@@`. */
	hunk(firstLine: number, heading: string): void;
	/** A line of the new file begins, which this change added or not. */
	line(added: boolean): void;
	/** Bytes `chunk[start, end)` of the current line; a long line comes in parts. */
	text(chunk: Buffer, start: number, end: number): void;
	/** The current line ends. */
	lineEnd(): void;
	/** The hunk is over: what follows is not contiguous with it. */
	hunkEnd(): void;
	/** A line of the log between the patches of two commits: it begins with a NUL byte. */
	mark?(line: Buffer): void;
	/** git prints no content for this file of a merge, since it takes it for binary whatever it is told. */
	unshown?(path: string, object: string): void;
}
