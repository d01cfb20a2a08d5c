import { askGit, askLine } from "../git/client.js";
import { splitRecords } from "../git/records.js";

/** Where git found a setting: "worktree", "local", "global", "system" or "command" (`-c`, or a variable). */
export interface Setting {
	scope: string;
	/** With its section in small letters, as git prints it: `core.hookspath`. */
	name: string;
	value: string;
}

/**
 * Every setting that counts in `folder`, inside a repository or not, the one that outweighs others
 * last. With -z git prints `scope NUL name LF value NUL` for each.
 */
export async function listSettings(folder: string): Promise<Setting[]> {
	// Not --get, which ends with 1 where there is none.
	const fields = splitRecords(await askGit(folder, ["config", "--list", "--show-scope", "-z"])).map(String);
	const settings: Setting[] = [];
	for (let at = 0; at + 1 < fields.length; at += 2) {
		const [scope = "", field = ""] = [fields[at], fields[at + 1]];
		const newline = field.indexOf("\n");
		// A name alone stands for true.
		settings.push(
			newline === -1
				? { scope, name: field, value: "true" }
				: { scope, name: field.slice(0, newline), value: field.slice(newline + 1) },
		);
	}
	return settings;
}

/** The setting of that name which counts, or undefined. */
export function settingOf(settings: readonly Setting[], name: string): Setting | undefined {
	return settings.findLast((setting) => setting.name === name);
}

/** A setting of the user's or the machine's as a path, `~` expanded; undefined where git sets it by a variable alone. */
export async function pathSetting(folder: string, { scope, name }: Setting): Promise<string | undefined> {
	if (scope !== "global" && scope !== "system") return undefined;
	return askLine(folder, ["config", `--${scope}`, "--includes", "--type=path", "--get", name]);
}
