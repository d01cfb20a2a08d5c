import { existsSync, readdirSync, readFileSync } from "node:fs";
import { askGit } from "../../git/client.js";
import { splitLines } from "../../git/records.js";
import { gitPath } from "../../git/repository.js";
import type { TreeEntry } from "../../git/tree.js";
import { code } from "../../output/marked.js";
import { plural } from "../../output/plural.js";

/** What a search of this repository cannot see, each in one sentence. */
export async function limitsOfSearch(
	root: string,
	index: readonly TreeEntry[],
	unreadable: readonly string[],
): Promise<string[]> {
	const limits: string[] = [];
	if (unreadable.length > 0) {
		const named = unreadable.slice(0, 5).map(code).join(", ");
		limits.push(
			`${plural(unreadable.length, "file")} could not be read: ${named}${unreadable.length > 5 ? ", …" : ""}.`,
		);
	}
	const shallow = await gitPath(root, "shallow");
	if (existsSync(shallow)) {
		const edges = readFileSync(shallow, "latin1")
			.split("\n")
			.filter((line) => line !== "").length;
		limits.push(
			`This is a shallow clone: what is older than ${plural(edges, "commit")} at its edge was not searched, and the key may be older than shown. git fetch --unshallow brings the rest.`,
		);
	}
	const promisors = await askGit(
		root,
		["config", "--get-regexp", "^(extensions\\.partialclone|remote\\..*\\.promisor)$"],
		{
			alsoFine: [1],
		},
	);
	if (promisors.length > 0) {
		const out = await askGit(root, ["rev-list", "--objects", "--all", "--reflog", "--missing=print"]);
		const missing = splitLines(out).filter((line) => line.startsWith("?")).length;
		limits.push(
			`This is a partial clone: ${plural(missing, "object")} of its history are not here and were not searched. A full clone has them.`,
		);
	}
	const submodules = index.filter(({ isSubmodule }) => isSubmodule).length;
	if (submodules > 0) {
		limits.push(
			`${plural(submodules, "submodule")} not searched: each is a repository of its own; run mg-hook respond there.`,
		);
	}
	if (existsSync(await gitPath(root, "lfs/objects"))) {
		limits.push("Files that Git LFS keeps were searched in the work tree only, not in the history.");
	}
	const worktrees = await gitPath(root, "worktrees");
	if (existsSync(worktrees) && readdirSync(worktrees).length > 0) {
		limits.push("Files that are not committed in other linked worktrees were not searched: run mg-hook respond there.");
	}
	limits.push("Ignored files were not searched: a key that belongs in them, such as in .env, is not listed.");
	limits.push("Other clones, forks, build logs, caches and chat are out of reach from here.");
	return limits;
}
