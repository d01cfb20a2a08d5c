import type { Finding } from "../../finding/finding.js";
import { type CheckResult, summarize } from "../../finding/result.js";
import { jsonText } from "../../output/jsonText.js";
import { VERSION } from "../../version.js";

/** The contract's JSON (`schemaVersion` 1): one object and a line feed. */
export function jsonReport(result: CheckResult): string {
	return jsonText({
		schemaVersion: 1,
		tool: { name: "mg-hook", version: VERSION, ...(result.engine === undefined ? {} : { engine: result.engine }) },
		scope: result.scope,
		summary: summarize(result),
		findings: result.findings.map(withoutExcerpt),
		errors: result.errors,
	});
}

/** The line itself is for people at a terminal; a report that is kept needs only the place. */
function withoutExcerpt({ excerpt: _excerpt, ...finding }: Finding): Omit<Finding, "excerpt"> {
	return finding;
}
