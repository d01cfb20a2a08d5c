import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** A package manager's own words. */
export interface PackageManager {
	/** How a package is added to a project. */
	add: string;
	/** How a package's command is run. */
	run: string;
	/** How re2 is built where it lies unbuilt. */
	buildRe2: string;
	/** How it is tried again where the package manager has taken it away, since it could not be built. */
	retryRe2?: string;
}

/** What re2's install script does. */
const TRIES = "(it downloads re2, or compiles it with a C++ compiler and Python)";

const NPM: PackageManager = {
	add: "npm install --save-dev",
	run: "npx",
	buildRe2: "npm rebuild re2 (npm 12: npm install-scripts approve re2 && npm rebuild re2)",
	retryRe2: `npm install ${TRIES}`,
};
const PNPM: PackageManager = {
	add: "pnpm add --save-dev",
	run: "pnpm exec",
	buildRe2: "pnpm approve-builds re2 (where it is approved already: pnpm install --force)",
};
const YARN: PackageManager = {
	add: "yarn add --dev",
	run: "yarn",
	buildRe2: 'yarn install (Yarn 2 or newer: with "dependenciesMeta": {"re2": {"built": true}} in package.json)',
};
const BUN: PackageManager = {
	add: "bun add --dev",
	run: "bunx",
	buildRe2: "bun pm trust re2",
	retryRe2: `bun install ${TRIES}`,
};

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

/**
 * The package manager that has put a package where it lies; undefined for one that is no project's.
 *
 * @param packageRoot where mg-hook lies; in its own clone it is the project itself
 */
export function installerOf(packageRoot: string): PackageManager | undefined {
	const [project = ""] = packageRoot.split(/[\\/](?:node_modules|\.yarn)[\\/]/u);
	return packageManagerOf([project === "" ? sep : project]);
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
