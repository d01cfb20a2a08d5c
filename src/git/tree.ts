import { askGit } from "./client.js";
import { displayPath } from "./displayPath.js";
import { unreadableOutput } from "./failure.js";
import { splitRecords } from "./records.js";

/** One file as a commit or the index has it. */
export interface TreeEntry {
	/** As `Finding.path`. */
	path: string;
	/** Whole object id; a commit's of another repository for a submodule. */
	object: string;
	isSubmodule: boolean;
}

const TAB = 9;
const SUBMODULE = "160000";

/**
 * The files of a commit, in git's order of paths.
 *
 *     <mode> SP <type> SP <object> TAB <path> NUL
 *
 * @throws CannotCheck where git fails, as it does for what has no tree
 */
export async function readTree(directory: string, revision: string): Promise<TreeEntry[]> {
	const output = await askGit(directory, ["ls-tree", "-r", "-z", "--full-tree", revision]);
	return splitRecords(output).map((record) => entryOf(record, 2));
}

/**
 * What the next commit would hold, in git's order of paths.
 *
 *     <mode> SP <object> SP <stage> TAB <path> NUL
 */
export async function readIndex(directory: string): Promise<TreeEntry[]> {
	return splitRecords(await askGit(directory, ["ls-files", "--stage", "-z"])).map((record) => entryOf(record, 1));
}

/** @param at which of the words before the tab is the object */
function entryOf(record: Buffer, at: 1 | 2): TreeEntry {
	const tab = record.indexOf(TAB);
	if (tab === -1) throw unreadableOutput("What git said of the files that it tracks");
	const words = record.toString("latin1", 0, tab).split(" ");
	return {
		path: displayPath(record.subarray(tab + 1)),
		object: words[at] ?? "",
		isSubmodule: words[0] === SUBMODULE,
	};
}
