import assert from "node:assert/strict";
import { streamGit } from "../../src/git/client.js";
import { displayPath } from "../../src/git/displayPath.js";
import { PATCH_OPTIONS, WITH_RENAMES, WITHOUT_DELETED } from "../../src/git/fixedOptions.js";
import { DiffReader } from "../../src/source/diffReader.js";
import { EventRecorder } from "../support/recordedEvents.js";
import { temporaryRepository } from "../support/temporaryRepository.js";
import { type FileVersion, firstVersion, nextVersion, path } from "./fileVersions.js";
import { Random } from "./random.js";
import { commit } from "./stagedDiffFuzz.js";

const FILES_AT_ONCE = 80;

interface Merge {
	path: string;
	parents: FileVersion[];
	result: FileVersion;
}

/** Writes down also which files git showed nothing of. */
class MergeRecorder extends EventRecorder {
	readonly unshownPaths = new Set<string>();

	/** There are merges only between the commits of a log. */
	mark(): void {}

	unshown(shown: string): void {
		this.unshownPaths.add(shown);
	}
}

/**
 * Merges random versions of files and compares what mg-hook reads of the combined diff with the
 * versions themselves: a line that is told has the text that the result has there, and a line that
 * is not told as added stands, as often, in the parents.
 *
 * @returns how many files were compared
 */
export async function fuzzMerges(seed: number): Promise<number> {
	const random = new Random(seed);
	const repository = temporaryRepository();
	const parentCount = random.chance(0.3) ? 3 : 2;
	const branches = Array.from({ length: parentCount }, (_, index) => `parent${index}`);
	const merges = Array.from({ length: FILES_AT_ONCE }, (_, index) => merge(random, index, parentCount));
	try {
		for (const [index, branch] of branches.entries()) {
			commit(
				repository,
				branch,
				merges.map((one) => [one.path, one.parents[index]]),
			);
		}
		commit(
			repository,
			"merged",
			merges.map((one) => [one.path, one.result]),
			branches,
		);
		const recorder = new MergeRecorder();
		const reader = new DiffReader(recorder);
		await streamGit(
			repository.root,
			[
				"diff-tree",
				"--cc",
				"--full-index",
				"--no-commit-id",
				"-r",
				...PATCH_OPTIONS,
				WITHOUT_DELETED,
				...WITH_RENAMES,
				"--unified=8",
				"merged",
			],
			{ take: (chunk) => reader.push(chunk) },
		);
		reader.end();
		for (const one of merges) compare(one, recorder);
		return merges.length;
	} catch (error) {
		throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
	} finally {
		repository.remove();
	}
}

function merge(random: Random, index: number, parentCount: number): Merge {
	const base = firstVersion(random);
	const parents = Array.from({ length: parentCount }, () => (random.chance(0.2) ? base : nextVersion(random, base)));
	const start = random.pick(parents);
	return { path: path(random, index), parents, result: random.chance(0.2) ? start : nextVersion(random, start) };
}

function compare({ path: name, parents, result }: Merge, recorder: MergeRecorder): void {
	const shown = displayPath(Buffer.from(name, "latin1"));
	if (recorder.unshownPaths.has(shown)) return;
	const told = recorder.lines.filter((line) => line.path === shown);
	const of = () => JSON.stringify({ name, parents, result, told });
	const added = new Set<number>();
	for (const { line, text, added: isAdded } of told) {
		// git prints a line of a combined diff only up to its first NUL byte.
		const expected = result[line - 1]?.replace(/\n$/u, "").replace(/\0[\s\S]*$/u, "");
		assert.equal(text, expected, `line ${line} has another text: ${of()}`);
		if (isAdded) added.add(line);
	}
	const count = (lines: readonly string[]) => {
		const counts = new Map<string, number>();
		// A combined diff does not tell whether the last line has an end.
		for (const text of lines) {
			const bare = text.replace(/\n$/u, "");
			counts.set(bare, (counts.get(bare) ?? 0) + 1);
		}
		return counts;
	};
	const inParents = count(parents.flat());
	for (const [text, times] of count(result.filter((_, index) => !added.has(index + 1)))) {
		assert.ok(times <= (inParents.get(text) ?? 0), `an added line is missed: ${JSON.stringify(text)} in ${of()}`);
	}
}
