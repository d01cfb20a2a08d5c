import { Checker } from "./check.js";
import type { Finding } from "./detect/finding.js";
import { prepareChecker } from "./prepareChecker.js";
import { BlockBuilder } from "./source/blockBuilder.js";
import { readStaged } from "./source/stagedDiff.js";

export type { Confidence, Excerpt, Finding, KeyContext, Severity, Status } from "./detect/finding.js";
export { CannotCheck } from "./failure.js";

export interface ScanTextOptions {
	/** The name of the file that the text is from: it tells about the context. */
	path?: string;
}

/**
 * Finds Mailgun keys in a text; no configuration, allow comments count.
 *
 * @throws CannotCheck where re2's binary is missing
 */
export function scanText(text: string | Buffer, { path = "" }: ScanTextOptions = {}): Finding[] {
	const findings: Finding[] = [];
	const checker = new Checker();
	const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
	builder.wholeText(path, typeof text === "string" ? Buffer.from(text) : text);
	return findings;
}

export interface ScanStagedOptions {
	/** A directory in the repository; the current one unless given. */
	cwd?: string;
}

/**
 * Finds Mailgun keys in what the next commit of a repository would add, under its configuration.
 *
 * @throws CannotCheck where the repository, git or the configuration do not allow the check
 */
export async function* scanStaged({ cwd = process.cwd() }: ScanStagedOptions = {}): AsyncGenerator<Finding> {
	const checker = await prepareChecker(cwd);
	const findings: Finding[] = [];
	await readStaged(cwd, (block) => checker.check(block, (finding) => findings.push(finding)));
	yield* findings;
}
