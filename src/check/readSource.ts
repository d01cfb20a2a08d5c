import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { readMessageFile } from "../source/commitMessages.js";
import type { Reading, TakeBlock } from "../source/reading.js";
import { readStandardInput } from "../source/standardInput.js";
import { readTracked } from "../source/trackedFiles.js";
import { type CommitsOptions, readRequestedCommits } from "./readRequestedCommits.js";
import type { CheckRequest } from "./request.js";

export interface SourceOptions extends CommitsOptions {
	/** As `rootFor` says. */
	root: string;
	take: TakeBlock;
}

/**
 * Reads what a request names, other than the staged changes, and hands it on block by block.
 *
 * @throws CannotCheck where it cannot be read
 */
export async function readSource(
	request: Exclude<CheckRequest, { kind: "staged" }>,
	options: SourceOptions,
): Promise<Reading> {
	const { cwd, root, take, signal } = options;
	switch (request.kind) {
		case "paths": {
			const { readPaths } = await import("../source/paths.js");
			const { paths, ignored } = request;
			return readPaths(paths, { cwd, base: realpathSync(root), ignored, signal }, take);
		}
		case "stdin":
			return readStandardInput(request.name, take);
		case "all":
			return readTracked(cwd, take, signal);
		case "message":
			return readMessageFile(resolve(cwd, request.file), take);
		default:
			return readRequestedCommits(request, options);
	}
}
