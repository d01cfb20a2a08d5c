import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Asked for when this is loaded: tests change the environment. */
const runFolder = process.env["TEST_RUN_FOLDER"];

/**
 * A folder that is made once in a run of the tests, by whoever needs it first, and then shared by all
 * test files: to copy from, never to change. It goes with the run.
 *
 * @param name what it is called among them
 * @param make fills it; called with an empty folder that nobody else sees yet
 */
export function madeOnce(name: string, make: (folder: string) => void): string {
	if (runFolder === undefined) throw new Error("jest's globalSetup has not made the run's folder.");
	const shared = join(runFolder, name);
	if (existsSync(shared)) return shared;
	const draft = mkdtempSync(join(runFolder, "draft-"));
	make(draft);
	try {
		renameSync(draft, shared);
	} catch (error) {
		// Another test file was faster: its folder holds the same.
		if (!existsSync(shared)) throw error;
		rmSync(draft, { recursive: true, force: true });
	}
	return shared;
}
