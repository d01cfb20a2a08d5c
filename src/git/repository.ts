import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CannotCheck } from "../failure.js";
import { askGit, askLine } from "./client.js";

/**
 * Root of the work tree that `directory` is in: an absolute path.
 *
 * A process costs as much as all of the matching, so git is only asked where its answer is not
 * plain to see: with `GIT_DIR` or `GIT_WORK_TREE` set, or a `core.worktree` in the configuration.
 *
 * @throws CannotCheck where there is no repository, or it has no work tree
 */
export async function findRoot(directory: string): Promise<string> {
	return plainRoot(directory) ?? (await rootFromGit(directory));
}

function plainRoot(directory: string): string | undefined {
	try {
		return rootAbove(directory);
	} catch {
		// What may not be looked at is for git to explain.
		return undefined;
	}
}

function rootAbove(directory: string): string | undefined {
	if (process.env["GIT_DIR"] !== undefined || process.env["GIT_WORK_TREE"] !== undefined) return undefined;
	for (let at = resolve(directory); ; at = dirname(at)) {
		const git = join(at, ".git");
		const kind = statSync(git, { throwIfNoEntry: false });
		if (kind?.isFile() === true) return at;
		if (kind?.isDirectory() === true) {
			const config = join(git, "config");
			const redirects =
				statSync(config, { throwIfNoEntry: false }) === undefined ||
				/worktree|include/iu.test(readFileSync(config, "utf8"));
			return redirects ? undefined : at;
		}
		if (dirname(at) === at) return undefined;
	}
}

async function rootFromGit(directory: string): Promise<string> {
	const root = await askLine(directory, ["rev-parse", "--show-toplevel"]);
	if (root === "")
		throw new CannotCheck(
			"git",
			"git did not say where this repository is.",
			"Run git rev-parse --show-toplevel to see why.",
		);
	return root;
}

/** Where git keeps a file of its own (`FETCH_HEAD`, `shallow`, `hooks`): an absolute path; it need not be there. */
export async function gitPath(root: string, name: string): Promise<string> {
	return resolve(root, await askLine(root, ["rev-parse", "--git-path", name]));
}

/** Whether HEAD is a commit: not in a repository without any. */
export async function hasHead(directory: string): Promise<boolean> {
	const answer = await askGit(directory, ["rev-parse", "--quiet", "--verify", "HEAD^{commit}"], { alsoFine: [1] });
	return answer.length > 0;
}
