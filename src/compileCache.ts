import { basename, join } from "node:path";

/** Node 22.8 and newer; the types here are those of the oldest Node that runs mg-hook. */
type WithCompileCache = { enableCompileCache?: (directory: string) => unknown };

/**
 * Keeps V8's compiled code between runs, where Node can and mg-hook is installed: beside the caches
 * of other tools, in the folder that its code is in already. Where that cannot be written, Node goes
 * on without.
 */
export function keepCompiledCode(): void {
	const { enableCompileCache } = require("node:module") as WithCompileCache;
	const modules = join(__dirname, "..", "..");
	if (basename(modules) === "node_modules") enableCompileCache?.(join(modules, ".cache", "mg-hook"));
}
