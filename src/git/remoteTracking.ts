import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Whether this repository may have remote-tracking branches, told from git's files: a process to ask
 * would delay every commit that is stopped. Where it cannot be seen the answer is yes.
 *
 * @param root the work tree
 */
export function mayHaveRemoteBranches(root: string): boolean {
	try {
		const git = gitDirectory(root);
		const shared = join(git, "commondir");
		const common = existsSync(shared) ? resolve(git, readFileSync(shared, "utf8").trim()) : git;
		// Refs in another form than files.
		if (existsSync(join(common, "reftable"))) return true;
		const loose = join(common, "refs/remotes");
		if (existsSync(loose) && readdirSync(loose).length > 0) return true;
		const packed = join(common, "packed-refs");
		return existsSync(packed) && readFileSync(packed, "latin1").includes(" refs/remotes/");
	} catch {
		return true;
	}
}

function gitDirectory(root: string): string {
	const named = process.env["GIT_DIR"] ?? "";
	if (named !== "") return resolve(root, named);
	const git = join(root, ".git");
	if (statSync(git).isDirectory()) return git;
	return resolve(
		root,
		readFileSync(git, "utf8")
			.replace(/^gitdir: /u, "")
			.trim(),
	);
}
