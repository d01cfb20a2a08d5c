import { CannotCheck } from "../failure.js";
import { askGit } from "../git/client.js";
import { splitLines } from "../git/records.js";
import type { CommitSelection } from "./commitLog.js";

/** One of `count` equal parts of a history, 1-based. */
export interface Shard {
	index: number;
	count: number;
}

export interface HistoryOptions {
	/** Only this branch, or anything else that git takes for a commit. */
	branch?: string | undefined;
	/** A date as git reads it. */
	since?: string | undefined;
	maxCount?: number | undefined;
	shard?: Shard | undefined;
}

/** The commits of `A..B` or `A...B`, as git understands it. */
export function rangeSelection(range: string): CommitSelection {
	return { revisions: ["--end-of-options", range, "--"] };
}

/**
 * The commits of all refs (branches, tags, remote-tracking branches, the stash) and of HEAD, or of
 * one branch; undefined where a shard has none.
 *
 * @throws CannotCheck where git fails
 */
export async function historySelection(
	directory: string,
	{ branch, since, maxCount, shard }: HistoryOptions,
): Promise<CommitSelection | undefined> {
	if (since !== undefined) await refuseNoDate(directory, since);
	const revisions = [
		...(since === undefined ? [] : [`--since=${since}`]),
		...(maxCount === undefined ? [] : [`--max-count=${maxCount}`]),
		...(branch === undefined ? ["--all"] : ["--end-of-options", branch]),
		"--",
	];
	const selection = { revisions, whole: since === undefined && maxCount === undefined };
	return shard === undefined ? selection : shardOf(directory, selection, shard);
}

/** git takes whatever it cannot read as a date for this moment, and would show no commit at all. */
async function refuseNoDate(directory: string, since: string): Promise<void> {
	const answer = (await askGit(directory, ["rev-parse", `--since=${since}`])).toString("latin1");
	const seconds = Number(/^--max-age=(\d+)$/mu.exec(answer)?.[1]);
	if (seconds > 0 && seconds < Date.now() / 1000 - 5) return;
	throw new CannotCheck(
		"usage",
		`git finds no date in the past in --since ${JSON.stringify(since)}.`,
		'Name one, such as 2026-01-31 or "2 weeks ago".',
	);
}

/**
 * The part of a selection that is this shard's. A commit's own name decides, and nothing else: the
 * machines that share a history need not see the same refs for each commit to be read by one of them.
 */
async function shardOf(
	directory: string,
	selection: CommitSelection,
	{ index, count }: Shard,
): Promise<CommitSelection | undefined> {
	const commits = (await listCommits(directory, selection)).filter(
		(commit) => Number.parseInt(commit.slice(0, 8), 16) % count === index - 1,
	);
	// Without any commit on its input git takes HEAD.
	if (commits.length === 0) return undefined;
	return {
		whole: selection.whole ?? false,
		revisions: ["--no-walk=unsorted", "--stdin"],
		input: commits.map((commit) => `${commit}\n`).join(""),
	};
}

async function listCommits(directory: string, { revisions, input }: CommitSelection): Promise<string[]> {
	const answer = await askGit(directory, ["rev-list", ...revisions], { input });
	return splitLines(answer);
}

/** How many commits a selection holds. */
export async function countCommits(directory: string, { revisions, input }: CommitSelection): Promise<number> {
	if (revisions.includes("--no-walk=unsorted")) return (input ?? "").split("\n").length - 1;
	const answer = await askGit(directory, ["rev-list", "--count", ...revisions], { input });
	return Number(answer.toString("latin1").trim());
}

/** Says what to do about a range that git does not know, which in CI is mostly a clone that is not deep enough. */
export function withRangeAdvice(error: unknown, range: string): unknown {
	if (!(error instanceof CannotCheck) || error.kind !== "unknown-revision") return error;
	return new CannotCheck(
		"unknown-revision",
		`git does not know the commits of ${range} here.`,
		"Check the names; in CI, fetch more of the history first (actions/checkout: fetch-depth: 0; GitLab: GIT_DEPTH: 0).",
	).because(error);
}
