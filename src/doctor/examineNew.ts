import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { askGit } from "../git/client.js";
import type { HookName } from "../install/hookName.js";
import type { Check } from "./check.js";
import { examine } from "./examine.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** What would lead git to another repository than the one that it is run in. */
const OF_A_REPOSITORY = [
	"GIT_DIR",
	"GIT_WORK_TREE",
	"GIT_COMMON_DIR",
	"GIT_INDEX_FILE",
	"GIT_OBJECT_DIRECTORY",
	"GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_NAMESPACE",
];

/**
 * `examine` of a repository that git has just made, as it makes each of the user's: with their template
 * and their configuration. Nothing remains of it.
 *
 * @throws CannotCheck where git fails
 */
export async function examineNew(hook: HookName): Promise<Check[]> {
	for (const name of OF_A_REPOSITORY) delete process.env[name];
	const folder = temporaryFolder(homedir());
	try {
		await askGit(folder, ["init", "--quiet"]);
		return await examine(folder, hook);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
