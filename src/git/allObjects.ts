import { type CatFileCall, catFile, type ObjectListener } from "./catFile.js";

/**
 * Reads every object that this repository has: each once, whatever reaches it (a branch, a stash,
 * a reflog or nothing any more), which is why it is faster than reading differences. What a
 * partial clone does not have is not fetched.
 *
 * @throws CannotCheck where git fails
 */
export function readAllObjects(directory: string, call: CatFileCall & { listener: ObjectListener }): Promise<void> {
	return catFile(directory, ["--batch-all-objects", "--unordered", "--buffer", "--batch"], call);
}
