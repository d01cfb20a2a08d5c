import { join } from "node:path";
import { CannotCheck } from "../failure.js";
import { knowsConfigHooks, readConfigHook, shellPath } from "./configHook.js";
import { HOOK_NAMES, type HookName } from "./hookName.js";
import { handLines } from "./packagePlace.js";
import { listSettings, pathSetting, type Setting, settingOf } from "./setting.js";
import { findTemplate, ownTemplate, userFolder } from "./templateFolder.js";

/**
 * How a hook comes to all repositories of a user:
 *
 * - `configuration`: git's configuration names the command that runs the file (git 2.54 and newer).
 * - `hooks-path`: git takes all hooks from a folder that the user has set as `core.hooksPath`.
 * - `template`: git copies the file into each repository that it makes or clones.
 */
export interface GlobalPlace {
	way: "configuration" | "hooks-path" | "template";
	/** The hook's file: an absolute path. */
	file: string;
	/** `init.templateDir` has to name this folder first. */
	setTemplate?: string;
}

/**
 * Where `install --global` puts a hook. It never sets `core.hooksPath`, which would switch off every
 * repository's own hooks.
 *
 * @throws CannotCheck where no hook of the user's would run
 */
export async function findGlobalPlace(folder: string, hook: HookName): Promise<GlobalPlace> {
	if (await knowsConfigHooks(folder)) return { way: "configuration", file: configHookFile(hook) };
	const settings = await listSettings(folder);
	const shared = sharedHooksPath(settings);
	if (shared === undefined) {
		const template = await findTemplate(folder, settings);
		return {
			way: "template",
			file: join(template.folder, "hooks", hook),
			...(template.inUse ? {} : { setTemplate: template.folder }),
		};
	}
	const path = await pathSetting(folder, shared);
	if (shared.scope === "global" && path !== undefined) return { way: "hooks-path", file: join(path, hook) };
	throw new CannotCheck(
		"hook",
		`git takes the hooks of all repositories from ${path ?? shared.value}, which somebody else has set as core.hooksPath (${shared.scope}): it is left as it is.`,
		`Have this line added to ${join(path ?? shared.value, hook)}: ${handLines(undefined, hook).shell}; or use git 2.54 or newer, which runs hooks from its configuration too.`,
	);
}

/** What `install --global` may have left: for each hook its files, and whether git's configuration names it. */
export async function findGlobalFiles(folder: string): Promise<{ hook: HookName; files: string[] }[]> {
	const settings = await listSettings(folder);
	const folders = [join(userFolder(), "hooks"), join(ownTemplate(), "hooks")];
	const template = await findTemplate(folder, settings).catch(() => undefined);
	if (template !== undefined) folders.push(join(template.folder, "hooks"));
	const shared = sharedHooksPath(settings);
	const path = shared?.scope === "global" ? await pathSetting(folder, shared) : undefined;
	if (path !== undefined) folders.push(path);
	return HOOK_NAMES.map((hook) => ({ hook, files: [...new Set(folders)].map((at) => join(at, hook)) }));
}

/** The file that the hook in git's configuration runs. */
export function configHookFile(hook: HookName): string {
	return join(userFolder(), "hooks", hook);
}

/** Whether git's configuration holds a hook that `install --global` put there: one that runs its file. */
export async function isConfigured(folder: string, hook: HookName): Promise<boolean> {
	const found = await readConfigHook(folder, hook);
	return found?.command?.includes(shellPath(configHookFile(hook))) === true;
}

/** `core.hooksPath` as it counts where a repository sets none. */
function sharedHooksPath(settings: readonly Setting[]): Setting | undefined {
	return settingOf(
		settings.filter(({ scope }) => scope !== "local" && scope !== "worktree"),
		"core.hookspath",
	);
}
