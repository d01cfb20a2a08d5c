import type { Block } from "../detect/text/block.js";
import type { Finding } from "../finding/finding.js";
import type { Reading, TakeBlock } from "../source/reading.js";
import { readStaged } from "../source/stagedDiff.js";
import { type PrepareOptions, prepareChecker } from "./prepareChecker.js";
import type { CommitsOptions } from "./readRequestedCommits.js";
import type { CheckRequest } from "./request.js";
import { rootFor } from "./root.js";

/** How a check is made, whatever it is of. */
export interface RunOptions extends Omit<PrepareOptions, "root" | "everything">, Pick<CommitsOptions, "onTotal"> {
	/** Ends the check early, with what was found so far. */
	signal?: AbortSignal | undefined;
}

/**
 * Reads what was asked for, detects, decides, and hands on each finding as it is found: the one way
 * through the house, for hooks, command line and API alike.
 *
 * @returns what was read, and what could not be
 * @throws CannotCheck where the check cannot be made
 */
export async function readFindings(
	request: CheckRequest,
	options: RunOptions,
	emit: (finding: Finding) => void,
): Promise<Reading> {
	if (request.kind === "staged") return readStagedFindings(options, emit);
	const root = await rootFor(request, options.cwd);
	const checker = await prepareChecker({ ...options, root });
	const take: TakeBlock = (block, place) =>
		checker.check(block, (finding) => emit(place === undefined ? finding : { ...finding, ...place }));
	const { readSource } = await import("./readSource.js");
	return readSource(request, { ...options, root, take });
}

async function readStagedFindings(options: RunOptions, emit: (finding: Finding) => void): Promise<Reading> {
	let check = (_block: Block): void => {
		throw new Error("A block came before the checker was ready.");
	};
	// Behind the start of git, so that both are at work at once.
	const ready = new Promise(setImmediate)
		.then(() => prepareChecker(options))
		.then((checker) => {
			check = (block) => checker.check(block, emit);
		});
	const extent = await readStaged(options.cwd, (block) => check(block), ready);
	await ready;
	return { ...extent, errors: [] };
}
