import assert from "node:assert/strict";
import { streamGit } from "../../src/git/client.js";
import { displayPath } from "../../src/git/displayPath.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { DiffReader } from "../../src/source/diffReader.js";
import { readStaged, STAGED_DIFF } from "../../src/source/stagedDiff.js";
import { EventRecorder } from "../support/recordedEvents.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";
import {
	type FileVersion,
	firstVersion,
	isSubsequence,
	longestCommonSubsequence,
	nextVersion,
	path,
} from "./fileVersions.js";
import { Random } from "./random.js";

const FILES_AT_ONCE = 120;

interface Change {
	path: string;
	before: FileVersion | undefined;
	after: FileVersion | undefined;
}

/**
 * Stages random changes to files of random names and compares what mg-hook reads of them with the
 * two versions themselves, which owe nothing to git's patch:
 *
 * - a line that is told has the text that the new version has on that line;
 * - what is not told as added is in the old version, in that order: nothing new is missed;
 * - with git at its most exact, no more is told as added than must be;
 * - blocks hold the same lines as the events they were made of.
 *
 * @returns how many changes were compared
 */
export async function fuzzStagedDiff(seed: number): Promise<number> {
	const random = new Random(seed);
	const repository = temporaryRepository();
	try {
		const changes = Array.from({ length: FILES_AT_ONCE }, (_, index) => change(random, index));
		commit(
			repository,
			"before",
			changes.map(({ path, before }) => [path, before]),
		);
		commit(
			repository,
			"after",
			changes.map(({ path, after }) => [path, after]),
		);
		repository.git("symbolic-ref", "HEAD", "refs/heads/before");
		repository.git("read-tree", "after");
		for (const exact of [true, false]) {
			const recorder = await record(repository.root, exact);
			for (const one of changes) compare(one, changes, recorder, exact);
			if (!exact) await compareBlocks(repository.root, recorder);
		}
		return changes.length;
	} catch (error) {
		throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
	} finally {
		repository.remove();
	}
}

function change(random: Random, index: number): Change {
	const before = random.chance(0.15) ? undefined : firstVersion(random);
	const after = random.chance(0.1)
		? undefined
		: before === undefined || random.chance(0.1)
			? firstVersion(random)
			: nextVersion(random, before);
	return { path: path(random, index), before, after };
}

/**
 * A commit on a branch of its own, made by fast-import: a process for all files.
 *
 * @param parents branches that it merges
 */
export function commit(
	repository: TemporaryRepository,
	branch: string,
	files: readonly (readonly [string, FileVersion | undefined])[],
	parents: readonly string[] = [],
): void {
	let stream = `commit refs/heads/${branch}\ncommitter A <a@example.com> 0 +0000\ndata 0\n`;
	for (const [index, parent] of parents.entries()) stream += `${index === 0 ? "from" : "merge"} refs/heads/${parent}\n`;
	if (parents.length > 0) stream += "deleteall\n";
	for (const [name, version] of files) {
		if (version === undefined) continue;
		const content = version.join("");
		stream += `M 100644 inline ${quoted(name)}\ndata ${content.length}\n${content}\n`;
	}
	const { code, stderr } = repository.tryGit(["fast-import", "--quiet"], { input: Buffer.from(stream, "latin1") });
	if (code !== 0) throw new Error(stderr);
}

function quoted(name: string): string {
	return `"${[...name].map((character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`).join("")}"`;
}

async function record(root: string, exact: boolean): Promise<EventRecorder> {
	const recorder = new EventRecorder();
	const reader = new DiffReader(recorder);
	await streamGit(root, exact ? [...STAGED_DIFF, "--diff-algorithm=minimal", "--no-renames"] : STAGED_DIFF, {
		take: (chunk) => reader.push(chunk),
	});
	reader.end();
	return recorder;
}

function compare(
	{ path: name, before, after }: Change,
	all: readonly Change[],
	recorder: EventRecorder,
	exact: boolean,
): void {
	const shown = displayPath(Buffer.from(name, "latin1"));
	const told = recorder.lines.filter((line) => line.path === shown);
	const of = () => JSON.stringify({ name, before, after, told });
	if (after === undefined) {
		assert.equal(told.length, 0, `a deleted file has lines: ${of()}`);
		return;
	}
	const added = new Set<number>();
	for (const { line, text, added: isAdded } of told) {
		assert.equal(text, after[line - 1]?.replace(/\n$/u, ""), `line ${line} has another text: ${of()}`);
		if (isAdded) added.add(line);
	}
	const kept = after.filter((_, index) => !added.has(index + 1));
	const sources = exact
		? [before ?? []]
		: [before ?? [], ...all.filter((one) => one.after === undefined).map((one) => one.before ?? [])];
	assert.ok(
		sources.some((source) => isSubsequence(kept, source)),
		`an added line is missed: ${of()}`,
	);
	if (exact) {
		assert.equal(
			added.size,
			after.length - longestCommonSubsequence(before ?? [], after),
			`too much is added: ${of()}`,
		);
	}
}

async function compareBlocks(root: string, recorder: EventRecorder): Promise<void> {
	const lines = new Map<string, string>();
	const extent = await readStaged(root, (block) => {
		for (let index = 0; index < block.lineCount; index++) {
			const start = block.lineStarts[index] ?? 0;
			const end = index + 1 < block.lineCount ? (block.lineStarts[index + 1] ?? 0) - 1 : block.bytes.length - 1;
			if (block.lineAdded[index] !== 1) continue;
			lines.set(`${block.path}:${block.firstLine + index}`, block.bytes.toString("latin1", start, end));
		}
	});
	const expected = new Map(
		recorder.lines.filter(({ added }) => added).map(({ path: name, line, text }) => [`${name}:${line}`, text]),
	);
	assert.deepEqual(lines, expected);
	assert.equal(extent.lines, expected.size);
	assert.ok(new BlockBuilder(() => undefined).extent.files === 0 && extent.files === recorder.files.length);
}
