import type { Block } from "../detect/text/block.js";
import { streamGit } from "../git/client.js";
import { BlockBuilder, type Extent } from "./blockBuilder.js";
import { DiffReader } from "./diffReader.js";

/** Lines around a change that may tell what it is about. */
const CONTEXT_LINES = 8;

/**
 * git reads a work tree file in place of the staged object where size and times say that they are
 * the same, which can be made to lie. Where a file could need converting it does not; where the
 * attributes rule that out (`-text`) it shall at least look at all the times that there are.
 */
const STAGED_OBJECTS_ONLY = ["core.autocrlf=true", "core.trustctime=true", "core.checkStat=default"];

/**
 * What makes a patch the same whatever the user's configuration and the repository's attributes
 * say: each option answers one of them.
 */
export const FIXED_FORMAT = [
	"--patch",
	"--text",
	"--no-color",
	"--no-ext-diff",
	"--no-textconv",
	"--no-relative",
	"--src-prefix=a/",
	"--dst-prefix=b/",
	"--find-renames=50%",
	"-l400",
	// Nothing is added by a deletion: what was there need not even be read.
	"--irreversible-delete",
	"--diff-algorithm=myers",
	"--no-indent-heuristic",
	"--inter-hunk-context=0",
	"--submodule=short",
	"--ignore-submodules=none",
	"--ws-error-highlight=none",
	"-O/dev/null",
] as const;

/**
 * Reads what the next commit would add, block by block.
 *
 * @param ready is awaited before the first block is handed on; git runs meanwhile
 */
export async function readStaged(
	directory: string,
	take: (block: Block) => void,
	ready?: Promise<unknown>,
): Promise<Extent> {
	const builder = new BlockBuilder(take);
	const reader = new DiffReader(builder);
	await streamGit(
		directory,
		["diff", "--cached", ...FIXED_FORMAT, `--unified=${CONTEXT_LINES}`],
		(chunk) => reader.push(chunk),
		{ config: STAGED_OBJECTS_ONLY, ...(ready === undefined ? {} : { ready }) },
	);
	reader.end();
	return builder.extent;
}
