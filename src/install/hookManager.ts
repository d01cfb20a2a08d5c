import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { HookName } from "./hookName.js";

/** Tools that bring hooks to git. "husky" keeps them as files in `.husky` (5 and newer), "husky 4" in its settings. */
export type HookManagerName = "husky" | "husky 4" | "lefthook" | "simple-git-hooks" | "pre-commit";

/** A hook manager that a repository is set up for, whether or not it has been installed in this clone. */
export interface HookManager {
	name: HookManagerName;
	/** What it takes the hook's commands from, from the folder that was asked about, with `/`: `lefthook.yml`. */
	file: string;
	/**
	 * What it runs in the hook, in order, as it is written; empty where it runs nothing. undefined where
	 * that cannot be told, since the settings are a program, or take what is elsewhere.
	 */
	commands: readonly ManagedCommand[] | undefined;
	/** The command that makes git run its hooks in this clone. */
	setUp: string;
}

/** One thing that a hook manager runs. */
export interface ManagedCommand {
	/** The command; for a hook of another repository (pre-commit) its id. */
	run: string;
	/** Settings that keep it from running now and then, by name: `glob`, `skip`, `files`, `stages`. */
	limits: string[];
	/** The setting with which it never runs: `skip: true`. */
	isOff?: string;
}

/**
 * The hook managers that a repository's files ask for. Reads files and runs nothing: a setting that is
 * a program stays unread.
 *
 * @param folder the root of the work tree, or of a package in it
 */
export async function findHookManagers(folder: string, hook: HookName): Promise<HookManager[]> {
	const found = [
		husky(folder, hook),
		await husky4(folder, hook),
		await lefthook(folder, hook),
		await simpleGitHooks(folder, hook),
		await preCommit(folder, hook),
	];
	return found.filter((manager) => manager !== undefined);
}

