import { basename } from "node:path";
import { CannotCheck } from "../failure.js";
import { hasBlock, hasBrokenBlock, withoutBlock } from "./hookBlock.js";
import { readHook, removeHook, writeHook } from "./hookFile.js";

const REMOVED = {
	done: (name: string, hook: string) => `mg-hook: removed the ${name} hook ${hook}, which held nothing else.`,
	planned: (name: string, hook: string) => `mg-hook: would remove the ${name} hook ${hook}, which held nothing else.`,
};

const TAKEN_OUT = {
	done: (name: string, hook: string) => `mg-hook: took its block out of the ${name} hook ${hook}.`,
	planned: (name: string, hook: string) => `mg-hook: would take its block out of the ${name} hook ${hook}.`,
};

/**
 * Takes mg-hook's block out of a hook's file; removes the file where it was made for the block.
 *
 * @param file an absolute path
 * @param shown the same for a person
 * @returns what was done, or undefined where the file holds no block
 * @throws CannotCheck where the block is torn apart, or the file cannot be written
 */
export async function takeBlockOut(
	file: string,
	{ shown, dryRun }: { shown: string; dryRun: boolean },
): Promise<string | undefined> {
	const hook = readHook(file);
	if (hook === undefined || hook === "link") return undefined;
	refuseBroken(hook.content, shown);
	if (!hasBlock(hook.content)) return undefined;
	const rest = withoutBlock(hook.content);
	if (!dryRun) await (rest === undefined ? removeHook(file) : writeHook(file, rest));
	return (rest === undefined ? REMOVED : TAKEN_OUT)[dryRun ? "planned" : "done"](basename(file), shown);
}

function refuseBroken(content: string, shown: string): void {
	if (!hasBrokenBlock(content)) return;
	throw new CannotCheck(
		"hook",
		`The hook ${shown} holds mg-hook's block torn apart or more than once: it is left as it is.`,
		"Take every part of it out by hand (# >>> mg-hook >>> to # <<< mg-hook <<<).",
	);
}
