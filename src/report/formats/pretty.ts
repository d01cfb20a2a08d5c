import pc from "picocolors";
import type { Finding } from "../../finding/finding.js";
import { type CheckResult, summarize } from "../../finding/result.js";
import { type Advice, type AdviceLine, adviceFor } from "../../guidance/advice.js";
import { plural } from "../../output/plural.js";
import { textWidth } from "../../output/textWidth.js";
import { visible } from "../../output/visible.js";
import { verdictLine } from "../../respond/verify/verdictLine.js";
import { historySentence } from "../historyText.js";

type Colors = ReturnType<typeof pc.createColors>;

/** Findings shown one by one; more are counted. */
const MOST_SHOWN = 20;

export interface PrettyOptions {
	color: boolean;
	/** Say nothing where there is nothing to say: in a hook a clean commit is silent. */
	silentWhenClean: boolean;
	/** Also list what did not block, with the reason. */
	debug: boolean;
}

/** The report for a person at a terminal. Empty where there is nothing to say. */
export function prettyReport(result: CheckResult, options: PrettyOptions): string {
	const colors = pc.createColors(options.color);
	const summary = summarize(result);
	const blocking = result.findings.filter(({ status }) => status === "blocking");
	const out: string[] = [];
	if (blocking.length > 0) {
		const keys = plural(summary.blocking, "Mailgun key");
		out.push(colors.bold(colors.red(headline(result.scope, keys))), "");
		for (const finding of blocking.slice(0, MOST_SHOWN)) out.push(...findingLines(finding, colors), "");
		if (summary.blocking > MOST_SHOWN) {
			out.push(`  … and ${summary.blocking - MOST_SHOWN} more: mg-hook check --format json lists them.`, "");
		}
		out.push(...adviceLines(adviceFor(blocking, result.scope === "staged"), colors));
	}
	const others = result.findings.filter(({ status }) => status !== "blocking");
	if (options.debug && others.length > 0) {
		out.push(
			colors.bold("Not blocking:"),
			...others.map(
				(finding) => `  ${placeOf(finding)}  ${finding.ruleId}  ${finding.status}: ${visible(finding.reason)}`,
			),
			"",
		);
	}
	const reported = others.filter(({ status, confidence }) => status === "below-threshold" && confidence !== "low");
	for (const finding of reported.slice(0, MOST_SHOWN)) {
		out.push(colors.yellow(`! ${placeOf(finding)}  ${finding.ruleId} (${finding.severity}): reported, not blocking`));
	}
	for (const { path, message } of result.errors.slice(0, MOST_SHOWN)) {
		out.push(colors.yellow(`! ${path === "" ? "" : `${visible(path)}: `}not checked: ${visible(message)}`));
	}
	if (result.errors.length > MOST_SHOWN) out.push(`  … and ${result.errors.length - MOST_SHOWN} more.`);
	const tail = [
		summary.allowed > 0 ? `${summary.allowed} allowed by comment` : "",
		summary.baselined > 0 ? baselineCount(result) : "",
	].filter((part) => part !== "");
	if (blocking.length === 0 && result.errors.length === 0 && !options.silentWhenClean) {
		out.push(
			colors.green(`✔ No Mailgun keys in ${plural(summary.lines, "added line")} of ${plural(summary.files, "file")}.`) +
				(tail.length > 0 ? ` ${tail.join(", ")}.` : ""),
		);
	} else if (tail.length > 0) {
		out.push(colors.dim(`mg-hook: ${tail.join(", ")}.`));
	}
	return out.length === 0 ? "" : `${out.join("\n")}\n`;
}

function headline(scope: CheckResult["scope"], keys: string): string {
	if (scope === "staged") return `✖ mg-hook stopped this commit: ${keys} in it.`;
	if (scope === "messages") return `✖ mg-hook stopped this commit: ${keys} in its message.`;
	if (scope === "push") return `✖ mg-hook stopped this push: ${keys} in its commits.`;
	return `✖ mg-hook found ${keys}.`;
}

/** The ones that are known to be real and still work are said: a baseline is to adopt, not to forget. */
function baselineCount({ findings }: CheckResult): string {
	const baselined = findings.filter(({ status }) => status === "baselined");
	const real = baselined.filter(({ review }) => review === "real").length;
	return `${baselined.length} in the baseline${real === 0 ? "" : `, ${real} of them real and unrevoked`}`;
}

function placeOf({ path, line, column }: Finding): string {
	return `${visible(path)}:${line}:${column}`;
}

function findingLines(finding: Finding, colors: Colors): string[] {
	const { excerpt } = finding;
	const gutter = String(finding.line);
	const before = visible(excerpt.text.slice(0, excerpt.start));
	const key = visible(excerpt.text.slice(excerpt.start, excerpt.end));
	const after = visible(excerpt.text.slice(excerpt.end));
	const blank = " ".repeat(gutter.length);
	const history = historySentence(finding);
	return [
		`  ${colors.bold(placeOf(finding))}  ${colors.red(`${finding.severity} severity`)}, ${finding.confidence} confidence  ${colors.dim(finding.ruleId)}`,
		`  ${colors.dim(`${gutter} │`)} ${before}${colors.red(key)}${after}`,
		`  ${colors.dim(`${blank} │`)} ${" ".repeat(textWidth(before))}${colors.red("^".repeat(textWidth(key)))} ${colors.dim(visible(finding.reason))}`,
		...(history === "" ? [] : [`  ${colors.dim(`${blank} │`)} ${history}`]),
		...(finding.verification === undefined
			? []
			: [`  ${colors.dim(`${blank} │`)} ${verdictLine(finding.verification)}`]),
	];
}

/** Where pointers stand in a column of their own (columns). */
const POINTER_COLUMN = 68;

function adviceLines(advice: Advice, colors: Colors): string[] {
	const section = ({ heading, lines }: { heading: string; lines: AdviceLine[] }): string[] => [
		colors.bold(heading),
		...lines.map(({ label, text, pointer }) => {
			const words = `  ${label === "" ? "" : `${label} `}${visible(text)}`;
			if (pointer === undefined) return words;
			return `${words.padEnd(POINTER_COLUMN)}  ${colors.cyan(visible(pointer))}`;
		}),
		"",
	];
	return [...section(advice.now), ...section(advice.leaked), ...section(advice.allow)];
}
