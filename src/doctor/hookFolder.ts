import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { askLine } from "../git/client.js";
import { isShared, shownFrom } from "../install/hookPlace.js";
import { type Setting, settingOf } from "../install/setting.js";
import { shellWord } from "../output/shellWord.js";
import type { Check } from "./check.js";

/** The folder that git takes hook files from. */
export interface HookFolder {
	/** An absolute path; undefined where git runs none from there. */
	folder: string | undefined;
	/** It is for other repositories too: `install` leaves it as it is, and says what to do. */
	isShared: boolean;
	check: Check;
}

const WHOSE: Readonly<Record<string, string>> = {
	local: "set as core.hooksPath of this repository",
	worktree: "set as core.hooksPath of this worktree",
	global: "set as core.hooksPath of all your repositories",
	system: "set as core.hooksPath of this machine",
	command: "set as core.hooksPath in the environment",
};

/** Which folder git takes hook files from here, and who says so. */
export async function findHookFolder(root: string, settings: readonly Setting[]): Promise<HookFolder> {
	const setting = settingOf(settings, "core.hookspath");
	const folder = resolve(root, await askLine(root, ["rev-parse", "--git-path", "hooks"]));
	const shown = shownFrom(root, folder) || ".";
	const whose = setting === undefined ? "" : `, ${WHOSE[setting.scope] ?? `set as core.hooksPath (${setting.scope})`}`;
	const said = (status: Check["status"], message: string, wayOut?: string): HookFolder => ({
		folder: status === "ok" ? folder : undefined,
		isShared: isShared(setting?.scope),
		check: { id: "hooks-folder", status, message, ...(wayOut === undefined ? {} : { wayOut }) },
	});
	if (setting?.value === "") {
		return said("problem", `core.hooksPath is empty (${setting.scope}): git runs no hook.`, wayBack(setting, ""));
	}
	const kind = statSync(folder, { throwIfNoEntry: false });
	if (kind?.isDirectory() === true) return said("ok", `git takes hooks from ${shown}${whose}.`);
	if (setting === undefined) {
		// Where a template has none, git makes no such folder.
		return kind === undefined
			? said("ok", `git takes hooks from ${shown}, which is not there yet.`)
			: said("problem", `git takes hooks from ${shown}, which is no folder: it runs none.`, `rm ${shellWord(shown)}`);
	}
	const problem =
		kind === undefined
			? `git takes hooks from ${shown}${whose}, which is not there: git runs no hook, and says nothing.`
			: `git takes hooks from ${shown}${whose}, which is no folder: git runs no hook, and says nothing.`;
	return said("problem", problem, wayBack(setting, shown));
}

/** husky makes its folder in each worktree; anything else has to be taken back where it was set. */
function wayBack({ scope }: Setting, shown: string): string {
	if (basename(shown) === "_") return "npx husky";
	if (basename(shown) === ".husky") return "npx husky install";
	if (scope === "command") return "Unset GIT_CONFIG_COUNT and GIT_CONFIG_PARAMETERS, or what sets them.";
	return `git config --${scope} --unset core.hooksPath`;
}
