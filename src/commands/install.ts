import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { examine } from "../doctor/examine.js";
import { isSkipped } from "../environment.js";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import { runsByHand } from "../install/byHand.js";
import { findWriter, runByManager, writtenByManager } from "../install/foreseen.js";
import { hasBlock } from "../install/hookBlock.js";
import { type HookFile, readHook, writeHook } from "../install/hookFile.js";
import type { HookName } from "../install/hookName.js";
import { findHookPlaces, type HookPlace, shownFrom } from "../install/hookPlace.js";
import { howToInstall } from "../install/howToInstall.js";
import { type HandLines, writtenBy } from "../install/obstacle.js";
import { foldersUpTo } from "../install/packageManager.js";
import { handLines, packagePath, refuseNpxCache } from "../install/packagePlace.js";
import { type InstallPlan, planInstall } from "../install/planInstall.js";
import { whereWeAre } from "../install/remembered.js";
import { projectOf, sharedPath, whatToCommit } from "../install/toCommit.js";
import { installGlobal } from "./installGlobal.js";
import { doubtOf, type Look, lookAtHook, NOT_LOOKED, sayWhatWasDone } from "./lookAtHook.js";
import { printable } from "./printable.js";

export interface InstallOptions {
	cwd: string;
	dryRun?: boolean;
	/** The hook to put the block into. */
	hook?: HookName;
	/** For all repositories of the user. */
	global?: boolean;
	/** Say it and end with 0 where it cannot be done: for scripts that `npm install` runs. */
	ifPossible?: boolean;
}

const DONE = {
	make: (name: HookName, hook: string) => `mg-hook: made the ${name} hook ${hook}.`,
	add: (name: HookName, hook: string) => `mg-hook: added its block to the ${name} hook ${hook}.`,
	update: (name: HookName, hook: string) => `mg-hook: brought its block in the ${name} hook ${hook} up to date.`,
	none: (name: HookName, hook: string) => `mg-hook: its block is in the ${name} hook ${hook} already; nothing changed.`,
};

const PLANNED = {
	make: (name: HookName, hook: string) => `mg-hook: would make the ${name} hook ${hook}:`,
	add: (name: HookName, hook: string) => `mg-hook: would add its block to the ${name} hook ${hook}, which would be:`,
	update: (name: HookName, hook: string) =>
		`mg-hook: would bring its block in the ${name} hook ${hook} up to date; the hook would be:`,
	none: DONE.none,
};

/** `mg-hook install`: puts mg-hook's block into the hook that git runs here. */
export async function install(options: InstallOptions): Promise<ExitCode> {
	const { cwd, dryRun = false, hook = "pre-commit", global = false, ifPossible = false } = options;
	if (ifPossible && isSkipped()) {
		process.stderr.write("mg-hook: set up no hook (MG_HOOK=0).\n");
		return ExitCode.Clean;
	}
	try {
		const code = await (global ? installGlobal({ cwd, dryRun, hook }) : installHere({ cwd, dryRun, hook }));
		return ifPossible ? ExitCode.Clean : code;
	} catch (error) {
		if (!ifPossible || !isImpossibleHere(error)) throw error;
		const words = `mg-hook: set up no hook. ${error.problem}\n  ${error.wayOut}`;
		process.stderr.write(`${printable(words)}\n`);
		return ExitCode.Clean;
	}
}

/** Whether it is the place that does not allow it, and neither the request nor a fault of our own. */
function isImpossibleHere(error: unknown): error is CannotCheck {
	return error instanceof CannotCheck && error.kind !== "usage" && error.kind !== "environment";
}

