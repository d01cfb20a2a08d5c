import { shellQuoted, shellWord } from "../output/shellWord.js";
import { HOOKS, type HookFacts, type HookName } from "./hookName.js";
import { projectAround, UNPLUGGED_GLOB, unpluggedIn } from "./unplugged.js";

const OPENING = "# >>> mg-hook >>>";
const CLOSING = "# <<< mg-hook <<<";
/** In the opening line of a file that was not there before, so that `uninstall` knows that it may go. */
const OWN_FILE = "(made this file)";
const SHEBANG = "#!/bin/sh\n";

/** A whole block, from the opening line to the closing one, without the newline behind it. */
const BLOCK = new RegExp(`^${OPENING}[^\\n]*\\n(?:[^\\n]*\\n)*?${CLOSING}[^\\n]*`, "mu");
const MARKS = new RegExp(`^(?:${OPENING}|${CLOSING})`, "gmu");

/** Absolute places to fall back on, of the machine that the hook is on: never for a file that others share. */
export interface Remembered {
	/** This package's folder. */
	package: string;
	/** The Node.js to take where PATH has none, or one that is too old. */
	node: string;
}

/** Where a hook looks for this package. */
export interface PackagePlaces {
	/**
	 * Where it lies from the root of the work tree, such as `node_modules/mg-hook`. undefined where it is
	 * not in the repository, or where the hook is for any repository: what a foreign one holds is not run.
	 */
	path: string | undefined;
	/** What PATH does not lead to: graphical programs often have a shorter one than a terminal. */
	remembered?: Remembered;
}

/** A path alone stands for `{ path }`. */
export type PackageSource = string | undefined | PackagePlaces;

/** What the package is known by. */
const THERE = '[ -f "$mg_hook/hooks/mg-hook.sh" ]';

/**
 * The lines that are put into a hook. Git runs hooks at the root of the work tree, and
 * the lines must hold under `set -eu` and in every shell of the sh family.
 */
export function hookBlock(source: PackageSource, ownFile: boolean, hook: HookName = "pre-commit"): string {
	const places: PackagePlaces = typeof source === "object" ? source : { path: source };
	const facts = HOOKS[hook];
	const run = runScript(facts, places);
	return [
		`${OPENING} stops Mailgun keys; mg-hook uninstall takes this out${ownFile ? ` ${OWN_FILE}` : ""}`,
		// Where each line ends in CR, so does this value, and the comment behind the next line takes its own.
		"mg_hook=",
		// biome-ignore lint/suspicious/noTemplateCurlyInString: that is sh
		'[ -z "$mg_hook" ] || { echo "mg-hook: $0 has Windows line ends (CRLF), with which sh cannot run it: convert it to LF, and keep it so by a line in .gitattributes (${0##*/} text eol=lf)." >&2; exit 2; } #',
		...search(places),
		...(facts.readsInput ? handingOnInput(run) : run),
		CLOSING,
	].join("\n");
}

/** Sets `$mg_hook` to the package's folder, wherever it is. hooks/ has the same lines, for who copies those. */
function search({ path, remembered }: PackagePlaces): string[] {
	return [
		...(path === undefined ? [] : searchRepository(path)),
		// A package's command on PATH is a link to its dist/cli.js; on Windows the package is beside it.
		`${THERE} || { mg_hook=$(readlink -f "$(command -v mg-hook)" 2>/dev/null) && mg_hook=\${mg_hook%/dist/cli.js}; } || :`,
		`${THERE} || { mg_hook=$(command -v mg-hook) && mg_hook=\${mg_hook%/*}/node_modules/mg-hook; } || :`,
		...(isUsable(remembered?.package) ? [`${THERE} || mg_hook=${placeQuoted(remembered.package)}`] : []),
	];
}

/**
 * The package among the project's own; else unplugged by Yarn; else either in the main work tree, the
 * parent of .git, where this one is linked to it. By a shell of its own, since the hook's may not take the
 * pattern for one (`set -f`, zsh).
 */
