import { streamGit } from "./client.js";
import { displayPath } from "./displayPath.js";
import { unreadableOutput } from "./failure.js";
import { DIFF_OPTIONS, LOG_OPTIONS, LOG_SETTINGS } from "./fixedOptions.js";
import { RecordReader } from "./records.js";

/** A commit, in the words of its own header: as hostile as any text of a repository. */
export interface CommitRecord {
	/** Whole object id. */
	id: string;
	parents: readonly string[];
	/** `Name <address>`. */
	author: string;
	/** ISO 8601 with its offset. */
	authorDate: string;
	committerDate: string;
}

/** One file that a commit changed. */
export interface FileChange {
	/** As `Finding.path`. */
	path: string;
	/** Object ids before the commit, one a parent; all zeros where there was none. */
	before: readonly string[];
	/** Object id after it; all zeros where the file was deleted. */
	after: string;
}

const HEADER = 1;
const FORMAT = "%x01%H%x00%P%x00%an <%ae>%x00%aI%x00%cI";
const FIELDS = 5;

/**
 * Reads which objects every commit of every branch, tag, stash and reflog put in place of which,
 * the newest commit first. A merge tells what differs from all of its parents.
 *
 *     ^A<commit>NUL<parents>NUL<author>NUL<date>NUL<date>NUL LF
 *     :100644 100644 <before> <after> MNUL<path>NUL
 *     ::100644 100644 100644 <before> <before> <after> MMNUL<path>NUL
 *
 * @throws CannotCheck where git fails
 */
export async function readChanges(
	root: string,
	tell: (commit: CommitRecord, changes: readonly FileChange[]) => void,
): Promise<void> {
	const reader = new ChangeReader(tell);
	const records = new RecordReader((record) => reader.take(record));
	await streamGit(
		root,
		[
			"log",
			"--all",
			"--reflog",
			"--raw",
			"-c",
			"-z",
			"--no-renames",
			"--no-abbrev",
			...DIFF_OPTIONS,
			...LOG_OPTIONS,
			`--format=tformat:${FORMAT}`,
		],
		{ config: LOG_SETTINGS, take: (chunk) => records.push(chunk) },
	);
	reader.end(records.end());
}

/** Puts the records of that log together again. */
class ChangeReader {
	/** Of the commit that is being read. */
	private fields: string[] | undefined;
	private commit: CommitRecord | undefined;
	/** What is known of a change whose path comes next. */
	private change: Omit<FileChange, "path"> | undefined;
	private changes: FileChange[] = [];

	constructor(private readonly tell: (commit: CommitRecord, changes: readonly FileChange[]) => void) {}

	take(record: Buffer): void {
		if (this.change !== undefined) {
			this.changes.push({ path: displayPath(record), ...this.change });
			this.change = undefined;
		} else if (this.fields !== undefined) {
			this.takeField(this.fields, record.toString("utf8"));
		} else if (record[0] === HEADER) {
			this.endCommit();
			this.fields = [record.toString("latin1", 1)];
		} else {
			const line = record.toString("latin1").replace(/^\n/u, "");
			if (line !== "") this.change = changeOf(line);
		}
	}

	/**
	 * Tells the last commit.
	 *
	 * @param rest what came behind the last NUL
	 * @throws CannotCheck in the middle of a commit or a change
	 */
	end(rest: Buffer): void {
		if (this.fields !== undefined || this.change !== undefined || !/^\n?$/u.test(rest.toString("latin1"))) {
			throw unreadable();
		}
		this.endCommit();
	}

	private endCommit(): void {
		if (this.commit !== undefined) this.tell(this.commit, this.changes);
		this.changes = [];
	}

	private takeField(fields: string[], field: string): void {
		fields.push(field);
		if (fields.length < FIELDS) return;
		const [id = "", parents = "", author = "", authorDate = "", committerDate = ""] = fields;
		this.commit = {
			id,
			parents: parents.split(" ").filter((parent) => parent !== ""),
			author,
			authorDate,
			committerDate,
		};
		this.fields = undefined;
	}
}

function changeOf(line: string): { before: string[]; after: string } {
	const parents = /^:+/u.exec(line)?.[0].length ?? 0;
	const words = line.slice(parents).split(" ");
	const ids = words.slice(parents + 1, 2 * (parents + 1));
	const after = ids.at(-1);
	if (parents === 0 || after === undefined || ids.length !== parents + 1) {
		throw unreadable();
	}
	return { before: ids.slice(0, -1), after };
}

function unreadable() {
	return unreadableOutput("What git log --raw printed");
}
