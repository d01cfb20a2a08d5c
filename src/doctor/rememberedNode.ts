import { readFileSync } from "node:fs";
import { onlyBlock } from "../install/hookBlock.js";
import type { HookName } from "../install/hookName.js";
import { isAtLeast } from "../install/isAtLeast.js";
import { blockFiles, configuredHooks } from "./configuredHooks.js";
import type { Repository } from "./examine.js";
import { followHook } from "./hookChain.js";

/**
 * The Node.js that mg-hook's block in a hook takes where PATH has none, or one that is too old; undefined
 * where it has none to fall back on. Each hook may have another one.
 */
export async function rememberedNode(
	{ root, settings, git, place }: Repository,
	hook: HookName,
): Promise<string | undefined> {
	const run = isAtLeast(git, "2.54") ? configuredHooks(settings, hook) : [];
	const configured = run.find(({ isOurs, isOff }) => isOurs && !isOff);
	const [file] = blockFiles(configured?.command ?? "");
	if (file !== undefined) return nodeIn(readFileSync(file, "latin1"));
	const chain = place.folder === undefined ? undefined : await followHook({ root, folder: place.folder, hook });
	return chain === undefined || "why" in chain ? undefined : nodeIn(chain.text);
}

/** In the block it stands as sh takes it: `MG_HOOK_NODE='/usr/bin/node' sh "$mg_hook"`. */
function nodeIn(hook: string): string | undefined {
	const [, quoted] = /\bMG_HOOK_NODE=((?:'[^']*'|\\')+) sh /u.exec(onlyBlock(hook)) ?? [];
	const path = quoted?.replace(
		/'([^']*)'|\\(')/gu,
		(_all, inside?: string, escaped?: string) => inside ?? escaped ?? "",
	);
	return path === undefined ? undefined : Buffer.from(path, "latin1").toString("utf8");
}
