import { type AllowComment, allowCommentsIn, MARKER } from "../policy/allowComment.js";
import { askGit } from "./client.js";
import { displayPath } from "./displayPath.js";

/** An allow comment and where it stands. */
export interface PlacedAllowComment extends AllowComment {
	/** As `Finding.path`. */
	path: string;
	/** 1-based. */
	line: number;
}

/** git grep's answer when nothing matched. */
const NOTHING_FOUND = 1;

/**
 * Every allow comment in the tracked files of a work tree, in git's order of paths.
 *
 * @param root the work tree's root
 * @throws CannotCheck where git fails
 */
export async function trackedAllowComments(root: string): Promise<PlacedAllowComment[]> {
	const output = await askGit(
		root,
		[
			"grep",
			"-z",
			"-n",
			"--no-column",
			"--full-name",
			"--text",
			"--no-color",
			"--no-recurse-submodules",
			"-F",
			"-e",
			MARKER,
		],
		{ alsoFine: [NOTHING_FOUND] },
	);
	return parseGrep(output);
}

/**
 * Reads what `git grep -z -n` prints:
 *
 *     path NUL line number NUL text of the line LF
 */
export function parseGrep(output: Buffer): PlacedAllowComment[] {
	const found: PlacedAllowComment[] = [];
	for (let start = 0; start < output.length; ) {
		const pathEnd = output.indexOf(0, start);
		const numberEnd = output.indexOf(0, pathEnd + 1);
		const lineEnd = output.indexOf(10, numberEnd + 1);
		if (pathEnd === -1 || numberEnd === -1) break;
		const end = lineEnd === -1 ? output.length : lineEnd;
		const path = displayPath(output.subarray(start, pathEnd));
		const line = Number(output.toString("latin1", pathEnd + 1, numberEnd));
		for (const comment of allowCommentsIn(output.toString("utf8", numberEnd + 1, end))) {
			found.push({ ...comment, path, line });
		}
		start = end + 1;
	}
	return found;
}
