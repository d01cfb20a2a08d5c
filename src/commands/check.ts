import type { RunOptions } from "../check/readFindings.js";
import type { CheckRequest } from "../check/request.js";
import { runCheck } from "../check/runCheck.js";
import { forcedEngine, isSilentWhenClean } from "../environment.js";
import { type ExitCode, exitCodeOf } from "../exitCode.js";
import type { Finding } from "../finding/finding.js";
import { MOST_KEPT } from "../finding/findingList.js";
import { type CheckResult, summarize } from "../finding/result.js";
import { mayHaveRemoteBranches } from "../git/remoteTracking.js";
import { findRoot } from "../git/repository.js";
import { wantsColor } from "../output/color.js";
import { NO_PROGRESS, type Progress, startProgress, wantsProgress } from "../output/progress.js";
import { deliver, type ReportRequest } from "../report/deliver.js";

export interface CheckOptions {
	/** Every report to make; at most one of them without an output. */
	reports: readonly ReportRequest[];
	cwd: string;
	config?: string;
	/** A baseline to use instead of the repository's; false for none. */
	baseline?: string | false;
	color: boolean;
	quiet: boolean;
	debug: boolean;
	/** Ask Mailgun whether the keys that block are live. */
	verify: boolean;
	/** Set by the hook: a clean commit is silent. */
	silentWhenClean: boolean;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = {
	reports: [{ format: "pretty" }],
	cwd: process.cwd(),
	color: true,
	quiet: false,
	debug: false,
	verify: false,
	silentWhenClean: isSilentWhenClean(),
};

/** Kinds of source whose reading can end early; the others are short, or wait for somebody else. */
const STOPPABLE: readonly CheckRequest["kind"][] = ["range", "history", "push", "paths", "all"];

/** `mg-hook check`: checks a source, asks what more there is to know of its keys, reports. */
export async function check(request: CheckRequest, options: CheckOptions): Promise<ExitCode> {
	const started = new Date();
	const secrets = new Map<string, string>();
	const { result: checked, interrupted } = await run(request, {
		...options,
		onSecret: (fingerprint, secret) => {
			if (secrets.size < MOST_KEPT) secrets.set(fingerprint, secret);
		},
	});
	const result = interrupted ? checked : await withMoreKnown(checked, secrets, options);
	const { reports, cwd, quiet, silentWhenClean, debug } = options;
	const color = wantsColor(process.stdout, process.env, options.color);
	await deliver(result, reports, { cwd, quiet, silentWhenClean, debug, color, started });
	if (!quiet && !silentWhenClean) await sayFastEngine(result);
	return exitCodeOf({ ...summarize(result), interrupted });
}

/** So many lines are a second or less for re2, and may be several for re2js. */
const LARGE = 1_000_000;

/** How to have the fast engine, for who reads much and has not chosen the other one. */
async function sayFastEngine({ engine, lines }: CheckResult): Promise<void> {
	if (engine !== "re2js" || lines < LARGE || forcedEngine() !== undefined) return;
	const { howToGetFastEngine } = await import("../install/fastEngine.js");
	process.stderr.write(`mg-hook: read ${lines} lines with re2js, which re2 is faster at. ${howToGetFastEngine()}\n`);
}

async function run(
	request: CheckRequest,
	options: CheckOptions & Pick<RunOptions, "onSecret">,
): Promise<{ result: CheckResult; interrupted: boolean }> {
	const interruption = new AbortController();
	let progress: Progress = NO_PROGRESS;
	const onTotal = async (total: Promise<number>) => {
		progress = await startProgress(total);
		return progress.step;
	};
	const watched = !options.quiet && wantsProgress(process.stderr, process.env);
	const release = STOPPABLE.includes(request.kind) ? onInterrupt(() => interruption.abort()) : () => undefined;
	try {
		const result = await runCheck(request, {
			...options,
			signal: interruption.signal,
			onTotal: watched ? onTotal : undefined,
		});
		if (!interruption.signal.aborted) return { result, interrupted: false };
		const errors = [...result.errors, { path: "", message: "interrupted: the rest was not read" }];
		return { result: { ...result, errors }, interrupted: true };
	} finally {
		progress.end();
		release();
	}
}

/** Calls back at the first SIGINT, in place of who else listens; the second one ends the process. */
function onInterrupt(stop: () => void): () => void {
	const before = process.rawListeners("SIGINT") as NodeJS.SignalsListener[];
	process.removeAllListeners("SIGINT");
	const restore = () => {
		process.removeAllListeners("SIGINT");
		for (const listener of before) process.on("SIGINT", listener);
	};
	process.on("SIGINT", () => {
		restore();
		stop();
	});
	return restore;
}

/**
 * The same result, with what others know of the keys that block: whether they were pushed before,
 * where they are only staged, and what Mailgun says of them, where it is to be asked.
 */
async function withMoreKnown(
	result: CheckResult,
	secrets: ReadonlyMap<string, string>,
	{ cwd, verify }: CheckOptions,
): Promise<CheckResult> {
	if (!result.findings.some(isBlocking)) return result;
	let { findings } = result;
	if (result.scope === "staged") findings = await withPushedBefore(findings, secrets, await findRoot(cwd));
	if (verify) {
		const { verifyFindings } = await import("../respond/verify/verifyFindings.js");
		findings = await verifyFindings(findings, secrets);
	}
	return { ...result, findings };
}

/** Says of each finding that blocks whether its key was pushed before, where there is a remote. */
async function withPushedBefore(
	findings: readonly Finding[],
	secrets: ReadonlyMap<string, string>,
	root: string,
): Promise<readonly Finding[]> {
	if (!mayHaveRemoteBranches(root)) return findings;
	const blocking = findings.filter(isBlocking);
	const asked = new Map(blocking.map(({ fingerprint }) => [fingerprint, secrets.get(fingerprint) ?? ""]));
	const { findPushedBefore } = await import("../respond/search/pushedBefore.js");
	const pushed = await findPushedBefore(root, asked, { paths: [...new Set(blocking.map(({ path }) => path))] });
	return findings.map((finding) => {
		const state = isBlocking(finding) ? pushed.get(finding.fingerprint) : undefined;
		return state === undefined ? finding : { ...finding, pushed: state };
	});
}

function isBlocking({ status }: Finding): boolean {
	return status === "blocking";
}
