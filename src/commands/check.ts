import type { Checker } from "../check.js";
import type { Finding } from "../detect/finding.js";
import { ExitCode } from "../exitCode.js";
import { prepareChecker } from "../prepareChecker.js";
import { wantsColor } from "../report/color.js";
import { deliver, type ReportRequest } from "../report/deliver.js";
import { type CheckResult, summarize } from "../report/summary.js";
import { readStaged } from "../source/stagedDiff.js";

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
	/** Set by the hook: a clean commit is silent. */
	silentWhenClean: boolean;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = {
	reports: [{ format: "pretty" }],
	cwd: process.cwd(),
	color: true,
	quiet: false,
	debug: false,
	silentWhenClean: process.env["MG_HOOK_SILENT"] === "1",
};

/** `mg-hook check`: reads, detects, decides, reports. */
export async function check(options: CheckOptions): Promise<ExitCode> {
	const started = new Date();
	const findings: Finding[] = [];
	let checker: Checker | undefined;
	// Behind the start of git, so that both are at work at once.
	const ready = new Promise(setImmediate)
		.then(() => prepareChecker(options.cwd, options))
		.then((prepared) => {
			checker = prepared;
		});
	const extent = await readStaged(
		options.cwd,
		(block) => checker?.check(block, (finding) => findings.push(finding)),
		ready,
	);
	await ready;
	const result: CheckResult = { scope: "staged", ...extent, findings, errors: [] };
	const { reports, cwd, quiet, silentWhenClean, debug } = options;
	const color = wantsColor(process.stdout, process.env, options.color);
	await deliver(result, reports, { cwd, quiet, silentWhenClean, debug, color, started });
	return summarize(result).blocking > 0 ? ExitCode.Blocked : ExitCode.Clean;
}
