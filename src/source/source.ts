import type { Block } from "../detect/block.js";
import type { CheckError } from "../report/summary.js";
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
 * Ends a reading early when it is set: a source looks at it between pieces and then returns what it
 * has read so far, as if that were all.
 */
export interface Stop {
	stopped: boolean;
}

/** Thrown within a source that is to stop. */
export const STOPPED = new Error("stopped");

/** Runs a reading that may be stopped. A signal for us often ends git, too: then its failure is no news. */
export async function untilStopped(stop: Stop | undefined, read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		if (stop?.stopped !== true) throw error;
	}
}