/** Whether a command is one of mg-hook's, wherever it is installed: its command, its script, or its id for pre-commit. */
export function namesMgHook(command: string): boolean {
	return /(?:^|[\s"'`;&|(=/\\])mg-hook(?:(?:-commit-msg|-pre-push)?["']?(?:\s*$)|["']?\s+check\b|[/\\]hooks[/\\](?:pre-commit|commit-msg|pre-push)\b|[/\\]dist[/\\]cli\.js["']?\s+check\b)/mu.test(
		command
			.split("\n")
			.filter((line) => !/^\s*#/u.test(line))
			.join("\n"),
	);
}

/** What a settings file or a part of it holds, by name. */
type Settings = Readonly<Record<string, unknown>>;

const HUSKY_FOLDER = ".husky";

function husky(folder: string, hook: HookName): HookManager | undefined {
	const isFolder = statSync(join(folder, HUSKY_FOLDER), { throwIfNoEntry: false })?.isDirectory() === true;
	const version = dependency(folder, "husky");
	if (!isFolder || (version === undefined && textOf(folder, `${HUSKY_FOLDER}/_/h`) === undefined)) return undefined;
	const file = `${HUSKY_FOLDER}/${hook}`;
	const text = textOf(folder, file);
	return {
		name: "husky",
		file,
		commands: text === undefined ? [] : [{ run: text, limits: [] }],
		setUp: /^\D*[5-8]\b/u.test(version ?? "") ? "npx husky install" : "npx husky",
	};
}

const HUSKY4_FILES = [".huskyrc", ".huskyrc.json", ".huskyrc.yaml", ".huskyrc.yml"];
const HUSKY4_PROGRAMS = [".huskyrc.js", ".huskyrc.cjs", "husky.config.js", "husky.config.cjs"];

async function husky4(folder: string, hook: HookName): Promise<HookManager | undefined> {
	const found = await firstSettings(folder, {
		inPackage: "husky",
		files: HUSKY4_FILES,
		programs: HUSKY4_PROGRAMS,
	});
	if (found === undefined) return undefined;
	const setUp = "npm install --save-dev husky@4";
	if (found.settings === undefined) return { name: "husky 4", file: found.file, commands: undefined, setUp };
	// husky 5 and newer have no such settings, and may have left these behind.
	const hooks = recordOf(found.settings["hooks"]);
	if (hooks === undefined) return undefined;
	return { name: "husky 4", file: found.file, commands: commandsOf(hooks[hook]), setUp };
}

const SIMPLE_NAME = "simple-git-hooks";

async function simpleGitHooks(folder: string, hook: HookName): Promise<HookManager | undefined> {
	const found = await firstSettings(folder, {
		inPackage: SIMPLE_NAME,
		files: [`.${SIMPLE_NAME}.json`, `${SIMPLE_NAME}.json`],
		programs: [`.${SIMPLE_NAME}`, SIMPLE_NAME].flatMap((name) => [`${name}.cjs`, `${name}.js`, `${name}.mjs`]),
	});
	if (found === undefined) return undefined;
	const { file, settings } = found;
	return {
		name: SIMPLE_NAME,
		file,
		commands: settings === undefined ? undefined : commandsOf(settings[hook]),
		setUp: "npx simple-git-hooks",
	};
}

const LEFTHOOK_PREFIXES = ["", ".", ".config/"];
const LEFTHOOK_FORMATS = [".yml", ".yaml", ".toml", ".json", ".jsonc"];

async function lefthook(folder: string, hook: HookName): Promise<HookManager | undefined> {
	const names = (name: string) =>
		LEFTHOOK_PREFIXES.flatMap((prefix) => LEFTHOOK_FORMATS.map((format) => `${prefix}${name}${format}`));
	const main = names("lefthook").find((file) => isFile(folder, file));
	const local = names("lefthook-local").find((file) => isFile(folder, file));
	const file = main ?? local;
	if (file === undefined) return undefined;
	const read = await Promise.all(
		[main, local].filter((one) => one !== undefined).map((one) => lefthookCommands(folder, one, hook)),
	);
	const commands = read.includes(undefined) ? undefined : read.flatMap((list) => list ?? []);
	// The local settings outweigh the others, command by command.
	const mayBeOff =
		main !== undefined && local !== undefined && /\b(?:skip|only|exclude_tags)\b/u.test(textOf(folder, local) ?? "");
	if (mayBeOff) for (const command of commands ?? []) command.limits.push("lefthook-local");
	return { name: "lefthook", file, commands, setUp: "npx lefthook install" };
}

async function lefthookCommands(folder: string, file: string, hook: HookName): Promise<ManagedCommand[] | undefined> {
	const text = textOf(folder, file) ?? "";
	if (file.endsWith(".toml")) return tomlCommands(text, hook);
	const settings = await settingsIn(text);
	if (settings === undefined) return undefined;
	const section = recordOf(settings[hook]) ?? {};
	const commands = lefthookTasks(section, { limits: [], excluded: [] });
	const isElsewhere = ["extends", "remotes", "remote"].some((name) => settings[name] !== undefined);
	return isElsewhere && !commands.some(({ run }) => namesMgHook(run)) ? undefined : commands;
}

/** What keeps a command of lefthook from running whatever is staged. */
const LEFTHOOK_LIMITS = ["skip", "only", "glob", "exclude", "file_types", "files", "root", "tags", "exclude_tags"];

/** What holds for every task of a hook or a group of lefthook's. */
interface LefthookBounds {
	limits: readonly string[];
	isOff?: string;
	/** Tags whose tasks are left out. */
	excluded: readonly string[];
}

/** `commands`, `scripts` and `jobs` of a hook of lefthook; jobs may be in groups, which have limits too. */
function lefthookTasks(section: Settings, above: LefthookBounds): ManagedCommand[] {
	const bounds = boundsOf(section, above);
	const tasks: ManagedCommand[] = [];
	const entries = [
		...Object.values(recordOf(section["commands"]) ?? {}),
		...Object.entries(recordOf(section["scripts"]) ?? {}).map(([script, task]) => ({ ...recordOf(task), script })),
		...listOf(section["jobs"]),
	];
	for (const entry of entries) {
		const task = recordOf(entry);
		if (task === undefined) continue;
		const { limits, isOff, excluded } = boundsOf(task, bounds);
		const off = isOff === undefined ? {} : { isOff };
		const group = recordOf(task["group"]);
		if (group !== undefined) tasks.push(...lefthookTasks(group, { limits, excluded, ...off }));
		const run = task["run"] ?? task["script"];
		if (typeof run === "string") tasks.push({ run, limits: [...limits], ...off });
	}
	return tasks;
}

function boundsOf(task: Settings, { limits, isOff, excluded }: LefthookBounds): LefthookBounds {
	const out = [...excluded, ...namesIn(task["exclude_tags"])];
	const tag = namesIn(task["tags"]).find((name) => out.includes(name));
	const off =
		isOff ??
		(task["skip"] === true ? "skip: true" : undefined) ??
		(task["only"] === false ? "only: false" : undefined) ??
		(tag === undefined ? undefined : `exclude_tags: ${tag}`);
	const isSet = (name: string) =>
		task[name] !== undefined && task[name] !== "" && (task[name] !== false || name === "only");
	const own = LEFTHOOK_LIMITS.filter(isSet);
	return { limits: [...limits, ...own], excluded: out, ...(off === undefined ? {} : { isOff: off }) };
}

/** lefthook takes a list of names, or a text of them. */
function namesIn(value: unknown): string[] {
	return typeof value === "string" ? value.split(/[\s,]+/u) : listOf(value).map(String);
}

/** One table of TOML: `[pre-commit.commands.a]` is `pre-commit`'s, with `.commands.a` below it. */
interface TomlTable {
	owner: string;
	below: string;
	entries: Record<string, unknown>;
}

/** As much of TOML as hooks are written in: what stands on one line. */
function tomlTables(text: string): TomlTable[] {
	const tables: TomlTable[] = [{ owner: "", below: "", entries: {} }];
	for (const line of text.split(/\r?\n/u)) {
		const [header, owner = "", below = ""] = /^\s*\[{1,2}\s*"?([\w-]+)"?\s*(.*?)\]/u.exec(line) ?? [];
		if (header !== undefined) tables.push({ owner, below, entries: {} });
		const [entry, name = "", double, single, bare = ""] =
			/^\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.*?)\s*$)/u.exec(line) ?? [];
		const last = tables.at(-1);
		if (entry !== undefined && last !== undefined) last.entries[name] = double ?? single ?? tomlValue(bare);
	}
	return tables;
}

