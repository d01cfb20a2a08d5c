import { askGit } from "./client.js";
import { displayPath } from "./displayPath.js";
import { unreadableOutput } from "./failure.js";
import { splitRecords } from "./records.js";

/** git grep's answer when nothing matched. */
const NOTHING_FOUND = 1;

/** A line of a tracked file. */
export interface GrepLine {
	/** As `Finding.path`. */
	path: string;
	/** 1-based. */
	line: number;
	text: string;
}

/**
 * The lines of the tracked files that hold a text, in git's order of paths.
 *
 * @param root the work tree's root
 * @throws CannotCheck where git fails
 */
export async function linesWith(root: string, text: string): Promise<GrepLine[]> {
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
			text,
		],
		{ alsoFine: [NOTHING_FOUND] },
	);
	return parseLines(output);
}

/**
 * Reads what `git grep -z -n` prints:
 *
 *     path NUL line number NUL text of the line LF
 */
function parseLines(output: Buffer): GrepLine[] {
	const found: GrepLine[] = [];
	for (let start = 0; start < output.length; ) {
		const pathEnd = output.indexOf(0, start);
		const numberEnd = output.indexOf(0, pathEnd + 1);
		const lineEnd = output.indexOf(10, numberEnd + 1);
		if (pathEnd === -1 || numberEnd === -1 || lineEnd === -1) throw unreadableOutput("What git grep printed");
		found.push({
			path: displayPath(output.subarray(start, pathEnd)),
			line: Number(output.toString("latin1", pathEnd + 1, numberEnd)),
			text: output.toString("utf8", numberEnd + 1, lineEnd),
		});
		start = lineEnd + 1;
	}
	return found;
}

/**
 * Tracked and untracked files with any of these expressions in them, as `Finding.path`. The
 * expressions are arguments of a process: no secrets.
 *
 * @param options how git is to take the expressions
 */
export async function filesWith(
	root: string,
	options: readonly string[],
	expressions: readonly string[],
): Promise<string[]> {
	const output = await askGit(
		root,
		[
			"grep",
			"--untracked",
			"--exclude-standard",
			"--files-with-matches",
			"--null",
			"--no-color",
			"--no-textconv",
			"--no-recurse-submodules",
			"-I",
			...options,
			...expressions.flatMap((expression) => ["-e", expression]),
		],
		{ alsoFine: [NOTHING_FOUND], config: ["submodule.recurse=false"] },
	);
	return splitRecords(output).map(displayPath);
}
