import { type CommitSelection, readCommits } from "../source/commitLog.js";
import { readMessages } from "../source/commitMessages.js";
import { countCommits, historySelection, rangeSelection, withRangeAdvice } from "../source/commitSelection.js";
import { type PushedRef, parsePushedRefs, pushedObjects, pushSelection } from "../source/pushedRefs.js";
import type { Reading, TakeBlock } from "../source/reading.js";
import { wholeStandardInput } from "../source/standardInput.js";
import { readTags } from "../source/tagMessages.js";
import type { CommitRequest } from "./request.js";

export interface CommitsOptions {
	cwd: string;
	take: TakeBlock;
	/** Ends the reading early, with what was read so far. */
	signal?: AbortSignal | undefined;
	/** Told how many commits there will be, and each as it begins. */
	onTotal?: ((total: Promise<number>) => Promise<() => void>) | undefined;
}

/**
 * Reads what the commits of a request added, their messages and the annotated tags that belong to it.
 *
 * @throws CannotCheck where git fails, or the request names what git does not know
 */
export async function readRequestedCommits(request: CommitRequest, options: CommitsOptions): Promise<Reading> {
	try {
		return request.kind === "push"
			? await readPush(request.remote, options)
			: await readRequestedSelection(request, await selectionFor(request, options.cwd), options);
	} catch (error) {
		throw request.kind === "range" ? withRangeAdvice(error, request.range) : error;
	}
}

async function readPush(remote: string | undefined, options: CommitsOptions): Promise<Reading> {
	const refs: PushedRef[] = parsePushedRefs(await wholeStandardInput());
	const selection = await pushSelection(options.cwd, refs, remote);
	if (selection === undefined) return NOTHING;
	return joined([
		...(await readSelection(selection, true, options)),
		...(await tagReadings(options, pushedObjects(refs))),
	]);
}

type SelectedRequest = Exclude<CommitRequest, { kind: "push" }>;

async function readRequestedSelection(
	request: SelectedRequest,
	selection: CommitSelection | undefined,
	options: CommitsOptions,
): Promise<Reading> {
	if (selection === undefined) return NOTHING;
	return joined([
		...(await readSelection(selection, request.messages, options)),
		...(withTags(request) ? await tagReadings(options) : []),
	]);
}

function selectionFor(request: SelectedRequest, cwd: string): CommitSelection | Promise<CommitSelection | undefined> {
	return request.kind === "range" ? rangeSelection(request.range) : historySelection(cwd, request.history);
}

/** Annotated tags are part of a whole history with its messages: of one of its shards, not of each. */
function withTags(request: SelectedRequest): boolean {
	if (request.kind === "range" || !request.messages) return false;
	const { branch, shard } = request.history;
	return branch === undefined && (shard?.index ?? 1) === 1;
}

async function readSelection(
	selection: CommitSelection,
	messages: boolean,
	{ cwd, take, signal, onTotal }: CommitsOptions,
): Promise<Reading[]> {
	const onCommit = await onTotal?.(countCommits(cwd, selection));
	const readings = [await readCommits(cwd, selection, { take, signal, onCommit })];
	if (messages) readings.push(await readMessages(cwd, selection, { take, signal }));
	return readings;
}

async function tagReadings({ cwd, take, signal }: CommitsOptions, objects?: readonly string[]): Promise<Reading[]> {
	return signal?.aborted === true ? [] : [await readTags(cwd, take, objects)];
}

const NOTHING: Reading = { files: 0, lines: 0, errors: [] };

function joined(readings: readonly Reading[]): Reading {
	return {
		files: readings.reduce((sum, { files }) => sum + files, 0),
		lines: readings.reduce((sum, { lines }) => sum + lines, 0),
		errors: readings.flatMap(({ errors }) => errors),
	};
}
