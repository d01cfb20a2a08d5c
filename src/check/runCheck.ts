import { realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CannotCheck } from "../failure.js";
import { FindingList } from "../finding/findingList.js";
import { Occurrences } from "../finding/occurrences.js";
import type { CheckResult, Scope } from "../finding/result.js";
import { isOutsideRepository } from "../git/failure.js";
import { findRoot } from "../git/repository.js";
import { BlockBuilder } from "../source/blockBuilder.js";
import { type CommitSelection, readCommits } from "../source/commitLog.js";
import { MESSAGE_PATH, messageIn, readMessages } from "../source/commitMessages.js";
import {
	countCommits,
	type HistoryOptions,
	historySelection,
	rangeSelection,
	withRangeAdvice,
} from "../source/commitSelection.js";
import { type PushedRef, parsePushedRefs, pushedObjects, pushSelection } from "../source/pushedRefs.js";
import type { Reading, TakeBlock } from "../source/reading.js";
import { readStandardInput, wholeStandardInput } from "../source/standardInput.js";
import { readTags } from "../source/tagMessages.js";
import { readTracked } from "../source/trackedFiles.js";
import type { Checker } from "./checker.js";
import { keysInHead } from "./keysInHead.js";
import { type PrepareOptions, prepareChecker } from "./prepareChecker.js";

/** What to check, other than the staged changes. */
export type CheckRequest =
	| { kind: "range"; range: string; messages: boolean }
	| { kind: "history"; history: HistoryOptions; messages: boolean }
	| { kind: "push"; remote: string | undefined }
	| { kind: "message"; file: string }
	| { kind: "paths"; paths: readonly string[]; ignored: boolean }
	| { kind: "stdin"; name: string }
	| { kind: "all" };

const SCOPES: Readonly<Record<CheckRequest["kind"], Scope>> = {
	range: "range",
	history: "history",
	push: "push",
	message: "messages",
	paths: "paths",
	stdin: "stdin",
	all: "all",
};

export interface RunOptions extends Omit<PrepareOptions, "root" | "everything"> {
	cwd: string;
	/** Ends the check early, with what was found so far. */
	signal?: AbortSignal;
	/** Told how many commits there will be, and each as it begins. */
	onTotal?: (total: Promise<number>) => Promise<() => void>;
}

/**
 * Checks one source: reads, detects, decides.
 *
 * @throws CannotCheck where the check cannot be made
 */
export async function runCheck(request: CheckRequest, options: RunOptions): Promise<CheckResult> {
	const { cwd } = options;
	const root = await rootFor(request, cwd);
	const checker = await prepareChecker(cwd, { ...options, root });
	const scope = SCOPES[request.kind];
	const list = new FindingList();
	const { findings, beyond } = list;
	const takeFinding: TakeBlock = (block) => checker.check(block, (finding) => list.add(finding));
	switch (request.kind) {
		case "paths": {
			const { readPaths } = await import("../source/paths.js");
			const { paths, ignored } = request;
			const where = { cwd, base: realpathSync(root), ignored, signal: options.signal };
			return { scope, ...(await readPaths(paths, where, takeFinding)), findings, beyond };
		}
		case "stdin":
			return { scope, ...(await readStandardInput(request.name, takeFinding)), findings, beyond };
		case "all":
			return { scope, ...(await readTracked(cwd, takeFinding, options.signal)), findings, beyond };
		case "message":
			return { scope, ...(await readMessageFile(resolve(cwd, request.file), takeFinding)), findings, beyond };
		default:
			return { scope, ...(await runCommits(request, options, root, checker)) };
	}
}

/** The folder whose configuration holds. Paths and pipes need no repository, commits no work tree. */
async function rootFor({ kind }: CheckRequest, cwd: string): Promise<string> {
	try {
		return await findRoot(cwd);
	} catch (error) {
		const anywhere = kind === "paths" || kind === "stdin" || kind === "message";
		const withoutWorkTree = error instanceof CannotCheck && error.kind === "no-work-tree";
		if (withoutWorkTree || (anywhere && isOutsideRepository(error))) return cwd;
		throw error;
	}
}

