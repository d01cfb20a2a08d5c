import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { CannotCheck } from "../failure.js";
import { pathSetting, type Setting, settingOf } from "./setting.js";

/** The folder that git copies into each repository that it makes or clones. */
export interface TemplateFolder {
	/** An absolute path; it need not be there. */
	folder: string;
	/** Git uses it already. If not, `init.templateDir` has to name it. */
	inUse: boolean;
}

/** Where mg-hook keeps what belongs to the user: `~/.config/mg-hook`, or in `$XDG_CONFIG_HOME`. */
export function userFolder(): string {
	const named = process.env["XDG_CONFIG_HOME"] ?? "";
	return join(isAbsolute(named) ? named : join(homedir(), ".config"), "mg-hook");
}

/** The template that mg-hook makes where the user has none. */
export function ownTemplate(): string {
	return join(userFolder(), "template");
}

const EXCLUDE = "# Patterns of files that git leaves out in this repository alone, as in .gitignore.\n";

/** Makes what git's own template has and people count on: `.git/info/exclude`. */
export function fillOwnTemplate(): void {
	const info = join(ownTemplate(), "info");
	mkdirSync(info, { recursive: true });
	const exclude = join(info, "exclude");
	if (!existsSync(exclude)) writeFileSync(exclude, EXCLUDE);
}

/** Removes the folders of mg-hook's own, as far as nobody else has put something there. */
export function removeOwnFolders(): void {
	const own = ownTemplate();
	const exclude = join(own, "info/exclude");
	if (statSync(exclude, { throwIfNoEntry: false })?.isFile() === true && readFileSync(exclude, "utf8") === EXCLUDE) {
		rmSync(exclude, { force: true });
	}
	for (const folder of [join(own, "info"), join(own, "hooks"), own, join(userFolder(), "hooks"), userFolder()]) {
		try {
			rmdirSync(folder);
		} catch {
			// Not empty, or not there.
		}
	}
}

/**
 * The user's template: the one that git uses already, or else mg-hook's own.
 *
 * @param settings what counts in `folder`
 * @throws CannotCheck where git takes it from a place that cannot be told
 */
export async function findTemplate(folder: string, settings: readonly Setting[]): Promise<TemplateFolder> {
	const found = process.env["GIT_TEMPLATE_DIR"] || (await configured(folder, settings));
	if (found === undefined) return { folder: ownTemplate(), inUse: false };
	if (isAbsolute(found)) return { folder: found, inUse: true };
	throw new CannotCheck(
		"hook",
		`git takes the template of new repositories from ${found}, which is another folder wherever it runs.`,
		"Make it an absolute path (git config --global init.templateDir PATH) and run mg-hook install --global again.",
	);
}

async function configured(folder: string, settings: readonly Setting[]): Promise<string | undefined> {
	const setting = settingOf(
		// A repository's own setting is for none that it is copied to.
		settings.filter(({ scope }) => scope === "global" || scope === "system"),
		"init.templatedir",
	);
	return setting === undefined ? undefined : pathSetting(folder, setting);
}