async function installHere({ cwd, dryRun, hook }: { cwd: string; dryRun: boolean; hook: HookName }): Promise<ExitCode> {
	const root = realpathSync(await findRoot(cwd));
	const { place, mainRoot } = await findHookPlaces(root, hook, handLines(undefined, hook).shell);
	const { packageRoot, path, script } = ourPackage(root, { mainRoot, cwd: realpathSync(cwd) });
	const shown = shownFrom(root, place.file);
	const existing = readHook(place.file);
	const done = await alreadyRun({ root, hook, place, existing, shown, lines: handLines(path, hook) });
	if (done !== undefined) {
		const look = dryRun || !done.isSetUp ? NOT_LOOKED : await lookAtHook(() => examine(root, hook));
		return sayWhatWasDone([...done.said, ...look.said], look);
	}
	const { runBySh } = place;
	const shared = await sharedPath(root, place.file);
	const { change, content } = planInstall(existing, {
		hook,
		packagePath: path,
		remembered: path === undefined && shared === undefined ? whereWeAre(packageRoot, script) : undefined,
		shown,
		runBySh,
		tracked: shared !== undefined,
	});
	if (!dryRun && change !== "none") await writeHook(place.file, content);
	// Where a manager has yet to be set up, that is what is left to do.
	const look = dryRun || place.todo !== undefined ? NOT_LOOKED : await lookAtHook(() => examine(root, hook));
	const said = [headline(change, { place, hook, shown, dryRun, look })];
	if (dryRun && change !== "none") said.push(Buffer.from(content, "latin1").toString("utf8").replace(/\n$/u, ""));
	if (place.todo !== undefined) said.push(`  ${place.todo}`);
	if (path === undefined)
		said.push(
			`  mg-hook is not installed in this repository: the hook looks for it on PATH${shared === undefined ? `, then in ${packageRoot}` : ""}.`,
		);
	said.push(...look.said);
	if (!dryRun && change !== "none")
		said.push(...(await whatToCommit(root, { ...place, shared }, projectOf(root, path))));
	return sayWhatWasDone(said, look);
}

/**
 * Where this mg-hook is.
 *
 * @returns `path`: from the root of the work tree; undefined where the repository does not have it
 * @throws CannotCheck where it is in npx's cache, which is cleared
 */
function ourPackage(root: string, { mainRoot, cwd }: { mainRoot: string | undefined; cwd: string }) {
	// As a bundle, this module lies in dist/.
	const packageRoot = realpathSync(resolve(__dirname, ".."));
	const script = process.argv[1] ?? "";
	const roots = mainRoot === undefined ? [root] : [root, realpathSync(mainRoot)];
	const path = packagePath({ packageRoot, roots, cwd, script });
	if (path === undefined) refuseNpxCache(packageRoot, howToInstall(foldersUpTo(root, cwd)));
	return { packageRoot, path, script };
}

interface Found {
	root: string;
	hook: HookName;
	place: HookPlace;
	existing: HookFile | "link" | undefined;
	shown: string;
	lines: HandLines;
}

interface AlreadyRun {
	said: string[];
	/** git runs it in this clone. */
	isSetUp: boolean;
}

/**
 * What there is to say where the hook, or the manager that writes it, runs mg-hook by a line of the
 * person's own: nothing is put in beside it.
 *
 * @throws CannotCheck where a manager writes the hook and does not run mg-hook
 */
async function alreadyRun({ root, hook, place, existing, shown, lines }: Found): Promise<AlreadyRun | undefined> {
	const content = typeof existing === "object" ? existing.content : undefined;
	if (
		place.foreign === true ||
		(content !== undefined && !hasBlock(content) && runsByHand(content, hook, place.runBySh))
	) {
		return {
			said: [
				`mg-hook: the ${hook} hook ${shown} runs it already; nothing changed.`,
				...(place.todo === undefined ? [] : [`  ${place.todo}`]),
			],
			isSetUp: place.todo === undefined,
		};
	}
	const writer = await findWriter(root, hook, place);
	if (writer === undefined) return undefined;
	const isSetUp = content !== undefined && writtenBy(content) === writer.name;
	const said = runByManager(writer, hook, isSetUp);
	if (said === undefined) throw writtenByManager(writer, hook, lines);
	return { said, isSetUp };
}

interface Outcome {
	place: HookPlace;
	hook: HookName;
	shown: string;
	dryRun: boolean;
	look: Look;
}

function headline(change: InstallPlan["change"], { place, hook, shown, dryRun, look }: Outcome): string {
	if (dryRun) return PLANNED[change](hook, shown);
	// "made" is said of hooks alone that git runs, and that stop a key.
	const doubt = doubtOf(look);
	if (change !== "none" && (doubt !== "" || (change === "make" && place.todo !== undefined))) {
		return `mg-hook: wrote its block for the ${hook} hook ${shown}${doubt}.`;
	}
	return DONE[change](hook, shown);
}