function searchRepository(path: string): string[] {
	const project = projectAround(path) ?? "";
	const inModules = unpluggedIn(path) === undefined ? path : `${project}node_modules/mg-hook`;
	return [
		`mg_hook=${shellQuoted(inModules)}`,
		`${THERE} || mg_hook=$(sh -c 'main=$(git rev-parse --git-common-dir 2>/dev/null); main=\${main%.git}; for at in "$1"${UNPLUGGED_GLOB} "$main$2" "$main$1"${UNPLUGGED_GLOB}; do [ ! -f "$at/hooks/mg-hook.sh" ] || { printf "%s\\n" "$at"; break; }; done' sh ${shellQuoted(project)} "$mg_hook") || :`,
	];
}

/** Runs the package's own hook, which needs no Node where there is nothing to look at. */
function runScript({ script, given, flags, checked, verb }: HookFacts, { path, remembered }: PackagePlaces): string[] {
	const node = isUsable(remembered?.node) ? `MG_HOOK_NODE=${placeQuoted(remembered.node)} ` : "";
	const once = `to ${verb} once without the check: MG_HOOK=0 git ${verb} … (or git ${verb} --no-verify).`;
	return [
		`mg_hook=$mg_hook/hooks/${script}`,
		'if [ -f "$mg_hook" ]; then',
		// Under set -u, posh takes "$@" for a fault where there is nothing in it.
		`\t${node}sh "$mg_hook"${given} || exit $?`,
		// biome-ignore lint/suspicious/noTemplateCurlyInString: that is sh
		'elif [ "${MG_HOOK-}" = 0 ]; then',
		`\techo "mg-hook: skipped (MG_HOOK=0): ${checked} was not checked for Mailgun keys." >&2`,
		"elif command -v mg-hook >/dev/null; then",
		// Its answers count from 112 (hooks/mg-hook.sh): anything may end with 0 or 1.
		"\tmg_hook=0",
		`\tMG_HOOK_SILENT=1 MG_HOOK_ANSWER=112 mg-hook check ${flags} || mg_hook=$?`,
		"\tcase $mg_hook in",
		"\t112) ;;",
		"\t113 | 114) exit $((mg_hook - 112)) ;;",
		"\t115) exit 2 ;;",
		'\t129 | 130 | 143) exit "$mg_hook" ;;',
		"\t*)",
		`\t\techo "mg-hook: the command mg-hook on PATH ended with $mg_hook before it had an answer, so ${checked} cannot be checked for Mailgun keys: see what mg-hook --version says; ${once}" >&2`,
		"\t\texit 2",
		"\t\t;;",
		"\tesac",
		"else",
		...wayToInstall(path === undefined ? "" : (projectAround(path) ?? "")),
		`\techo "mg-hook: not found in node_modules or on PATH, so ${checked} cannot be checked for Mailgun keys: run $mg_hook; ${once}" >&2`,
		"\texit 2",
		"fi",
	];
}

/** Sets `$mg_hook` to what installs it, by the package manager that the project has, if it has any. */
function wayToInstall(project: string): string[] {
	const ofPnpm = "pnpm install (or pnpm add --save-dev mg-hook)";
	const by = (file: string, command: string, folder = project) =>
		`\t[ ! -f ${shellWord(folder + file)} ] || mg_hook="${command}"${project === "" ? "" : `" in "${shellQuoted(project.slice(0, -1))}`}`;
	return [
		'\tmg_hook="npm install --global mg-hook"',
		by("package.json", "npm install (or npm install --save-dev mg-hook)"),
		by("bun.lock", "bun install (or bun add --dev mg-hook)"),
		by("pnpm-lock.yaml", ofPnpm),
		// A package of a workspace has its own node_modules there, and its lock file is the root's.
		...(project === "" ? [] : [by("pnpm-workspace.yaml", ofPnpm, "")]),
		by("yarn.lock", "yarn install (or yarn add --dev mg-hook)"),
		by(".pnp.cjs", "yarn install (or yarn add --dev mg-hook, or yarn unplug mg-hook)"),
	];
}

