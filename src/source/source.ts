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

/** A place that text is read from: hands on every block of it, and keeps none. */
export type Source = (take: TakeBlock) => Promise<Reading>;