async function readMessageFile(file: string, take: TakeBlock): Promise<Reading> {
	const builder = new BlockBuilder((block) => take(block));
	try {
		builder.wholeText(MESSAGE_PATH, messageIn(await readFile(file)));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === undefined) throw error;
		throw new CannotCheck(
			"input",
			`The commit message cannot be read from ${file} (${code}).`,
			"Name the file that git gives a commit-msg hook as its argument.",
			error,
		);
	}
	return { ...builder.extent, errors: [] };
}

type CommitRequest = Extract<CheckRequest, { kind: "range" | "history" | "push" }>;

async function runCommits(
	request: CommitRequest,
	{ cwd, config, signal, onTotal }: RunOptions,
	root: string,
	checker: Checker,
): Promise<Omit<CheckResult, "scope">> {
	const refs = request.kind === "push" ? parsePushedRefs(await wholeStandardInput()) : [];
	const selection = await selectionFor(request, cwd, refs);
	const occurrences = new Occurrences();
	if (selection === undefined) return { files: 0, lines: 0, errors: [], findings: [] };
	// Beside the log from the first finding on, since most histories have none.
	let head: Promise<ReadonlySet<string> | undefined> | undefined;
	const take: TakeBlock = (block, place) =>
		checker.check(block, (finding) => {
			occurrences.add({ ...finding, ...place });
			head ??= headKeys(cwd, root, config, signal);
		});
	const onCommit = await onTotal?.(countCommits(cwd, selection));
	const readings: Reading[] = [];
	try {
		readings.push(
			await readCommits(cwd, selection, take, {
				...(signal === undefined ? {} : { signal }),
				...(onCommit === undefined ? {} : { onCommit }),
			}),
		);
		if (request.kind === "push" || request.messages) readings.push(await readMessages(cwd, selection, take, signal));
		if (signal?.aborted !== true) readings.push(...(await tagReadings(request, cwd, refs, take)));
	} catch (error) {
		throw request.kind === "range" ? withRangeAdvice(error, request.range) : error;
	}
	const keys = await head;
	const findings = occurrences
		.findings()
		.map((finding) =>
			signal?.aborted === true ? finding : { ...finding, inHead: keys?.has(finding.fingerprint) ?? false },
		);
	return {
		files: readings.reduce((sum, { files }) => sum + files, 0),
		lines: readings.reduce((sum, { lines }) => sum + lines, 0),
		errors: readings.flatMap(({ errors }) => errors),
		findings,
	};
}

/** Fingerprints of the keys in HEAD. What the configuration ignores still stands where it stands. */
function headKeys(
	cwd: string,
	root: string,
	config: string | undefined,
	signal: AbortSignal | undefined,
): Promise<ReadonlySet<string> | undefined> {
	const keys = prepareChecker(cwd, {
		root,
		baseline: false,
		everything: true,
		...(config === undefined ? {} : { config }),
	}).then((checker) =>
		keysInHead(cwd, (block, report) => checker.check(block, ({ fingerprint }) => report(fingerprint)), signal),
	);
	// Where the log fails, that is what is told.
	keys.catch(() => undefined);
	return keys;
}

/** Annotated tags, where they are part of the check: once, not once a shard. */
async function tagReadings(
	request: CommitRequest,
	cwd: string,
	refs: readonly PushedRef[],
	take: TakeBlock,
): Promise<Reading[]> {
	if (request.kind === "push") return [await readTags(cwd, take, pushedObjects(refs))];
	if (request.kind === "range" || !request.messages) return [];
	const { branch, shard } = request.history;
	return branch === undefined && (shard?.index ?? 1) === 1 ? [await readTags(cwd, take)] : [];
}

async function selectionFor(
	request: CommitRequest,
	cwd: string,
	refs: readonly PushedRef[],
): Promise<CommitSelection | undefined> {
	switch (request.kind) {
		case "range":
			return rangeSelection(request.range);
		case "history":
			return historySelection(cwd, request.history);
		case "push":
			return pushSelection(cwd, refs, request.remote);
	}
}
