import type { Finding } from "../../finding/finding.js";
import { isReported } from "../../finding/reported.js";
import { type CheckResult, summarize } from "../../finding/result.js";
import { plural } from "../../output/plural.js";
import { visible } from "../../output/visible.js";
import { shortCommit } from "../historyText.js";
import { stepsAsMarkdown } from "../stepsText.js";

/** GitHub refuses a step's summary of more than 1 MiB: far more rows than a person reads are left out. */
const MOST_ROWS = 200;

/** The Markdown that a job in GitHub Actions shows on its page. */
export function jobSummary(result: CheckResult): string {
	const { blocking, allowed, baselined, files, lines } = summarize(result);
	const shown = result.findings.filter((finding) => finding.status === "blocking" || isReported(finding));
	const withCommits = shown.some(({ commit }) => commit !== undefined);
	const out = [
		`## ${headline(blocking, result.errors.length)}`,
		"",
		`${plural(lines, "line")} of ${plural(files, "file")} checked; ${allowed} allowed by comment, ${baselined} in the baseline.`,
		"",
	];
	if (shown.length > 0) {
		const heads = ["Where", "Key", "Rule", "Confidence", "Blocks", ...(withCommits ? ["Commit", "In HEAD"] : [])];
		out.push(row(heads), row(heads.map(() => "---")));
		for (const finding of shown.slice(0, MOST_ROWS)) out.push(row(cells(finding, withCommits)));
		if (shown.length > MOST_ROWS) out.push("", `… and ${shown.length - MOST_ROWS} more.`);
		out.push("", "<details><summary>A key that others could read has leaked: what to do</summary>", "");
		out.push(stepsAsMarkdown(), "", "</details>", "");
	}
	if (result.errors.length > 0) {
		out.push("### Not checked", "");
		for (const { path, message } of result.errors.slice(0, MOST_ROWS)) {
			out.push(`- <code>${literal(path)}</code>: ${literal(message)}`);
		}
		out.push("");
	}
	return `${out.join("\n")}\n`;
}

function headline(blocking: number, unread: number): string {
	if (blocking > 0) return `❌ mg-hook: ${plural(blocking, "Mailgun key")}`;
	if (unread > 0) return "⚠️ mg-hook: not everything could be checked";
	return "✅ mg-hook: no Mailgun key blocks";
}

function cells(finding: Finding, withCommits: boolean): string[] {
	const { path, line, redacted, ruleId, confidence, status, commit, inHead } = finding;
	return [
		`<code>${literal(path)}:${line}</code>`,
		`<code>${literal(redacted)}</code>`,
		literal(ruleId),
		confidence,
		status === "blocking" ? "yes" : "no",
		...(withCommits
			? [
					commit === undefined ? "" : `<code>${literal(shortCommit(commit))}</code>`,
					inHead === undefined ? "" : inHead ? "**yes**" : "no",
				]
			: []),
	];
}

function row(values: readonly string[]): string {
	return `| ${values.join(" | ")} |`;
}

/** Text that is no Markdown, no HTML and no link: every ASCII sign stands as its character reference. */
function literal(text: string): string {
	return visible(text).replace(/[!-,.:-@[-`{-~]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}
