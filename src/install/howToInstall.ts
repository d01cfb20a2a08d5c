import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** By the lock file that each leaves: how a package is added to a project, and how its command is run. */
const PACKAGE_MANAGERS: readonly { lock: string; add: string; run: string }[] = [
	{ lock: "pnpm-lock.yaml", add: "pnpm add --save-dev", run: "pnpm exec" },
	{ lock: "yarn.lock", add: "yarn add --dev", run: "yarn" },
	{ lock: "bun.lock", add: "bun add --dev", run: "bunx" },
	{ lock: "bun.lockb", add: "bun add --dev", run: "bunx" },
];

/**
 * The command that installs mg-hook and sets it up: into the project where there is a package.json,
 * for the user where there is none.
 *
 * @param folders where a package.json may lie, the nearest first
 * @param command what is run then, such as `mg-hook install`
 */
export function howToInstall(folders: readonly string[], command = "mg-hook install"): string {
	const project = folders.find((folder) => existsSync(join(folder, "package.json")));
	if (project === undefined) return `npm install --global mg-hook && ${command}`;
	const { add, run } = PACKAGE_MANAGERS.find(({ lock }) =>
		folders.some((folder) => existsSync(join(folder, lock))),
	) ?? { add: "npm install --save-dev", run: "npx" };
	return `${add} mg-hook && ${run} ${command}`;
}

/** A folder and those around it, up to the root of the work tree. */
export function foldersUpTo(root: string, from: string): string[] {
	const folders: string[] = [];
	for (let at = from; at.startsWith(root); at = dirname(at)) {
		folders.push(at);
		if (at === root || dirname(at) === at) break;
	}
	return folders.length === 0 ? [root] : folders;
}
