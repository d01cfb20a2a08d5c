import { ExitCode } from "../exitCode.js";
import { askGit } from "../git/client.js";
import { configHookName, removeConfigHook } from "../install/configHook.js";
import { findGlobalFiles, isConfigured } from "../install/globalPlace.js";
import { listSettings, pathSetting, settingOf } from "../install/setting.js";
import { takeBlockOut } from "../install/takeBlockOut.js";
import { ownTemplate, removeOwnFolders } from "../install/templateFolder.js";
import { writeOut } from "../output/writeOut.js";
import { printable } from "./printable.js";

/** `mg-hook uninstall --global`: takes out of the user's git what `install --global` put in. */
export async function uninstallGlobal({ cwd, dryRun }: { cwd: string; dryRun: boolean }): Promise<ExitCode> {
	const said: string[] = [];
	for (const { hook, files } of await findGlobalFiles(cwd)) {
		// First git's configuration: a command whose file is gone would stop every commit.
		if (await isConfigured(cwd, hook)) {
			if (!dryRun) await removeConfigHook(cwd, hook);
			said.push(`mg-hook: ${dryRun ? "would take" : "took"} hook.${configHookName(hook)} out of git's configuration.`);
		}
		for (const file of files) {
			const done = await takeBlockOut(file, { shown: file, dryRun });
			if (done !== undefined) said.push(done);
		}
	}
	said.push(...(await unsetTemplate(cwd, dryRun)));
	if (!dryRun) removeOwnFolders();
	if (said.length === 0) said.push("mg-hook: nothing of it is set up for all repositories; nothing changed.");
	await writeOut(`${printable(said.join("\n"))}\n`);
	return ExitCode.Clean;
}

async function unsetTemplate(cwd: string, dryRun: boolean): Promise<string[]> {
	if (!(await isOwnTemplateSet(cwd))) return [];
	if (!dryRun) await askGit(cwd, ["config", "--global", "--unset-all", "init.templateDir"]);
	return [
		`mg-hook: ${dryRun ? "would unset" : "unset"} init.templateDir, which was ${ownTemplate()}.`,
		"  Repositories that were made from it keep the hook: mg-hook uninstall in each.",
	];
}

async function isOwnTemplateSet(cwd: string): Promise<boolean> {
	const setting = settingOf(
		(await listSettings(cwd)).filter(({ scope }) => scope === "global"),
		"init.templatedir",
	);
	return setting !== undefined && (await pathSetting(cwd, setting)) === ownTemplate();
}
