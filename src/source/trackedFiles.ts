import { CannotCheck } from "../failure.js";
import { askGit } from "../git/client.js";
import { displayPath } from "../git/displayPath.js";
import { type NamedObject, readObjects } from "./blobs.js";
import { BlockBuilder } from "./blockBuilder.js";
import { hasHead } from "./commitSelection.js";
import { type Reading, type TakeBlock, untilAborted } from "./reading.js";

/**
 * Reads the files that HEAD tracks as they are committed; the work tree is not looked at.
 *
 * @throws CannotCheck where there is no commit yet, or git fails
 */
export async function readTracked(directory: string, take: TakeBlock, signal?: AbortSignal): Promise<Reading> {
	if (!(await hasHead(directory))) {
		throw new CannotCheck(
			"no-commit",
			"There is no commit here yet, so no file is tracked at HEAD.",
			"Name paths to check the work tree: mg-hook check .",
		);
	}
	const builder = new BlockBuilder((block) => take(block));
	const objects = parseTree(await askGit(directory, ["ls-tree", "-r", "-z", "--full-tree", "HEAD"]));
	let missing: string[] = [];
	await untilAborted(signal, async () => {
		missing = await readObjects(directory, objects, builder, undefined, signal);
	});
	return {
		...builder.extent,
		errors: missing.map((path) => ({ path, message: "git does not have its content here" })),
	};
}

/**
 * Reads what `git ls-tree -r -z` prints; submodules (type `commit`) are other repositories.
 *
 *     <mode> SP <type> SP <object> TAB <path> NUL
 */
export function parseTree(output: Buffer): NamedObject[] {
	const objects: NamedObject[] = [];
	for (let start = 0; start < output.length; ) {
		const tab = output.indexOf(9, start);
		const end = output.indexOf(0, tab);
		if (tab === -1 || end === -1) break;
		const [, type, object] = output.toString("latin1", start, tab).split(" ");
		if (type === "blob" && object !== undefined)
			objects.push({ object, path: displayPath(output.subarray(tab + 1, end)) });
		start = end + 1;
	}
	return objects;
}
