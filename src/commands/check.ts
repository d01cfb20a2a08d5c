import type { Checker } from "../check.js";
import type { Finding } from "../detect/finding.js";
import { ExitCode } from "../exitCode.js";
import { prepareChecker } from "../prepareChecker.js";
import { wantsColor } from "../report/color.js";
import type { CheckResult } from "../report/summary.js";
import { summarize } from "../report/summary.js";
import { writeOut } from "../report/writeOut.js";
import { readStaged } from "../source/stagedDiff.js";

export interface CheckOptions {
	format: "pretty" | "json";
	cwd: string;
	config?: string;
	color: boolean;
	quiet: boolean;
	debug: boolean;
	/** Set by the hook: a clean commit is silent. */
	silentWhenClean: boolean;
}

export const DEFAULT_CHECK_OPTIONS: CheckOptions = {
	format: "pretty",
	cwd: process.cwd(),
	color: true,
	quiet: false,
	debug: false,
	silentWhenClean: process.env["MG_HOOK_SILENT"] === "1",
};

/** `mg-hook check`: reads, detects, decides, reports. */
export async function check(options: CheckOptions): Promise<ExitCode> {
	const findings: Finding[] = [];
	let checker: Checker | undefined;
	// Behind the start of git, so that both are at work at once.
	const ready = new Promise(setImmediate)
		.then(() => prepareChecker(options.cwd, options.config))
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
	if (!options.quiet) await writeOut(await render(result, options));
	return summarize(result).blocking > 0 ? ExitCode.Blocked : ExitCode.Clean;
}

async function render(result: CheckResult, options: CheckOptions): Promise<string> {
	if (options.format === "json") return (await import("../report/json.js")).jsonReport(result);
	const { prettyReport } = await import("../report/pretty.js");
	return prettyReport(result, {
		color: wantsColor(process.stdout, process.env, options.color),
		silentWhenClean: options.silentWhenClean,
		debug: options.debug,
	});
}
