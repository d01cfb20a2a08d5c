import { type CommitRecord, readChanges } from "../../git/changes.js";
import type { Spelling } from "../../key/spellings.js";
import type { KeyObjects } from "./keyObjects.js";

/** What the history says about one path that held the key. */
export interface PathHistory {
	/** As `Finding.path`. */
	path: string;
	spellings: Spelling["name"][];
	/** Commits that put the key there, the oldest first. */
	added: CommitRecord[];
	/** Commits that took it out again, the oldest first. */
	removed: CommitRecord[];
	/** One object that holds it there. */
	object: string;
}

export interface KeyHistory {
	paths: PathHistory[];
	/** Commits that put the key anywhere, each once, the oldest first; commits whose message holds it among them. */
	introducing: CommitRecord[];
	/** Commits whose own text holds it. */
	messages: CommitRecord[];
	/** Objects with the key that some commit has as a file. */
	reached: Set<string>;
}

/** Walks every commit once and tells where the key came in and went out. */
export async function readKeyHistory(root: string, objects: KeyObjects): Promise<KeyHistory> {
	const { blobs } = objects;
	const withMessage = new Set(objects.commits);
	const paths = new Map<string, PathHistory>();
	const introducing: CommitRecord[] = [];
	const messages: CommitRecord[] = [];
	const reached = new Set<string>();
	if (blobs.size > 0 || withMessage.size > 0) {
		await readChanges(root, (commit, changes) => {
			let introduces = withMessage.has(commit.id);
			if (introduces) messages.push(commit);
			for (const { path, before, after } of changes) {
				const spellings = blobs.get(after);
				const had = before.find((object) => blobs.has(object));
				if (spellings === undefined && had === undefined) continue;
				for (const object of [after, ...before]) if (blobs.has(object)) reached.add(object);
				let history = paths.get(path);
				if (history === undefined) {
					history = {
						path,
						spellings: [],
						added: [],
						removed: [],
						object: spellings === undefined ? (had ?? "") : after,
					};
					paths.set(path, history);
				}
				for (const name of spellings ?? []) if (!history.spellings.includes(name)) history.spellings.push(name);
				if (had === undefined) {
					history.added.push(commit);
					introduces = true;
				} else if (spellings === undefined) history.removed.push(commit);
			}
			if (introduces) introducing.push(commit);
		});
	}
	for (const { added, removed } of paths.values()) {
		added.sort(byTime);
		removed.sort(byTime);
	}
	const first = ({ added }: PathHistory) => added[0]?.committerDate ?? "";
	return {
		paths: [...paths.values()].sort((left, right) => Date.parse(first(left)) - Date.parse(first(right))),
		introducing: introducing.sort(byTime),
		messages: messages.sort(byTime),
		reached,
	};
}

/** By when it was committed here: an author's date can be years older than what it stands in. */
function byTime(left: CommitRecord, right: CommitRecord): number {
	return Date.parse(left.committerDate) - Date.parse(right.committerDate);
}
