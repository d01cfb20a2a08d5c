import { hasHead } from "../git/repository.js";
import { readTracked } from "../source/trackedFiles.js";
import { type PrepareOptions, prepareChecker } from "./prepareChecker.js";

/**
 * Fingerprints of every key that stands in a file that HEAD tracks, whatever policy says of it: what
 * is allowed or ignored still stands there.
 *
 * @returns undefined where there is no commit to look at
 * @throws CannotCheck where git fails
 */
export async function keysInHead({
	signal,
	...options
}: Pick<PrepareOptions, "cwd" | "root" | "config"> & { signal?: AbortSignal | undefined }): Promise<
	ReadonlySet<string> | undefined
> {
	const checker = await prepareChecker({ ...options, baseline: false, everything: true });
	if (!(await hasHead(options.cwd))) return undefined;
	const found = new Set<string>();
	await readTracked(options.cwd, (block) => checker.check(block, ({ fingerprint }) => found.add(fingerprint)), signal);
	return found;
}