/** What stands on one line, and is absolute: nothing else can be remembered. */
function isUsable(place: string | undefined): place is string {
	return place !== undefined && isAbsolutePlace(place) && !/\p{Cc}/u.test(place);
}

function isAbsolutePlace(place: string): boolean {
	return place.startsWith("/") || WINDOWS_ROOT.test(place);
}

/** `C:\` or `\\server\`. */
const WINDOWS_ROOT = /^(?:[A-Za-z]:[\\/]|\\\\)/u;

/** Git's sh on Windows takes slashes as well, and no other program between takes them for escapes. */
function placeQuoted(place: string): string {
	return shellQuoted(WINDOWS_ROOT.test(place) ? place.replaceAll("\\", "/") : place);
}

/** What git says on standard input is for the rest of the hook to read too: Git LFS does. */
function handingOnInput(run: readonly string[]): string[] {
	const said = ["$mg_hook_refs", "MG_HOOK_REFS"];
	return [
		"mg_hook_refs=$(cat) || exit 2",
		...run.slice(0, -1),
		"fi <<MG_HOOK_REFS",
		...said,
		'if [ -n "$mg_hook_refs" ]; then',
		"exec <<MG_HOOK_REFS",
		...said,
		"else",
		"\texec </dev/null",
		"fi",
	];
}

/** A new hook that holds the block and nothing else. */
export function newHook(source: PackageSource, hook?: HookName): string {
	return `${SHEBANG}${toLatin1(hookBlock(source, true, hook))}\n`;
}

/**
 * A hook with the block in it: in the place of an older block, else before anything that the hook
 * does, so that an `exit` or `exec` of its own cannot leave the block unreached.
 *
 * @param hook a hook of the sh family without an obstacle (`obstacleIn`), a character a byte
 */
export function withBlock(hook: string, source: PackageSource, name?: HookName): string {
	const old = BLOCK.exec(hook);
	if (old !== null) {
		const block = toLatin1(hookBlock(source, isOwnFile(old[0]), name));
		return hook.slice(0, old.index) + block + hook.slice(old.index + old[0].length);
	}
	const block = toLatin1(hookBlock(source, false, name));
	if (!hook.startsWith("#!")) return `${block}\n${hook}`;
	const end = hook.indexOf("\n");
	// No newline behind the block tells `withoutBlock` that there was none behind the shebang.
	if (end === -1) return `${hook}\n${block}`;
	return `${hook.slice(0, end + 1)}${block}\n${hook.slice(end + 1)}`;
}

/**
 * A hook as it was before the block was put in, or undefined where the whole file was made for it.
 *
 * @param hook a hook that holds one block (`hasBlock`), a character a byte
 */
export function withoutBlock(hook: string): string | undefined {
	const block = BLOCK.exec(hook);
	if (block === null) return hook;
	const before = hook.slice(0, block.index);
	const after = hook.slice(block.index + block[0].length);
	const rest = after === "" ? before.replace(/\n$/u, "") : before + after.slice(1);
	return isOwnFile(block[0]) && rest.trimEnd() === SHEBANG.trimEnd() ? undefined : rest;
}

export function hasBlock(hook: string): boolean {
	return BLOCK.test(hook);
}

/** The block alone, of a hook that holds one (`hasBlock`). */
export function onlyBlock(hook: string): string {
	return BLOCK.exec(hook)?.[0] ?? "";
}

/** Whether somebody has torn a block apart or copied it, so that no block can be told from the rest. */
export function hasBrokenBlock(hook: string): boolean {
	const marks = hook.match(MARKS)?.length ?? 0;
	return marks !== 0 && !(marks === 2 && hasBlock(hook));
}

function isOwnFile(block: string): boolean {
	return block.slice(0, block.indexOf("\n")).includes(OWN_FILE);
}

/** Hooks are read a character a byte, since they need not be UTF-8; the block is. */
function toLatin1(text: string): string {
	return Buffer.from(text, "utf8").toString("latin1");
}
