import type { Checker } from "../check/checker.js";
import { prepareChecker } from "../check/prepareChecker.js";
import { ExitCode } from "../exitCode.js";
import type { Finding } from "../finding/finding.js";
import { FindingList, MOST_KEPT } from "../finding/findingList.js";
import { type CheckResult, summarize } from "../finding/result.js";
import { streamGit } from "../git/client.js";
import { mayHaveRemoteBranches } from "../git/remoteTracking.js";
import { findRoot } from "../git/repository.js";
import { wantsColor } from "../output/color.js";
import { deliver, type ReportRequest } from "../report/deliver.js";
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
	silentWhenClean: process.env["MG_HOOK_SILENT"] === "1",
};

/** `mg-hook check`: reads, detects, decides, reports. */
export async function check(options: CheckOptions): Promise<ExitCode> {
	const started = new Date();
	const list = new FindingList();
	const secrets = new Map<string, string>();
	let checker: Checker | undefined;
	// Behind the start of git, so that both are at work at once.
	const ready = new Promise(setImmediate)
		.then(() =>
			prepareChecker(options.cwd, {
				...options,
				onSecret: (fingerprint, secret) => {
					if (secrets.size < MOST_KEPT) secrets.set(fingerprint, secret);
				},
			}),
		)
		.then((prepared) => {
			checker = prepared;
		});
	const extent = await readStaged(options.cwd, (block) => checker?.check(block, (finding) => list.add(finding)), ready);
	await ready;
	let { findings } = list;
	if (findings.some(({ status }) => status === "blocking")) {
		findings = await withPushedBefore(options.cwd, findings, secrets);
		if (options.verify)
			findings = await (await import("../respond/verify/verifyFindings.js")).verifyFindings(findings, secrets);
	}
	const result: CheckResult = { scope: "staged", ...extent, findings, beyond: list.beyond, errors: [] };
	const { reports, cwd, quiet, silentWhenClean, debug } = options;
	const color = wantsColor(process.stdout, process.env, options.color);
	await deliver(result, reports, { cwd, quiet, silentWhenClean, debug, color, started });
	return summarize(result).blocking > 0 ? ExitCode.Blocked : ExitCode.Clean;
}

/** Says of each finding that blocks whether its key was pushed before, where there is a remote. */
async function withPushedBefore(
	cwd: string,
	findings: Finding[],
	secrets: ReadonlyMap<string, string>,
): Promise<Finding[]> {
	const root = await findRoot(cwd);
	if (!mayHaveRemoteBranches(root)) return findings;
	const blocking = findings.filter(({ status }) => status === "blocking");
	const asked = new Map<string, string>();
	for (const { fingerprint } of blocking) asked.set(fingerprint, secrets.get(fingerprint) ?? "");
	const { findPushedBefore, pushedBudget } = await import("../respond/search/pushedBefore.js");
	const paths = [...new Set(blocking.map(({ path }) => path))];
	const pushed = await findPushedBefore(streamGit, root, asked, paths, pushedBudget());
	return findings.map((finding) => {
		const state = finding.status === "blocking" ? pushed.get(finding.fingerprint) : undefined;
		return state === undefined ? finding : { ...finding, pushed: state };
	});
}
