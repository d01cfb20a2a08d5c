import type { Block } from "../detect/text/block.js";
import { streamGit } from "../git/client.js";
import { PATCH_OPTIONS, STAGED_OBJECTS_ONLY, WITH_RENAMES, WITHOUT_DELETED } from "../git/fixedOptions.js";
import { BlockBuilder, type Extent } from "./blockBuilder.js";
import { DiffReader } from "./diffReader.js";

/** Lines around a change that may tell what it is about; the same for every diff, so that a key is judged alike. */
export const CONTEXT_LINES = 8;

/** The arguments of the diff that is read. */
export const STAGED_DIFF = [
	"diff",
	"--cached",
	...PATCH_OPTIONS,
	WITHOUT_DELETED,
	...WITH_RENAMES,
	`--unified=${CONTEXT_LINES}`,
] as const;

/**
 * Reads what the next commit would add, block by block.
 *
 * @param ready is awaited before the first block is handed on; git runs meanwhile
 * @throws CannotCheck where git fails
 */
export async function readStaged(
	directory: string,
	take: (block: Block) => void,
	ready?: Promise<unknown>,
): Promise<Extent> {
	const builder = new BlockBuilder(take);
	const reader = new DiffReader(builder);
	await streamGit(directory, STAGED_DIFF, {
		config: STAGED_OBJECTS_ONLY,
		ready,
		take: (chunk) => reader.push(chunk),
	});
	reader.end();
	return builder.extent;
}
