import { engineName } from "../detect/re2.js";
import { FindingList } from "../finding/findingList.js";
import type { CheckResult } from "../finding/result.js";
import { type RunOptions, readFindings } from "./readFindings.js";
import { type CheckRequest, isOfCommits, scopeOf } from "./request.js";

/**
 * Checks one source to its end.
 *
 * @throws CannotCheck where the check cannot be made
 */
export async function runCheck(request: CheckRequest, options: RunOptions): Promise<CheckResult> {
	const scope = scopeOf(request);
	if (isOfCommits(request)) {
		const { CommitFindings } = await import("./commitFindings.js");
		const found = new CommitFindings(request, options);
		const reading = await readFindings(request, options, (finding) => found.add(finding));
		return { scope, engine: engineName(), ...reading, findings: await found.findings() };
	}
	const list = new FindingList();
	const reading = await readFindings(request, options, (finding) => list.add(finding));
	return { scope, engine: engineName(), ...reading, findings: list.findings, beyond: list.beyond };
}
