import type { Block } from "../detect/text/block.js";
import type { CheckError } from "../finding/result.js";
import type { Extent } from "./blockBuilder.js";

/** The commit that a block is from. */
export interface CommitPlace {
	commit: string;
	/** `Name <address>`, by the repository's mailmap. */
	author: string;
	/** ISO 8601, when it was written. */
	date: string;
}

/** Takes a block; it is the source's again when this returns. */
export type TakeBlock = (block: Block, place?: CommitPlace) => void;

/** What a source read, and what it could not. */
export interface Reading extends Extent {
	errors: CheckError[];
}

/**
 * Runs a reading that a signal may end early: then what was read so far is as if it were all. What
 * ends us often ends git, too, and its failure is no news.
 */
export async function untilAborted(signal: AbortSignal | undefined, read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		if (signal?.aborted !== true) throw error;
	}
}
