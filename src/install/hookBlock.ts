import { shellQuoted } from "../output/shellWord.js";
import { HOOKS, type HookFacts, type HookName } from "./hookName.js";

const OPENING = "# >>> mg-hook >>>";
const CLOSING = "# <<< mg-hook <<<";
/** In the opening line of a file that was not there before, so that `uninstall` knows that it may go. */
const OWN_FILE = "(made this file)";
const SHEBANG = "#!/bin/sh\n";

/** A whole block, from the opening line to the closing one, without the newline behind it. */
const BLOCK = new RegExp(`^${OPENING}[^\\n]*\\n(?:[^\\n]*\\n)*?${CLOSING}[^\\n]*`, "mu");
const MARKS = new RegExp(`^(?:${OPENING}|${CLOSING})`, "gmu");

/**
 * The lines that are put into a hook. Git runs hooks at the root of the work tree, and
 * the lines must hold under `set -eu` and in every shell of the sh family.
 *
 * @param packagePath where this package lies, from the root of the work tree, such as
 *   `node_modules/mg-hook`; undefined where it is not in the repository: it is then taken from PATH
 */
export function hookBlock(packagePath: string | undefined, ownFile: boolean, hook: HookName = "pre-commit"): string {
	const facts = HOOKS[hook];
	const run = runScript(facts);
	return [
		`${OPENING} stops Mailgun keys; mg-hook uninstall takes this out${ownFile ? ` ${OWN_FILE}` : ""}`,
		...(packagePath === undefined
			? ["mg_hook="]
			: [
					`mg_hook=${shellQuoted(packagePath)}`,
					// A linked worktree without node_modules: the main work tree is the parent of .git.
					'[ -d "$mg_hook" ] || mg_hook="$(git rev-parse --git-common-dir | sed \'s/\\.git$//\')$mg_hook" || :',
				]),
		// A package's command on PATH is a link to its dist/cli.js (a script of its own on Windows).
		'[ -d "$mg_hook" ] || mg_hook=$(readlink -f "$(command -v mg-hook)" 2>/dev/null) || :',
		...(facts.readsInput ? handingOnInput(run) : run),
		CLOSING,
	].join("\n");
}

/** Runs the package's own hook, which needs no Node where there is nothing to look at. */
function runScript({ script, flags, checked, verb }: HookFacts): string[] {
	return [
		`mg_hook=\${mg_hook%/dist/cli.js}/hooks/${script}`,
		'if [ -f "$mg_hook" ]; then',
		'\tsh "$mg_hook" "$@" || exit $?',
		// biome-ignore lint/suspicious/noTemplateCurlyInString: that is sh
		'elif [ "${MG_HOOK-}" = 0 ]; then',
		`\techo "mg-hook: skipped (MG_HOOK=0): ${checked} was not checked for Mailgun keys." >&2`,
		"elif command -v mg-hook >/dev/null; then",
		`\tMG_HOOK_SILENT=1 mg-hook check ${flags} || exit $?`,
		"else",
		`\techo "mg-hook: not found in node_modules or on PATH, so ${checked} cannot be checked for Mailgun keys: run npm install (or npm install --save-dev mg-hook); to ${verb} once without the check: MG_HOOK=0 git ${verb} … (or git ${verb} --no-verify)." >&2`,
		"\texit 2",
		"fi",
	];
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
export function newHook(packagePath: string | undefined, hook?: HookName): string {
	return `${SHEBANG}${toLatin1(hookBlock(packagePath, true, hook))}\n`;
}

/**
 * A hook with the block in it: in the place of an older block, else before anything that the hook
 * does, so that an `exit` or `exec` of its own cannot leave the block unreached.
 *
 * @param hook a hook of the sh family without an obstacle (`obstacleIn`), a character a byte
 */
export function withBlock(hook: string, packagePath: string | undefined, name?: HookName): string {
	const old = BLOCK.exec(hook);
	if (old !== null) {
		const block = toLatin1(hookBlock(packagePath, isOwnFile(old[0]), name));
		return hook.slice(0, old.index) + block + hook.slice(old.index + old[0].length);
	}
	const block = toLatin1(hookBlock(packagePath, false, name));
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
