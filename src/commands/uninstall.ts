import { realpathSync } from "node:fs";
import { basename } from "node:path";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import { hasBlock, hasBrokenBlock, withoutBlock } from "../install/hookBlock.js";
import { readHook, removeHook, writeHook } from "../install/hookFile.js";
import { findInstalledPlaces, shownFrom } from "../install/hookPlace.js";
import { writeOut } from "../output/writeOut.js";

export interface UninstallOptions {
	cwd: string;
	dryRun?: boolean;
}

const REMOVED = {
	done: (name: string, hook: string) => `mg-hook: removed the ${name} hook ${hook}, which held nothing else.`,
	planned: (name: string, hook: string) => `mg-hook: would remove the ${name} hook ${hook}, which held nothing else.`,
};

const TAKEN_OUT = {
	done: (name: string, hook: string) => `mg-hook: took its block out of the ${name} hook ${hook}.`,
	planned: (name: string, hook: string) => `mg-hook: would take its block out of the ${name} hook ${hook}.`,
};

/** `mg-hook uninstall`: takes out of the hooks here exactly what `install` put in. */
export async function uninstall({ cwd, dryRun = false }: UninstallOptions): Promise<ExitCode> {
	const root = realpathSync(await findRoot(cwd));
	const said: string[] = [];
	for (const file of await findInstalledPlaces(root)) {
		const hook = readHook(file);
		if (hook === undefined || hook === "link") continue;
		const shown = shownFrom(root, file);
		refuseBroken(hook.content, shown);
		if (!hasBlock(hook.content)) continue;
		const rest = withoutBlock(hook.content);
		if (!dryRun) await (rest === undefined ? removeHook(file) : writeHook(file, rest));
		const words = (rest === undefined ? REMOVED : TAKEN_OUT)[dryRun ? "planned" : "done"];
		said.push(words(basename(file), shown));
	}
	if (said.length === 0) said.push("mg-hook: no hook here holds its block; nothing changed.");
	await writeOut(`${said.join("\n")}\n`);
	return ExitCode.Clean;
}

function refuseBroken(content: string, shown: string): void {
	if (!hasBrokenBlock(content)) return;
	throw new CannotCheck(
		"hook",
		`The hook ${shown} holds mg-hook's block torn apart or more than once: it is left as it is.`,
		"Take every part of it out by hand (# >>> mg-hook >>> to # <<< mg-hook <<<).",
	);
}
