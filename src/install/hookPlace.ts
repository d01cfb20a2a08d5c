import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { CannotCheck } from "../failure.js";
import { askGit, askLine } from "../git/client.js";
import { splitRecords } from "../git/records.js";
import { HOOK_NAMES, type HookName } from "./hookName.js";

export interface HookPlace {
	/** The hook to put the block into: an absolute path. */
	file: string;
	/** husky 9 runs it with sh itself: it needs no leave to be executed. */
	runBySh: boolean;
	/** What is still to be done before git runs it. */
	todo?: string;
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
	const scope = await hooksPathScope(root);
	if (scope === undefined && isToBeHusky(root)) {
		return { ...main, place: { file: join(root, HUSKY_FOLDER, hook), runBySh: true, todo: RUN_HUSKY } };
	}
	const folder = await hooksFolder(root);
	if (isShared(scope)) {
		throw new CannotCheck(
			"hook",
			`git takes hooks from ${folder}, set as core.hooksPath for more than this repository (${scope}): it is left as it is.`,
			`Add this line to ${join(folder, hook)}: ${line}; or give this repository hooks of its own (git config core.hooksPath .githooks) and run mg-hook install again.`,
		);
	}
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
		throw new CannotCheck(
			"hook",
			`git takes hooks from ${folder}, which is no folder: it runs none.`,
			"Unset it (git config --unset core.hooksPath) and run mg-hook install again.",
		);
	}
	return { ...main, place: placeIn(folder, hook) };
}

/** Every hook that `install` may have put its block into: absolute paths. */
export async function findInstalledPlaces(root: string): Promise<string[]> {
	const folders = [join(await commonFolder(root), "hooks"), join(root, HUSKY_FOLDER)];
	const places = new Set(HOOK_NAMES.flatMap((hook) => folders.map((folder) => join(folder, hook))));
	if (!isShared(await hooksPathScope(root))) {
		const folder = await hooksFolder(root);
		for (const hook of HOOK_NAMES) places.add(placeIn(folder, hook).file);
	}
	return [...places];
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

function isShared(scope: string | undefined): boolean {
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

/**
 * The scope of the setting `core.hooksPath` that counts: "local", "worktree", "global", "system" or
 * "command"; undefined where it is not set. With -z git prints `scope NUL name LF value NUL` for
 * each setting, the one that counts last.
 */
async function hooksPathScope(root: string): Promise<string | undefined> {
	// Not --get, which ends with 1 where there is none.
	const fields = splitRecords(await askGit(root, ["config", "--list", "--show-scope", "-z"])).map(String);
	let scope: string | undefined;
	for (let at = 0; at + 1 < fields.length; at += 2) {
		if (fields[at + 1]?.startsWith("core.hookspath\n") === true) scope = fields[at];
	}
	return scope;
}
