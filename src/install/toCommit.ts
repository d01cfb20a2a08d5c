import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { askGit, askLine } from "../git/client.js";
import { splitRecords } from "../git/records.js";
import { shellWord } from "../output/shellWord.js";
import { type HookPlace, shownFrom } from "./hookPlace.js";
import { foldersUpTo } from "./packageManager.js";
import { projectAround } from "./unplugged.js";

/** Holds where mg-hook is not installed (`npm ci --omit=dev`), in sh and in cmd. */
const PREPARE = "node -e \"try { require('mg-hook/prepare') } catch { console.log('no mg-hook here, so no hook') }\"";

/** What may be changed where mg-hook was just added to a project, besides the hook. */
const OF_THE_PROJECT = [
	"package.json",
	"package-lock.json",
	"npm-shrinkwrap.json",
	"pnpm-lock.yaml",
	"yarn.lock",
	"bun.lock",
	"bun.lockb",
	".gitattributes",
];

/**
 * What is still to be done so that everybody who works on the repository has this hook: a line each.
 *
 * @param root of the work tree
 * @param packageFolder where the project that mg-hook belongs to has its package.json; undefined where
 *   mg-hook is in no project
 */
export async function whatToCommit(
	root: string,
	place: HookPlace & { shared: string | undefined },
	packageFolder: string | undefined,
): Promise<string[]> {
	const { shared } = place;
	if (shared === undefined) return prepareLine(root, packageFolder);
	const lines: string[] = [];
	const name = shellWord(shared);
	const ofTheProject = packageFolder === undefined ? [] : OF_THE_PROJECT.map((file) => join(packageFolder, file));
	const changed = await changedOf(root, [shared, ...ofTheProject.map((file) => relative(root, file))]);
	const executable = place.runBySh || (await keepsMode(root, shared)) ? "" : ` && git update-index --chmod=+x ${name}`;
	if (changed.includes(shared) || executable !== "") {
		lines.push(`  For everybody else, commit it: git add ${changed.map(shellWord).join(" ") || name}${executable}`);
	}
	if (!(await keepsLineEnds(root, shared))) {
		lines.push(
			`  sh reads no Windows line endings; so that git writes none: echo ${shellWord(attributeLine(shared))} >>.gitattributes`,
		);
	}
	if (place.hooksPath !== undefined) {
		lines.push(`  Each clone has to be told once: git config core.hooksPath ${shellWord(place.hooksPath)}`);
	}
	return lines;
}

/** A hook's path from the root, with `/`, where others can get it by git; undefined in `.git`, outside and where it is ignored. */
export async function sharedPath(root: string, file: string): Promise<string | undefined> {
	const path = relative(root, file);
	if (path.startsWith("..") || isAbsolute(path)) return undefined;
	const git = await askLine(root, ["rev-parse", "--absolute-git-dir"]);
	const common = await askLine(root, ["rev-parse", "--git-common-dir"]);
	for (const folder of [git, join(root, common), common]) {
		if (isAbsolute(folder) && !relative(folder, file).startsWith("..")) return undefined;
	}
	const named = path.split(sep).join("/");
	const ignored = await askGit(root, ["check-ignore", "--no-index", "-z", "--stdin"], {
		input: `${named}\0`,
		alsoFine: [1],
	});
	return ignored.length > 0 && !(await isTracked(root, named)) ? undefined : named;
}

async function isTracked(root: string, path: string): Promise<boolean> {
	return (await askGit(root, ["ls-files", "-z", "--", `:(literal)${path}`])).length > 0;
}

/** Those of some paths that are new or changed. With -z: `XY path NUL`, and for a rename the old path behind it. */
async function changedOf(root: string, paths: readonly string[]): Promise<string[]> {
	const literal = paths.map((path) => `:(literal)${path.split(sep).join("/")}`);
	const out = await askGit(root, [
		"status",
		"--porcelain",
		"-z",
		"--no-renames",
		"--untracked-files=all",
		"--",
		...literal,
	]);
	const changed = new Set(splitRecords(out).map((record) => String(record).slice(3)));
	return paths.map((path) => path.split(sep).join("/")).filter((path) => changed.has(path));
}

/** Whether git takes note of the executable bit by itself, or has it already. `ls-files -s -z` prints `mode object stage TAB path NUL`. */
async function keepsMode(root: string, path: string): Promise<boolean> {
	const fileMode = await askGit(root, ["config", "--type=bool", "--get", "core.fileMode"], { alsoFine: [1] });
	if (String(fileMode).trim() !== "false") return true;
	const entry = await askGit(root, ["ls-files", "-s", "-z", "--", `:(literal)${path}`]);
	return String(entry).startsWith("100755 ");
}

/** Whether git's attributes keep a file's line ends as sh needs them. With -z: `path NUL attribute NUL value NUL`. */
async function keepsLineEnds(root: string, path: string): Promise<boolean> {
	const out = await askGit(root, ["check-attr", "-z", "--stdin", "text", "eol"], { input: `${path}\0` });
	const fields = splitRecords(out).map(String);
	return fields[2] === "unset" || fields[5] === "lf";
}

function attributeLine(path: string): string {
	return `${/[\s"\\]/u.test(path) ? JSON.stringify(path) : path} text eol=lf`;
}

/** A hook in `.git` is not cloned: the package manager can set it up for everybody. */
function prepareLine(root: string, packageFolder: string | undefined): string[] {
	const file = packageFolder === undefined ? "" : join(packageFolder, "package.json");
	if (!existsSync(file)) return [];
	try {
		if (/\bmg-hook (?:install|prepare)|mg-hook\/prepare/u.test(readFileSync(file, "utf8"))) return [];
	} catch {
		return [];
	}
	const script = isYarn2(foldersUpTo(root, dirname(file))) ? "postinstall" : "prepare";
	return [
		`  Git does not clone it; for everybody who installs this project, among "scripts" in ${shownFrom(root, file)}: "${script}": ${JSON.stringify(PREPARE)}`,
	];
}

/** Whether Yarn 2 or newer installs here, which runs no `prepare`: its lock file begins with `__metadata:`, Yarn 1's has none. */
function isYarn2(folders: readonly string[]): boolean {
	const lock = folders.map((folder) => join(folder, "yarn.lock")).find((file) => existsSync(file));
	try {
		return lock !== undefined && /^__metadata:/mu.test(readFileSync(lock, "utf8"));
	} catch {
		return false;
	}
}

/** The folder of the project that has the package in its `node_modules`, or unplugged. */
export function projectOf(root: string, packagePath: string | undefined): string | undefined {
	if (packagePath === undefined) return undefined;
	const project = projectAround(packagePath);
	return project === undefined ? undefined : join(root, project);
}
