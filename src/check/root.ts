import { CannotCheck } from "../failure.js";
import { isOutsideRepository } from "../git/failure.js";
import { findRoot } from "../git/repository.js";
import type { CheckRequest } from "./request.js";

/**
 * The folder whose configuration holds, and that paths are relative to: the root of the work tree,
 * or `cwd` where the request can do without one. Paths and pipes need no repository, commits no work
 * tree.
 *
 * @throws CannotCheck where the request needs more than there is
 */
export async function rootFor({ kind }: CheckRequest, cwd: string): Promise<string> {
	try {
		return await findRoot(cwd);
	} catch (error) {
		const anywhere = kind === "paths" || kind === "stdin" || kind === "message";
		const withoutWorkTree = error instanceof CannotCheck && error.kind === "no-work-tree" && kind !== "staged";
		if (withoutWorkTree || (anywhere && isOutsideRepository(error))) return cwd;
		throw error;
	}
}
