import { statSync } from "node:fs";
import { CannotCheck } from "../failure.js";
import { askGit } from "../git/client.js";
import { splitRecords } from "../git/records.js";
import { shellQuoted } from "../output/shellWord.js";
import type { HookName } from "./hookName.js";

/**
 * Hooks in git's configuration, which git 2.54 and newer run before the repository's own, wherever
 * `core.hooksPath` points:
 *
 *     [hook "mg-hook"]
 *         event = pre-commit
 *         command = …
 *
 * One name may stand for several events, but git does not tell the command which of them it is run
 * for. So each hook has a name of its own.
 */
export function configHookName(hook: HookName): string {
	return hook === "pre-commit" ? "mg-hook" : `mg-hook-${hook}`;
}

/** Whether the git on PATH runs such hooks. It lists the settings that it knows, so no version is compared. */
export async function knowsConfigHooks(folder: string): Promise<boolean> {
	return /^hook\.<[^>\n]+>\.command$/mu.test((await askGit(folder, ["help", "--config"])).toString("utf8"));
}

/**
 * The command that runs a hook's file, with what git appends to it: `"$@"`.
 *
 * `MG_HOOK_GLOBAL` is git's own process: where the repository's own hook leads to mg-hook too, that
 * finds there what this one has found (`hooks/mg-hook.sh`).
 */
export function configHookCommand(file: string): string {
	const path = shellPath(file);
	const gone = shellQuoted(
		`mg-hook: ${file} is gone, so nothing was checked for Mailgun keys: run mg-hook install --global (or mg-hook uninstall --global); to go on once without the check: --no-verify.`,
	);
	return `[ -f ${path} ] || { [ "\${MG_HOOK-}" = 0 ] && exit 0; echo ${gone} >&2; exit 2; }; MG_HOOK_GLOBAL=$PPID sh ${path}`;
}

/** A file's path as sh takes it, on Windows too. */
export function shellPath(file: string): string {
	return shellQuoted(file.replaceAll("\\", "/"));
}

/** What the user's own configuration holds of a hook. */
export interface ConfigHook {
	/** The command that counts. */
	command: string | undefined;
	events: readonly string[];
	/** The user has switched it off. */
	off: boolean;
}

/** Reads it from the user's own configuration (`git config --global`); undefined where there is none of that name. */
export async function readConfigHook(folder: string, hook: HookName): Promise<ConfigHook | undefined> {
	const section = `hook.${configHookName(hook)}`;
	const pattern = `^${section.replaceAll(".", "\\.")}\\.`;
	if (!hasUserConfiguration()) return undefined;
	// 1 where nothing matches or there is no such file.
	const found = await askGit(folder, ["config", "--global", "-z", "--get-regexp", pattern], { alsoFine: [1] });
	const entries = splitRecords(found).map((record) => {
		const [name = "", ...value] = String(record).split("\n");
		return { key: name.slice(section.length + 1), value: value.join("\n") };
	});
	if (entries.length === 0) return undefined;
	const valuesOf = (wanted: string) => entries.filter(({ key }) => key === wanted).map(({ value }) => value);
	return {
		command: valuesOf("command").at(-1),
		events: valuesOf("event"),
		off: /^(?:false|no|off|0)$/iu.test(valuesOf("enabled").at(-1) ?? ""),
	};
}

/** Has git run a command in every repository of the user's. */
export async function writeConfigHook(folder: string, hook: HookName, command: string): Promise<void> {
	refuseNoFile();
	const section = `hook.${configHookName(hook)}`;
	const set = (name: string, value: string) =>
		askGit(folder, ["config", "--global", "--replace-all", `${section}.${name}`, value]);
	// An event without a command is an error to git, which then commits nothing.
	await set("command", command);
	await set("event", hook);
	await askGit(folder, ["config", "--global", "--unset-all", `${section}.enabled`], { alsoFine: [5] });
}

/** Takes all of it out again. */
export async function removeConfigHook(folder: string, hook: HookName): Promise<void> {
	refuseNoFile();
	await askGit(folder, ["config", "--global", "--remove-section", `hook.${configHookName(hook)}`]);
}

/** Whether `git config --global` has a file that can be written: git would put one in place of `/dev/null`. */
function hasUserConfiguration(): boolean {
	const named = process.env["GIT_CONFIG_GLOBAL"];
	return named === undefined || statSync(named, { throwIfNoEntry: false })?.isFile() !== false;
}

/** @throws CannotCheck where `git config --global` may not write: before anything is written */
export function refuseNoFile(): void {
	if (hasUserConfiguration()) return;
	throw new CannotCheck(
		"hook",
		`GIT_CONFIG_GLOBAL names ${process.env["GIT_CONFIG_GLOBAL"] ?? ""}, which is no file: your git has no configuration of yours to put a hook into.`,
		"Unset it, or name a file, and run mg-hook install --global again.",
	);
}
