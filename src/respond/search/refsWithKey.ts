import { CannotCheck } from "../../failure.js";
import type { CommitRecord } from "../../git/changes.js";
import { askGit } from "../../git/client.js";
import { LOG_OPTIONS } from "../../git/fixedOptions.js";
import { splitLines } from "../../git/records.js";
import { readTree } from "../../git/tree.js";

/** A branch, tag or other ref whose history holds the key. */
export interface RefWithKey {
	/** Short name, `origin/main`. */
	name: string;
	/** Whole name, `refs/remotes/origin/main`. */
	fullName: string;
	kind: "branch" | "remote-tracking branch" | "tag" | "stash" | "other";
	/** Whether the key stands in its files now; undefined where that was not looked at, or cannot be. */
	inFiles: boolean | undefined;
}

/** Refs whose files are looked at: each is a process. */
const MOST_LOOKED_AT = 100;
/** Commits that a command line takes: the oldest ones are what matters. */
export const MOST_COMMITS = 500;

/**
 * Every ref from which one of these commits can be reached.
 *
 * @param introducing commits that put the key somewhere
 * @param blobs objects that hold it
 */
export async function refsWithKey(
	root: string,
	introducing: readonly CommitRecord[],
	blobs: ReadonlyMap<string, unknown>,
): Promise<RefWithKey[]> {
	if (introducing.length === 0) return [];
	const contains = introducing.slice(0, MOST_COMMITS).map(({ id }) => `--contains=${id}`);
	const out = await askGit(root, ["for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", ...contains]);
	const looked = new Map<string, boolean | undefined>();
	const refs: RefWithKey[] = [];
	for (const line of splitLines(out)) {
		const [fullName = "", tip = "", symbolic = ""] = line.split("\0");
		// origin/HEAD only says which branch is meant.
		if (symbolic !== "") continue;
		if (!looked.has(tip) && looked.size < MOST_LOOKED_AT) looked.set(tip, await treeHolds(root, tip, blobs));
		refs.push({ name: shortName(fullName), fullName, kind: kindOf(fullName), inFiles: looked.get(tip) });
	}
	return refs;
}

/** Undefined where git cannot read the tree: a partial clone need not have it, nor one that is broken. */
async function treeHolds(root: string, tip: string, blobs: ReadonlyMap<string, unknown>): Promise<boolean | undefined> {
	try {
		return (await readTree(root, tip)).some(({ object }) => blobs.has(object));
	} catch (error) {
		if (error instanceof CannotCheck) return undefined;
		throw error;
	}
}

function shortName(fullName: string): string {
	return fullName.replace(/^refs\/(?:heads|remotes|tags)\//u, "").replace(/^refs\/stash$/u, "stash");
}

function kindOf(fullName: string): RefWithKey["kind"] {
	if (fullName.startsWith("refs/heads/")) return "branch";
	if (fullName.startsWith("refs/remotes/")) return "remote-tracking branch";
	if (fullName.startsWith("refs/tags/")) return "tag";
	return fullName === "refs/stash" ? "stash" : "other";
}

/** `stash@{1}` for each stash that put the key somewhere: in its files, its index or its untracked files. */
export async function stashesWithKey(root: string, introducing: readonly CommitRecord[]): Promise<string[]> {
	const ids = new Set(introducing.map(({ id }) => id));
	const out = await askGit(root, ["stash", "list", ...LOG_OPTIONS, "--format=%gd%x00%H%x00%P"]);
	const names: string[] = [];
	for (const line of splitLines(out)) {
		const [name = "", id = "", parents = ""] = line.split("\0");
		const [, ...own] = parents.split(" ");
		if ([id, ...own].some((commit) => ids.has(commit))) names.push(name);
	}
	return names;
}

/** Those of the commits that nothing in `from` (`--all`, `--remotes`) can reach. */
export async function notReachable(
	root: string,
	commits: readonly CommitRecord[],
	from: "--all" | "--remotes",
): Promise<CommitRecord[]> {
	if (commits.length === 0) return [];
	const input = `${commits.map(({ id }) => id).join("\n")}\n`;
	const out = await askGit(root, ["rev-list", "--stdin", "--not", from], { input });
	const outside = new Set(splitLines(out));
	return commits.filter(({ id }) => outside.has(id));
}
