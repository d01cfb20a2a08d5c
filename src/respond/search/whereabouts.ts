import type { CommitRecord } from "../../git/changes.js";
import { readIndex } from "../../git/tree.js";
import { workTreePaths } from "../../git/workTree.js";
import { fingerprint as fingerprintOf } from "../../key/fingerprint.js";
import { redact } from "../../key/redact.js";
import type { Spelling } from "../../key/spellings.js";
import { type PathHistory, readKeyHistory } from "./keyHistory.js";
import { type KeyFile, keyInWorkTree } from "./keyInFiles.js";
import { findKeyObjects } from "./keyObjects.js";
import { limitsOfSearch } from "./limits.js";
import { findPushed, type Pushed } from "./pushed.js";
import { MOST_COMMITS, notReachable, type RefWithKey, refsWithKey, stashesWithKey } from "./refsWithKey.js";

/** Every place in one repository where one key stands. Holds no key. */
export interface Whereabouts {
	redacted: string;
	ruleId: string;
	fingerprint: string;
	workTree: readonly KeyFile[];
	/** Files as they are staged or last committed, by the index. */
	index: readonly { path: string; object: string; spellings: readonly Spelling["name"][] }[];
	/** Paths that commits gave the key to, the oldest first. */
	history: readonly PathHistory[];
	/** The commits that did so, the oldest first. */
	introducing: readonly CommitRecord[];
	/** Commits whose message or names hold it. */
	messages: readonly CommitRecord[];
	/** Annotated tags that do. */
	tagMessages: number;
	refs: readonly RefWithKey[];
	/** `stash@{0}`. */
	stashes: readonly string[];
	/** Introducing commits that only a reflog still reaches. */
	onlyInReflog: readonly CommitRecord[];
	/** Objects with the key that nothing reaches any more; `git gc` removes them in time. */
	loose: number;
	pushed: Pushed;
	/** What was read: objects of the history and files of the work tree. */
	searched: { objects: number; files: number };
	/** What could not be searched, in sentences. */
	limits: readonly string[];
}

/** Searches the repository at `root` for a key, by its value, in every spelling. */
export async function findWhereabouts(root: string, key: string, ruleId: string): Promise<Whereabouts> {
	const objects = await findKeyObjects(root, key);
	const history = await readKeyHistory(root, objects);
	const index = await readIndex(root);
	const paths = await workTreePaths(root);
	const refs = await refsWithKey(root, history.introducing, objects.blobs);
	const staged = index.flatMap(({ path, object }) => {
		const spellings = objects.blobs.get(object);
		return spellings === undefined ? [] : [{ path, object, spellings }];
	});
	const inIndex = new Set(index.map(({ object }) => object));
	const loose = [...objects.blobs.keys()].filter((object) => !history.reached.has(object) && !inIndex.has(object));
	const { files, unreadable } = keyInWorkTree(root, key, paths);
	const limits = await limitsOfSearch(root, index, unreadable);
	if (history.introducing.length > MOST_COMMITS) {
		limits.unshift(
			`${history.introducing.length} commits brought it in: branches and tags are listed that have one of the oldest ${MOST_COMMITS}.`,
		);
	}
	return {
		redacted: redact(key),
		ruleId,
		fingerprint: fingerprintOf(ruleId, key),
		workTree: files,
		index: staged,
		history: history.paths,
		introducing: history.introducing,
		messages: history.messages,
		tagMessages: objects.tags.length,
		refs: refs.filter(({ kind }) => kind !== "stash"),
		stashes: history.introducing.length === 0 ? [] : await stashesWithKey(root, history.introducing),
		onlyInReflog: await notReachable(root, history.introducing, "--all"),
		loose: loose.length,
		pushed: await findPushed(root, history.introducing, refs),
		searched: { objects: objects.read, files: paths.length },
		limits,
	};
}
