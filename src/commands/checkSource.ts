import { type CheckRequest, type RunOptions, runCheck } from "../check/runCheck.js";
import { ExitCode } from "../exitCode.js";
import { type CheckResult, summarize } from "../finding/result.js";
import { wantsColor } from "../output/color.js";
import { NO_PROGRESS, type Progress, startProgress, wantsProgress } from "../output/progress.js";
import { deliver } from "../report/deliver.js";
import type { CheckOptions } from "./check.js";

/** Kinds of source whose reading can end early; the others are short, or wait for somebody else. */
const STOPPABLE: readonly CheckRequest["kind"][] = ["range", "history", "push", "paths", "all"];

/** `mg-hook check` of anything but the staged changes. */
export async function checkSource(request: CheckRequest, options: CheckOptions): Promise<ExitCode> {
	const started = new Date();
	const { reports, cwd, quiet, silentWhenClean, debug } = options;
	const secrets = new Map<string, string>();
	const onSecret = (fingerprint: string, secret: string) => {
		if (options.verify) secrets.set(fingerprint, secret);
	};
	const { result: checked, interrupted } = await run(request, { ...options, onSecret });
	let result = checked;
	if (options.verify && !interrupted && summarize(result).blocking > 0) {
		const { verifyFindings } = await import("../respond/verify/verifyFindings.js");
		result = { ...result, findings: await verifyFindings(result.findings, secrets) };
	}
	const color = wantsColor(process.stdout, process.env, options.color);
	await deliver(result, reports, { cwd, quiet, silentWhenClean, debug, color, started });
	if (interrupted) return ExitCode.Interrupted;
	if (result.errors.length > 0) return ExitCode.CannotCheck;
	return summarize(result).blocking > 0 ? ExitCode.Blocked : ExitCode.Clean;
}

async function run(
	request: CheckRequest,
	options: CheckOptions & Pick<RunOptions, "onSecret">,
): Promise<{ result: CheckResult; interrupted: boolean }> {
	const interruption = new AbortController();
	let progress: Progress = NO_PROGRESS;
	const watched = !options.quiet && wantsProgress(process.stderr, process.env);
	const release = STOPPABLE.includes(request.kind) ? onInterrupt(() => interruption.abort()) : () => undefined;
	try {
		const result = await runCheck(request, {
			...options,
			signal: interruption.signal,
			...(watched
				? {
						onTotal: async (total: Promise<number>) => {
							progress = await startProgress(total);
							return progress.step;
						},
					}
				: {}),
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