/**
 * Enough to see whether we are named, and what limits it. undefined where no command is found, or
 * where one may stand in what is not read: groups within each other, and texts of several lines.
 */
function tomlCommands(text: string, hook: HookName): ManagedCommand[] | undefined {
	const tables = tomlTables(text).filter(({ owner }) => owner === hook);
	if (/"""|'''/u.test(text) || tables.some(({ below }) => /\bgroup\b/u.test(below))) return undefined;
	const whole = tables.filter(({ below }) => below === "").map(({ entries }) => entries);
	const jobs = tables.filter(({ below }) => below !== "").map(({ entries }) => entries);
	const commands = lefthookTasks({ ...Object.assign({}, ...whole), jobs }, { limits: [], excluded: [] });
	return commands.length === 0 ? undefined : commands;
}

/** A switch, a list of names, or anything else as it is written. */
function tomlValue(written: string): unknown {
	if (/^(?:true|false)\b/u.test(written)) return written.startsWith("true");
	return written.startsWith("[") ? (written.match(/(?<=")[\w-]+(?=")|(?<=')[\w-]+(?=')/gu) ?? []) : written;
}

const PRE_COMMIT_FILE = ".pre-commit-config.yaml";

/** Names of stages by the hook; those of pre-commit before 3.2 too. */
const STAGES: Readonly<Record<HookName, readonly string[]>> = {
	"pre-commit": ["pre-commit", "commit"],
	"pre-merge-commit": ["pre-merge-commit", "merge-commit"],
	"commit-msg": ["commit-msg"],
	"pre-push": ["pre-push", "push"],
};

/** The stages that our own ids name for themselves (`.pre-commit-hooks.yaml`). */
const OWN_STAGES: Readonly<Record<string, readonly string[]>> = { "mg-hook-commit-msg": ["commit-msg"] };

/**
 * pre-commit as its settings have it.
 *
 * @param file the settings, from the folder; it can be installed with others than those that it takes by itself
 */
export async function preCommit(
	folder: string,
	hook: HookName,
	file = PRE_COMMIT_FILE,
): Promise<HookManager | undefined> {
	const text = textOf(folder, file);
	if (text === undefined) return undefined;
	const settings = await settingsIn(text);
	const setUp = hook === "pre-commit" ? "pre-commit install" : `pre-commit install --hook-type ${hook}`;
	const manager = { name: "pre-commit", file, setUp } as const;
	if (settings === undefined) return { ...manager, commands: undefined };
	const above = ["files", "exclude"].filter((name) => settings[name] !== undefined);
	const commands: ManagedCommand[] = [];
	for (const repository of listOf(settings["repos"]).map(recordOf)) {
		for (const one of listOf(repository?.["hooks"]).map(recordOf)) {
			const id = String(one?.["id"] ?? "");
			const stages = listOf(one?.["stages"] ?? OWN_STAGES[id] ?? settings["default_stages"] ?? []).map(String);
			if (one === undefined || (stages.length > 0 && !stages.some((stage) => STAGES[hook].includes(stage)))) continue;
			const run = typeof one["entry"] === "string" ? one["entry"] : id;
			const limits = ["files", "types", "types_or", "exclude"].filter((name) => one[name] !== undefined);
			commands.push({ run, limits: one["always_run"] === true ? [] : [...above, ...limits] });
		}
	}
	return { ...manager, commands };
}

interface Places {
	/** Its entry in package.json. */
	inPackage: string;
	/** Files of data. */
	files: readonly string[];
	/** Files that are programs. */
	programs: readonly string[];
}

/** Where settings stand, and what they are: undefined where they are a program, or cannot be read. */
interface Found {
	file: string;
	settings: Settings | undefined;
}

async function firstSettings(folder: string, { inPackage, files, programs }: Places): Promise<Found | undefined> {
	const program = programs.find((name) => isFile(folder, name));
	if (program !== undefined) return { file: program, settings: undefined };
	const file = files.find((name) => isFile(folder, name));
	if (file !== undefined) return { file, settings: await settingsIn(textOf(folder, file) ?? "") };
	const entry = packageOf(folder)[inPackage];
	if (typeof entry === "string") return { file: entry, settings: await settingsIn(textOf(folder, entry) ?? "") };
	const settings = recordOf(entry);
	return settings === undefined ? undefined : { file: "package.json", settings };
}

function commandsOf(command: unknown): ManagedCommand[] {
	return typeof command === "string" ? [{ run: command, limits: [] }] : [];
}

/** YAML is a superset of JSON, with its comments or without. */
async function settingsIn(text: string): Promise<Settings | undefined> {
	try {
		return recordOf(JSON.parse(text));
	} catch {
		const { yamlRecord } = await import("./yamlRecord.js");
		return recordOf(yamlRecord(text));
	}
}

function dependency(folder: string, name: string): string | undefined {
	const { dependencies, devDependencies } = packageOf(folder);
	const version = { ...recordOf(dependencies), ...recordOf(devDependencies) }[name];
	return typeof version === "string" ? version : undefined;
}

/** `package.json`, or nothing where there is none that can be read. */
function packageOf(folder: string): Settings {
	try {
		return recordOf(JSON.parse(textOf(folder, "package.json") ?? "")) ?? {};
	} catch {
		return {};
	}
}

function isFile(folder: string, name: string): boolean {
	return statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true;
}

function textOf(folder: string, name: string): string | undefined {
	if (!isFile(folder, name)) return undefined;
	try {
		return readFileSync(join(folder, name), "utf8");
	} catch {
		return undefined;
	}
}

function recordOf(value: unknown): Settings | undefined {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Settings) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
