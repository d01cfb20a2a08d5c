import { createHash } from "node:crypto";
import type { Finding, Severity } from "../../finding/finding.js";
import { isReported } from "../../finding/reported.js";
import type { CheckResult } from "../../finding/result.js";
import { jsonText } from "../../output/jsonText.js";
import { visible } from "../../output/visible.js";
import { VERSION } from "../../version.js";
import { historySentence } from "../historyText.js";
import { describedRules, type RuleText } from "../ruleText.js";
import { stepsAsText } from "../stepsText.js";

const SEVERITIES: Readonly<Record<Severity, string>> = { high: "High", medium: "Medium", low: "Low" };

/** What GitLab's own analyzer gives where a finding has no commit yet. The schema wants one. */
const NO_COMMIT = "0000000";

const PRODUCT = {
	id: "mg-hook",
	name: "mg-hook",
	url: "https://github.com/mg-hook/mg-hook",
	vendor: { name: "mg-hook" },
	version: VERSION,
};

/**
 * GitLab's secret detection report, schema 15.2.1:
 * https://gitlab.com/gitlab-org/security-products/security-report-schemas, `dist/secret-detection-report-format.json`.
 * What people allowed or accepted is not in it: GitLab would open a vulnerability for each.
 */
export function gitlabReport(result: CheckResult, { started, ended }: { started: Date; ended: Date }): string {
	const shown = result.findings.filter((finding) => finding.status === "blocking" || isReported(finding));
	const rules = new Map(describedRules(shown).map((rule) => [rule.id, rule]));
	return jsonText({
		version: "15.2.1",
		scan: {
			type: "secret_detection",
			// A failed scan would drop the findings that there are; what was not checked is in the messages.
			status: "success",
			start_time: seconds(started),
			end_time: seconds(ended),
			analyzer: PRODUCT,
			scanner: PRODUCT,
			messages: result.errors.map(({ path, message }) => ({
				level: "warn",
				value: `Not checked: ${path === "" ? "" : `${visible(path)}: `}${visible(message)}`,
			})),
		},
		vulnerabilities: shown.map((finding) => vulnerability(finding, rules.get(finding.ruleId))),
	});
}

function vulnerability(finding: Finding, rule: RuleText | undefined): object {
	const { ruleId, severity, confidence, reason, redacted, path, line, commit, author, date } = finding;
	const history = historySentence(finding);
	const id = visible(ruleId);
	return {
		id: uuidOf(finding),
		name: clipped(visible(rule?.name ?? id), 255),
		description:
			`${rule?.risk ?? ""} Found ${visible(redacted)} with ${confidence} confidence: ${visible(reason)}.${history === "" ? "" : ` ${history}`}`.trim(),
		severity: SEVERITIES[severity],
		solution: clipped(stepsAsText(), 7000),
		identifiers: [
			{
				type: "mg_hook_rule_id",
				name: `mg-hook rule ${id}`,
				value: id,
				...(rule?.helpUri === undefined ? {} : { url: rule.helpUri }),
			},
			{ type: "cwe", name: "CWE-798", value: "798", url: "https://cwe.mitre.org/data/definitions/798.html" },
		],
		location: {
			file: visible(path),
			start_line: line,
			end_line: line,
			commit: {
				sha: visible(commit ?? NO_COMMIT),
				...(author === undefined ? {} : { author: visible(author) }),
				...(date === undefined ? {} : { date: visible(date) }),
			},
		},
		raw_source_code_extract: visible(redacted),
	};
}

/** The same for the same key in the same place, so that a later pipeline knows it again. */
function uuidOf({ fingerprint, path, line, column, commit }: Finding): string {
	const hash = createHash("sha256")
		.update(JSON.stringify([fingerprint, path, line, column, commit]))
		.digest("hex");
	const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** `2024-05-01T12:00:00`, in UTC: the schema knows no fraction and no zone. */
function seconds(date: Date): string {
	return date.toISOString().slice(0, 19);
}

function clipped(text: string, length: number): string {
	return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
