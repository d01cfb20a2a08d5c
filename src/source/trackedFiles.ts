import { CannotCheck } from "../failure.js";
import { hasHead } from "../git/repository.js";
import { readTree } from "../git/tree.js";
import { readBlobs } from "./blobs.js";
import { BlockBuilder } from "./blockBuilder.js";
import { type Reading, type TakeBlock, untilAborted } from "./reading.js";

/**
 * Reads the files that HEAD tracks as they are committed; the work tree is not looked at. Submodules
 * are other repositories.
 *
 * @throws CannotCheck where there is no commit yet, or git fails
 */
export async function readTracked(
	directory: string,
	take: TakeBlock,
	signal?: AbortSignal | undefined,
): Promise<Reading> {
	if (!(await hasHead(directory))) {
		throw new CannotCheck(
			"no-commit",
			"There is no commit here yet, so no file is tracked at HEAD.",
			"Name paths to check the work tree: mg-hook check .",
		);
	}
	const builder = new BlockBuilder((block) => take(block));
	const files = (await readTree(directory, "HEAD")).filter(({ isSubmodule }) => !isSubmodule);
	let errors: Reading["errors"] = [];
	await untilAborted(signal, async () => {
		errors = await readBlobs(directory, files, { builder, signal });
	});
	return { ...builder.extent, errors };
}
