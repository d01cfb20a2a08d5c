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

/** `mg-hook uninstall`: takes out of the hooks here exactly what `install` put in. */
export async function uninstall({ cwd, dryRun = false }: UninstallOptions): Promise<ExitCode> {
	const root = realpathSync(await findRoot(cwd));
	const said: string[] = [];
	for (const file of await findInstalledPlaces(root)) {
		const hook = readHook(file);
		if (hook === undefined || hook === "link") continue;
		const shown = shownFrom(root, file);
		if (hasBrokenBlock(hook.content)) {
			throw new CannotCheck(
				"hook",
				`The hook ${shown} holds mg-hook's block torn apart or more than once: it is left as it is.`,
				"Take every part of it out by hand (# >>> mg-hook >>> to # <<< mg-hook <<<).",
			);
		}
		if (!hasBlock(hook.content)) continue;
		const rest = withoutBlock(hook.content);
		if (rest === undefined) {
			if (!dryRun) removeHook(file);
			said.push(
				`mg-hook: ${dryRun ? "would remove" : "removed"} the ${basename(file)} hook ${shown}, which held nothing else.`,
			);
		} else {
			if (!dryRun) writeHook(file, rest, hook.mode);
			said.push(`mg-hook: ${dryRun ? "would take" : "took"} its block out of the ${basename(file)} hook ${shown}.`);
		}
	}
	if (said.length === 0) said.push("mg-hook: no hook here holds its block; nothing changed.");
	await writeOut(`${said.join("\n")}\n`);
	return ExitCode.Clean;
}
