import type { Block } from "../detect/text/block.js";
import { hasHead } from "../source/commitSelection.js";
import { readTracked } from "../source/trackedFiles.js";

/**
 * Fingerprints of every key that stands in a file that HEAD tracks; undefined where there is no
 * commit to look at.
 *
 * @param fingerprintsIn detection, without policy: also what is allowed or ignored still stands there
 */
export async function keysInHead(
	directory: string,
	fingerprintsIn: (block: Block, report: (fingerprint: string) => void) => void,
	signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
	if (!(await hasHead(directory))) return undefined;
	const found = new Set<string>();
	await readTracked(directory, (block) => fingerprintsIn(block, (fingerprint) => found.add(fingerprint)), signal);
	return found;
}
