import { realpathSync } from "node:fs";
import { ExitCode } from "../exitCode.js";
import { findRoot } from "../git/repository.js";
import { findInstalledPlaces, shownFrom } from "../install/hookPlace.js";
import { takeBlockOut } from "../install/takeBlockOut.js";
import { writeOut } from "../output/writeOut.js";
import { printable } from "./printable.js";
import { uninstallGlobal } from "./uninstallGlobal.js";

export interface UninstallOptions {
	cwd: string;
	dryRun?: boolean;
	/** What `install --global` put in. */
	global?: boolean;
}

/** `mg-hook uninstall`: takes out of the hooks here exactly what `install` put in. */
export async function uninstall({ cwd, dryRun = false, global = false }: UninstallOptions): Promise<ExitCode> {
	if (global) return uninstallGlobal({ cwd, dryRun });
	const root = realpathSync(await findRoot(cwd));
	const said: string[] = [];
	for (const file of await findInstalledPlaces(root)) {
		const done = await takeBlockOut(file, { shown: shownFrom(root, file), dryRun });
		if (done !== undefined) said.push(done);
	}
	if (said.length === 0) said.push("mg-hook: no hook here holds its block; nothing changed.");
	await writeOut(`${printable(said.join("\n"))}\n`);
	return ExitCode.Clean;
}
