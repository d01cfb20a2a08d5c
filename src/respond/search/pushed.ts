import { statSync } from "node:fs";
import type { CommitRecord } from "../../git/changes.js";
import { askGit } from "../../git/client.js";
import { LOG_OPTIONS } from "../../git/fixedOptions.js";
import { splitLines } from "../../git/records.js";
import { gitPath } from "../../git/repository.js";
import { notReachable, type RefWithKey } from "./refsWithKey.js";

/** Whether others can have the key, as far as this clone can tell. */
export type Pushed =
	/** No remote is configured: this clone cannot know. */
	| { state: "no-remotes" }
	/** No remote-tracking branch holds it. */
	| { state: "not-seen" /** When this clone last heard from a remote, ISO 8601. */; lastFetch: string | undefined }
	| {
			state: "pushed";
			/** Remote-tracking branches that hold it. */
			refs: readonly string[];
			/** The oldest commit with the key that was pushed. */
			first: CommitRecord;
			/** The oldest date, ISO 8601, on which a pushed commit that brought the key in was written or committed. */
			oldest: string;
			/** The oldest moment at which this clone saw it on a remote, and where; undefined where its reflog is silent. */
			seen: { ref: string; date: string } | undefined;
	  };

const MOST_REFS = 5;
const MOST_ENTRIES = 500;

export async function findPushed(
	root: string,
	introducing: readonly CommitRecord[],
	refs: readonly RefWithKey[],
): Promise<Pushed> {
	const tracking = await askGit(root, ["for-each-ref", "--count=1", "refs/remotes"]);
	if (tracking.length === 0 && (await askGit(root, ["remote"])).length === 0) return { state: "no-remotes" };
	const local = new Set((await notReachable(root, introducing, "--remotes")).map(({ id }) => id));
	const pushed = introducing.filter(({ id }) => !local.has(id));
	const [first] = pushed;
	if (first === undefined) return { state: "not-seen", lastFetch: await lastFetch(root) };
	const remote = refs.filter(({ kind }) => kind === "remote-tracking branch");
	let seen: { ref: string; date: string } | undefined;
	for (const { name, fullName } of remote.slice(0, MOST_REFS)) {
		const date = await firstSeen(root, fullName, first.id);
		if (date !== undefined && (seen === undefined || Date.parse(date) < Date.parse(seen.date)))
			seen = { ref: name, date };
	}
	return { state: "pushed", refs: remote.map(({ name }) => name), first, oldest: oldestDate(pushed), seen };
}

/** A rebase keeps the author's date and gives a new committer's: the older one is the safe one. */
export function oldestDate(commits: readonly CommitRecord[]): string {
	const dates = commits.flatMap(({ authorDate, committerDate }) => [authorDate, committerDate]);
	return dates.reduce((oldest, date) => (Date.parse(date) < Date.parse(oldest) ? date : oldest));
}

/** When a ref's reflog first has a commit from which `commit` can be reached: ISO 8601. */
async function firstSeen(root: string, ref: string, commit: string): Promise<string | undefined> {
	const out = await askGit(root, [
		"log",
		"--walk-reflogs",
		`--max-count=${MOST_ENTRIES}`,
		"--date=iso-strict",
		...LOG_OPTIONS,
		"--format=%H%x00%gd",
		ref,
		"--",
	]);
	const entries = splitLines(out)
		.map((line) => {
			const [id = "", selector = ""] = line.split("\0");
			return { id, date: /@\{(.+)\}$/u.exec(selector)?.[1] ?? "" };
		})
		.filter(({ date }) => !Number.isNaN(Date.parse(date)));
	// Newest first; a branch seldom loses a commit again, so that halving finds where it came in.
	let holds = -1;
	let low = 0;
	let high = entries.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		if (await isAncestor(root, commit, entries[middle]?.id ?? "")) {
			holds = middle;
			low = middle + 1;
		} else high = middle - 1;
	}
	return entries[holds]?.date;
}

async function isAncestor(root: string, commit: string, of: string): Promise<boolean> {
	// Its answer is its exit code, which this client does not hand on: the merge base says the same.
	const base = await askGit(root, ["merge-base", commit, of], { alsoFine: [1, 128] });
	return base.toString("latin1").trim() === commit;
}

async function lastFetch(root: string): Promise<string | undefined> {
	return statSync(await gitPath(root, "FETCH_HEAD"), { throwIfNoEntry: false })?.mtime.toISOString();
}
