import { type CommitRecord, type FileChange, readChanges } from "../../git/changes.js";
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
	const walk = new HistoryWalk(objects);
	if (objects.blobs.size > 0 || objects.commits.length > 0) {
		await readChanges(root, (commit, changes) => walk.take(commit, changes));
	}
	return walk.history();
}

class HistoryWalk {
	private readonly withMessage: ReadonlySet<string>;
	private readonly paths = new Map<string, PathHistory>();
	private readonly introducing: CommitRecord[] = [];
	private readonly messages: CommitRecord[] = [];
	private readonly reached = new Set<string>();

	constructor(private readonly objects: KeyObjects) {
		this.withMessage = new Set(objects.commits);
	}

	take(commit: CommitRecord, changes: readonly FileChange[]): void {
		const inMessage = this.withMessage.has(commit.id);
		if (inMessage) this.messages.push(commit);
		const added = changes.filter((change) => this.takeChange(commit, change));
		if (inMessage || added.length > 0) this.introducing.push(commit);
	}

	history(): KeyHistory {
		const paths = [...this.paths.values()];
		for (const { added, removed } of paths) {
			added.sort(byTime);
			removed.sort(byTime);
		}
		const first = ({ added }: PathHistory) => added[0]?.committerDate ?? "";
		return {
			paths: paths.sort((left, right) => Date.parse(first(left)) - Date.parse(first(right))),
			introducing: this.introducing.sort(byTime),
			messages: this.messages.sort(byTime),
			reached: this.reached,
		};
	}

	/** @returns whether the change puts the key into a file that had it in no parent */
	private takeChange(commit: CommitRecord, { path, before, after }: FileChange): boolean {
		const { blobs } = this.objects;
		const spellings = blobs.get(after);
		const had = before.find((object) => blobs.has(object));
		const object = spellings === undefined ? had : after;
		if (object === undefined) return false;
		for (const holder of [after, ...before]) if (blobs.has(holder)) this.reached.add(holder);
		const history = this.historyOf(path, object);
		history.spellings = [...new Set([...history.spellings, ...(spellings ?? [])])];
		if (had === undefined) history.added.push(commit);
		else if (spellings === undefined) history.removed.push(commit);
		return had === undefined;
	}

	/** @param object the one that holds the key there, where the path is not known yet */
	private historyOf(path: string, object: string): PathHistory {
		const known = this.paths.get(path);
		if (known !== undefined) return known;
		const history: PathHistory = { path, spellings: [], added: [], removed: [], object };
		this.paths.set(path, history);
		return history;
	}
}

/** By when it was committed here: an author's date can be years older than what it stands in. */
function byTime(left: CommitRecord, right: CommitRecord): number {
	return Date.parse(left.committerDate) - Date.parse(right.committerDate);
}
