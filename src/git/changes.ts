import { CannotCheck } from "../failure.js";
import { streamGit } from "./client.js";
import { displayPath } from "./displayPath.js";

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

const NUL = 0;
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
 */
export async function readChanges(
	root: string,
	tell: (commit: CommitRecord, changes: readonly FileChange[]) => void,
): Promise<void> {
	let rest: Buffer = Buffer.alloc(0);
	let fields: string[] | undefined;
	let commit: CommitRecord | undefined;
	let change: { before: string[]; after: string } | undefined;
	let changes: FileChange[] = [];
	const finish = () => {
		if (commit !== undefined) tell(commit, changes);
		changes = [];
	};
	const token = (bytes: Buffer) => {
		if (change !== undefined) {
			changes.push({ path: displayPath(bytes), ...change });
			change = undefined;
		} else if (fields !== undefined) {
			fields.push(bytes.toString("utf8"));
			if (fields.length < FIELDS) return;
			const [id = "", parents = "", author = "", authorDate = "", committerDate = ""] = fields;
			commit = { id, parents: parents.split(" ").filter((parent) => parent !== ""), author, authorDate, committerDate };
			fields = undefined;
		} else if (bytes[0] === HEADER) {
			finish();
			fields = [bytes.toString("latin1", 1)];
		} else {
			const line = bytes.toString("latin1").replace(/^\n/u, "");
			if (line === "") return;
			change = changeOf(line);
		}
	};
	await streamGit(
		root,
		[
			"log",
			"--all",
			"--reflog",
			"--root",
			"--raw",
			"-c",
			"-z",
			"--no-renames",
			"--no-abbrev",
			"--no-color",
			"--no-notes",
			"--no-show-signature",
			"--no-relative",
			"--ignore-submodules=none",
			"--encoding=UTF-8",
			`--format=tformat:${FORMAT}`,
		],
		(chunk) => {
			let start = 0;
			for (let end = chunk.indexOf(NUL); end !== -1; end = chunk.indexOf(NUL, start)) {
				const part = chunk.subarray(start, end);
				token(rest.length === 0 ? part : Buffer.concat([rest, part]));
				rest = rest.subarray(0, 0);
				start = end + 1;
			}
			rest = Buffer.concat([rest, chunk.subarray(start)]);
		},
		{ config: ["log.follow=false"] },
	);
	finish();
}

function changeOf(line: string): { before: string[]; after: string } {
	const parents = /^:+/u.exec(line)?.[0].length ?? 0;
	const words = line.slice(parents).split(" ");
	const ids = words.slice(parents + 1, 2 * (parents + 1));
	const after = ids.at(-1);
	if (parents === 0 || after === undefined || ids.length !== parents + 1) {
		throw new CannotCheck(
			"git",
			"git log --raw printed something that could not be read.",
			"Run git fsck to see whether the repository is whole; if it is, please report this.",
		);
	}
	return { before: ids.slice(0, -1), after };
}
