import { isReported } from "../../finding/reported.js";
import { type CheckResult, summarize } from "../../finding/result.js";
import { plural } from "../../output/plural.js";
import { visible } from "../../output/visible.js";
import { historySentence } from "../historyText.js";

/**
 * Annotations as GitHub's workflow commands, one a line:
 * `::error file=config/.env,line=3,endLine=3,col=17,endColumn=53,title=…::…`, where `endColumn` is the
 * last column of the key. Nothing else starts a line, and the values are encoded as the runner decodes
 * them: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(result: CheckResult): string {
	const lines: string[] = [];
	for (const finding of result.findings) {
		const blocking = finding.status === "blocking";
		if (!blocking && !isReported(finding)) continue;
		const { path, line, column, endColumn, ruleId, redacted, confidence, reason } = finding;
		lines.push(
			command(
				blocking ? "error" : "warning",
				{
					file: path,
					line,
					endLine: line,
					col: column,
					endColumn: Math.max(column, endColumn - 1),
					title: `mg-hook: ${ruleId}`,
				},
				[
					`Mailgun key ${redacted} (${confidence} confidence: ${reason}).`,
					historySentence(finding),
					blocking
						? "Take it out and read it from the environment. If it was pushed, it has leaked: revoke it now."
						: "Reported, not blocking.",
				]
					.filter((part) => part !== "")
					.join(" "),
			),
		);
	}
	for (const { path, message } of result.errors) {
		lines.push(command("error", { ...(path === "" ? {} : { file: path }), title: "mg-hook: not checked" }, message));
	}
	const { blocking, files } = summarize(result);
	lines.push(
		`mg-hook: ${plural(blocking, "finding")} that ${blocking === 1 ? "blocks" : "block"}, in ${plural(files, "file")} checked.`,
	);
	return `${lines.join("\n")}\n`;
}

function command(name: "error" | "warning", properties: Record<string, string | number>, message: string): string {
	const list = Object.entries(properties)
		.map(
			([key, value]) =>
				`${key}=${encoded(visible(String(value)))
					.replaceAll(":", "%3A")
					.replaceAll(",", "%2C")}`,
		)
		.join(",");
	return `::${name} ${list}::${encoded(visible(message))}`;
}

function encoded(text: string): string {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
