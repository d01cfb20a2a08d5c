import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { CannotCheck } from "../failure.js";
import { askGit, askLine } from "../git/client.js";
import { runsByHand } from "./byHand.js";
import { knowsConfigHooks } from "./configHook.js";
import { hasBlock } from "./hookBlock.js";
import { readHook } from "./hookFile.js";
import { HOOK_NAMES, type HookName } from "./hookName.js";
import { listSettings, type Setting, settingOf } from "./setting.js";

export interface HookPlace {
	/** The hook to put the block into: an absolute path. */
	file: string;
	/** husky 9 runs it with sh itself: it needs no leave to be executed. */
	runBySh: boolean;
	/** What is still to be done before git runs it. */
	todo?: string;
	/** Other repositories take it too: a line of mg-hook's is in it by hand, and it is not to be touched. */
	foreign?: true;
	/** The repository's own `core.hooksPath`, which git clones no more than hooks. */
	hooksPath?: string;
}

export interface HookPlaces {
	place: HookPlace;
	/** Root of the main work tree, where this one is linked to it. */
	mainRoot?: string;
}

const HUSKY_FOLDER = ".husky";
const RUN_HUSKY = "husky is not set up here yet, and git runs the hook only then: run npx husky (or npm install).";

/**
 * Finds the hook that git runs in the work tree at `root`, as a person may edit it.
 *
 * @param line what a person adds by hand where mg-hook may not
 * @throws CannotCheck where git takes it from a folder that other repositories share
 */
export async function findHookPlaces(root: string, hook: HookName, line: string): Promise<HookPlaces> {
	const common = await commonFolder(root);
	const main = basename(common) === ".git" && dirname(common) !== root ? { mainRoot: dirname(common) } : {};
	const setting = await hooksPath(root);
	const scope = setting?.scope;
	if (scope === undefined && isToBeHusky(root)) {
		return { ...main, place: { file: join(root, HUSKY_FOLDER, hook), runBySh: true, todo: RUN_HUSKY } };
	}
	const folder = await hooksFolder(root);
	if (isShared(scope)) {
		const file = join(folder, hook);
		const there = readHook(file);
		if (typeof there === "object" && (hasBlock(there.content) || runsByHand(there.content, hook, false))) {
			return { ...main, place: { file, runBySh: false, foreign: true } };
		}
		throw new CannotCheck(
			"hook",
			`git takes hooks from ${folder}, set as core.hooksPath for more than this repository (${scope}): it is left as it is.`,
			await besideSharedHooks(root, file, line),
		);
	}
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
		throw new CannotCheck(
			"hook",
			`git takes hooks from ${folder}, which is no folder: it runs none.`,
			"Unset it (git config --unset core.hooksPath) and run mg-hook install again.",
		);
	}
	const place = placeIn(folder, hook);
	const own = setting === undefined || place.runBySh ? {} : { hooksPath: setting.value };
	return { ...main, place: { ...place, ...own } };
}

/**
 * What to do where all repositories take their hooks from one folder. A `core.hooksPath` of this
 * repository's own would switch those hooks off in it, which are a company's, for one.
 */
async function besideSharedHooks(root: string, file: string, line: string): Promise<string> {
	const addLine = `add this line to ${file}: ${line}`;
	return (await knowsConfigHooks(root))
		? `Run mg-hook install --global (after npm install --global mg-hook), and git runs mg-hook beside those hooks; or ${addLine}`
		: `Keep those hooks and ${addLine} (npm install --global mg-hook && mg-hook install --global does that where you may write there).`;
}

/**
 * Every file that may hold a block of `install`: absolute paths. Managers rename a hook that they find,
 * and some run it then: pre-commit `pre-commit.legacy`, lefthook `pre-commit.old`; people keep
 * `pre-commit.bak`. So all files count that are named after a hook.
 */
export async function findInstalledPlaces(root: string): Promise<string[]> {
	const folders = new Set([join(await commonFolder(root), "hooks"), join(root, HUSKY_FOLDER)]);
	for (const worktree of [root, ...(await otherWorktrees(root))]) {
		const setting = await hooksPath(worktree);
		if (isShared(setting?.scope)) continue;
		// What another work tree has checked out is for its own branch.
		if (worktree !== root && setting?.scope !== "worktree") continue;
		for (const hook of HOOK_NAMES) folders.add(dirname(placeIn(await hooksFolder(worktree), hook).file));
	}
	return [...folders].flatMap((folder) => filesOfHooks(folder).map((name) => join(folder, name)));
}

/** Names in a folder, such as `pre-commit` and `pre-commit.legacy`; none where it cannot be listed. */
function filesOfHooks(folder: string): string[] {
	try {
		return readdirSync(folder)
			.filter((name) => HOOK_NAMES.some((hook) => name.startsWith(hook)) && !name.endsWith(".sample"))
			.sort();
	} catch {
		return [];
	}
}

/** Roots of the other work trees that are there. `worktree list --porcelain` prints `worktree PATH` for each. */
async function otherWorktrees(root: string): Promise<string[]> {
	const listed = String(await askGit(root, ["worktree", "list", "--porcelain"]));
	return [...listed.matchAll(/^worktree (.*)$/gmu)]
		.map(([, path = ""]) => path)
		.filter((path) => path !== root && existsSync(join(path, ".git")));
}

/** A hook's name for a person: from the root of the work tree where it lies in there. */
export function shownFrom(root: string, file: string): string {
	const path = relative(root, file);
	return path.startsWith("..") ? file : path;
}

function placeIn(folder: string, hook: HookName): HookPlace {
	const husky =
		basename(folder) === "_" && (basename(dirname(folder)) === HUSKY_FOLDER || existsSync(join(folder, "h")));
	if (!husky) return { file: join(folder, hook), runBySh: false };
	const ready = existsSync(join(folder, hook));
	return { file: join(dirname(folder), hook), runBySh: true, ...(ready ? {} : { todo: RUN_HUSKY }) };
}

/** What all worktrees of a repository have in common: `.git` of the main one. */
async function commonFolder(root: string): Promise<string> {
	return resolve(root, await askLine(root, ["rev-parse", "--git-common-dir"]));
}

async function hooksFolder(root: string): Promise<string> {
	// A relative core.hooksPath counts from the root, where git runs hooks.
	return resolve(root, await askLine(root, ["rev-parse", "--git-path", "hooks"]));
}

/** The setting `core.hooksPath` that counts. */
async function hooksPath(root: string): Promise<Setting | undefined> {
	return settingOf(await listSettings(root), "core.hookspath");
}

/** Whether a setting of this scope holds for other repositories too. */
export function isShared(scope: string | undefined): boolean {
	return scope !== undefined && scope !== "local" && scope !== "worktree";
}

/** husky is asked for in package.json and has its folder, but has not set `core.hooksPath` yet. */
function isToBeHusky(root: string): boolean {
	if (!existsSync(join(root, HUSKY_FOLDER))) return false;
	try {
		const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
			dependencies?: Record<string, string>;
			devDependencies?: Record<string, string>;
		};
		return { ...dependencies, ...devDependencies }["husky"] !== undefined;
	} catch {
		return false;
	}
}
