import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import { readHook, writeHook } from "../install/hookFile.js";
import type { HookName } from "../install/hookName.js";
import { findHookPlaces, shownFrom } from "../install/hookPlace.js";
import { handLines, isInNpxCache, packagePath } from "../install/packagePlace.js";
import { planInstall } from "../install/planInstall.js";
import { writeOut } from "../output/writeOut.js";

export interface InstallOptions {
	cwd: string;
	dryRun?: boolean;
	/** The hook to put the block into. */
	hook?: HookName;
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
export async function install({ cwd, dryRun = false, hook = "pre-commit" }: InstallOptions): Promise<ExitCode> {
	const root = realpathSync(await findRoot(cwd));
	const { place, mainRoot } = await findHookPlaces(root, hook, handLines(undefined, hook).shell);
	// As a bundle, this module lies in dist/.
	const packageRoot = realpathSync(resolve(__dirname, ".."));
	const roots = mainRoot === undefined ? [root] : [root, realpathSync(mainRoot)];
	const path = packagePath({ packageRoot, roots, cwd: realpathSync(cwd), script: process.argv[1] ?? "" });
	if (path === undefined && isInNpxCache(packageRoot)) {
		throw new CannotCheck(
			"hook",
			"npx runs this mg-hook from its cache, where no hook would find it.",
			"Install it first: npm install --save-dev mg-hook && npx mg-hook install",
		);
	}
	const shown = shownFrom(root, place.file);
	const { runBySh } = place;
	const { change, content } = planInstall(readHook(place.file), { hook, packagePath: path, shown, runBySh });
	if (!dryRun && change !== "none") await writeHook(place.file, content);
	const said = [(dryRun ? PLANNED : DONE)[change](hook, shown)];
	if (dryRun && change !== "none") said.push(Buffer.from(content, "latin1").toString("utf8").replace(/\n$/u, ""));
	if (place.todo !== undefined) said.push(`  ${place.todo}`);
	if (path === undefined) said.push("  mg-hook is not installed in this repository: the hook looks for it on PATH.");
	await writeOut(`${said.join("\n")}\n`);
	return ExitCode.Clean;
}
