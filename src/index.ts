import { Checker } from "./check/checker.js";
import { eachFinding } from "./check/eachFinding.js";
import type { Finding } from "./finding/finding.js";
import { Occurrences } from "./finding/occurrences.js";
import { BlockBuilder } from "./source/blockBuilder.js";
import type { HistoryOptions } from "./source/commitSelection.js";
import { readText } from "./source/wholeFile.js";

export { CannotCheck, type FailureKind } from "./failure.js";
export type { Confidence, Excerpt, Finding, HistoryPlace, KeyContext, Severity, Status } from "./finding/finding.js";
export type { HistoryOptions, Shard } from "./source/commitSelection.js";

export interface ScanTextOptions {
	/** The name of the file that the text is from: it tells about the context. */
	path?: string;
}

/**
 * Finds Mailgun keys in a text; no configuration, allow comments count. Bytes, such as a Buffer, are read
 * whether they are UTF-8, UTF-16 or binary.
 *
 * @throws CannotCheck where MG_HOOK_ENGINE asks for an engine that does not load
 */
export function scanText(text: string | Uint8Array, { path = "" }: ScanTextOptions = {}): Finding[] {
	const findings: Finding[] = [];
	const checker = new Checker();
	const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
	readText(builder, path, typeof text === "string" ? Buffer.from(text) : bytesOf(text));
	return findings;
}

/** The same memory as a Buffer. */
function bytesOf(text: Uint8Array): Buffer {
	return Buffer.isBuffer(text) ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength);
}

/** Findings as they are found. */
export type Findings = AsyncGenerator<Finding, void, undefined>;

/** What every scan of a repository takes. */
export interface ScanOptions {
	/** A directory in the repository; the current one unless given. */
	cwd?: string;
	/** A configuration file to use instead of the repository's, relative to `cwd`. */
	config?: string;
	/** A baseline to use instead of the repository's, relative to `cwd`; false for none. */
	baseline?: string | false;
}

export interface ScanStagedOptions extends ScanOptions {}

/**
 * Finds Mailgun keys in what the next commit of a repository would add, under its configuration and
 * baseline. Findings come as they are found; to stop listening ends the scan.
 *
 * @throws CannotCheck where the repository, git or the configuration do not allow the check
 */
export function scanStaged({ cwd = process.cwd(), ...options }: ScanStagedOptions = {}): Findings {
	return eachFinding({ kind: "staged" }, { cwd, ...options });
}

export interface ScanRangeOptions extends ScanOptions {
	/** `A..B` or `A...B`, as `git log` takes it. */
	range: string;
	/** Also scan the commit messages, as a file `COMMIT_MSG`. */
	messages?: boolean;
}

/**
 * Finds Mailgun keys that the commits of a range added, the newest commit first: one finding each
 * time a key was added, with its commit, author and date. `joinOccurrences` makes one of each key.
 *
 * @throws CannotCheck where the repository, git or the configuration do not allow the check, or a
 *   part of the range cannot be read
 */
export function scanRange({
	cwd = process.cwd(),
	config,
	baseline,
	range,
	messages = false,
}: ScanRangeOptions): Findings {
	return eachFinding({ kind: "range", range, messages }, { cwd, config, baseline });
}

export interface ScanHistoryOptions extends ScanOptions, HistoryOptions {
	/** Also scan the commit messages, as a file `COMMIT_MSG`, and the annotated tags, as `TAG_MSG`. */
	messages?: boolean;
}

/**
 * Finds Mailgun keys that the commits of all refs added, or those of one branch, the newest commit
 * first: one finding each time a key was added, with its commit, author and date. Memory does not
 * grow with the history. `joinOccurrences` makes one of each key.
 *
 * @throws CannotCheck where the repository, git or the configuration do not allow the check, or a
 *   part of the history cannot be read
 */
export function scanHistory({
	cwd = process.cwd(),
	config,
	baseline,
	messages = false,
	...history
}: ScanHistoryOptions = {}): Findings {
	return eachFinding({ kind: "history", history, messages }, { cwd, config, baseline });
}

/**
 * One finding for each key at each path, the oldest first, with the first and the last commit that
 * added it there and how often.
 */
export async function joinOccurrences(findings: Iterable<Finding> | AsyncIterable<Finding>): Promise<Finding[]> {
	const occurrences = new Occurrences();
	for await (const finding of findings) occurrences.add(finding);
	return occurrences.findings();
}
