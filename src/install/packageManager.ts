import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** A package manager's own words. */
export interface PackageManager {
	/** How a package is added to a project. */
	add: string;
	/** How a package's command is run. */
	run: string;
	/** How re2 is built in a project that has left it out or not built it. */
	buildRe2: string;
}

const NPM: PackageManager = {
	add: "npm install --save-dev",
	run: "npx",
	buildRe2: "npm rebuild re2 (npm 12: npm install-scripts approve re2 && npm rebuild re2)",
};
const PNPM: PackageManager = {
	add: "pnpm add --save-dev",
	run: "pnpm exec",
	buildRe2: "pnpm approve-builds re2",
};
const YARN: PackageManager = {
	add: "yarn add --dev",
	run: "yarn",
	buildRe2: 'yarn install (Yarn 2 or newer: with "dependenciesMeta": {"re2": {"built": true}} in package.json)',
};
const BUN: PackageManager = { add: "bun add --dev", run: "bunx", buildRe2: "bun pm trust re2" };

/** By the file that each leaves. */
const BY_LOCK: readonly (readonly [lock: string, manager: PackageManager])[] = [
	["pnpm-lock.yaml", PNPM],
	["yarn.lock", YARN],
	["bun.lock", BUN],
	["bun.lockb", BUN],
];

/**
 * The package manager of the project that is around; undefined where there is no project.
 *
 * @param folders where a package.json may lie, the nearest first
 */
export function packageManagerOf(folders: readonly string[]): PackageManager | undefined {
	if (!folders.some((folder) => existsSync(join(folder, "package.json")))) return undefined;
	return BY_LOCK.find(([lock]) => folders.some((folder) => existsSync(join(folder, lock))))?.[1] ?? NPM;
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
