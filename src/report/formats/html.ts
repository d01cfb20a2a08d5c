import { createHash } from "node:crypto";
import { type ExposedKey, exposedKeys } from "../../finding/exposedKeys.js";
import type { Finding } from "../../finding/finding.js";
import { isListed } from "../../finding/reported.js";
import { type CheckResult, type Scope, summarize } from "../../finding/result.js";
import { REMEDIATION_STEPS } from "../../guidance/steps.js";
import { markup } from "../../output/markup.js";
import { pageHead } from "../../output/pageHead.js";
import { STYLE } from "../../output/pageStyle.js";
import { plural } from "../../output/plural.js";
import { VERSION } from "../../version.js";
import { historySentence } from "../historyText.js";
import { describedRules, type RuleText } from "../ruleText.js";
import { SCRIPT } from "./htmlScript.js";
import { axisSvg, barSvg, type TimeAxis, timeAxis } from "./timeline.js";

const DAY = 86_400_000;

const PLACES: Readonly<Record<Scope, string>> = {
	staged: "in the staged changes",
	range: "in a range of commits",
	history: "in this history",
	paths: "in these files",
	stdin: "in a text",
	all: "in the tracked files",
	messages: "in commit messages",
	push: "in a push",
};

/**
 * One self-contained page, made for a history and for whoever must act on it: totals, a row a key
 * with its time of exposure, the steps. It loads nothing, and its policy lets nothing else run.
 */
export function htmlReport(result: CheckResult, { ended }: { ended: Date }): string {
	const keys = exposedKeys(result.findings.filter(isListed));
	const rules = new Map(describedRules(result.findings).map((rule) => [rule.id, rule]));
	const axis = timeAxis(keys, ended);
	const place = PLACES[result.scope];
	const policy = [
		"default-src 'none'",
		`style-src '${sourceHash(STYLE)}'`,
		`script-src '${sourceHash(SCRIPT)}'`,
		"base-uri 'none'",
		"form-action 'none'",
	].join("; ");
	return `${pageHead(`Mailgun keys ${place}: ${keys.length}`, STYLE, policy)}
<body>
<header>
<h1>Mailgun keys ${place}</h1>
<p class="soft">Checked by mg-hook ${markup(VERSION)} on ${dayAndTime(ended)}. No key is in this page: each is shown with its middle left out.</p>
${verdict(keys, result.errors.length)}
${totals(result, keys)}
</header>
<main>
${keysSection(keys, { rules, axis, ended })}
${notChecked(result)}
${keys.length === 0 ? "" : steps()}
</main>
<footer>mg-hook stops Mailgun API keys from reaching a repository. This file loads nothing and sends nothing.</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function sourceHash(text: string): string {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function verdict(keys: readonly ExposedKey[], unread: number): string {
	const open = keys.filter(isOpen);
	if (keys.length === 0 && unread > 0) {
		return `<p class="verdict gone"><strong>No Mailgun key was found in what could be read;</strong> ${plural(unread, "thing")} could not be: see below.</p>`;
	}
	if (keys.length === 0) return '<p class="verdict calm"><strong>No Mailgun key was found.</strong></p>';
	if (open.length === 0) {
		return `<p class="verdict calm"><strong>Nothing new.</strong> ${plural(keys.length, "key")} found, all allowed by comment or in the baseline.</p>`;
	}
	const inHead = open.filter((key) => key.inHead === true).length;
	const advice = "Whatever was pushed, or could be read by others, has leaked: taking it out is not enough, revoke it.";
	if (inHead > 0) {
		return `<p class="verdict head"><strong>${plural(inHead, "key")} ${inHead === 1 ? "is" : "are"} still in HEAD</strong>, of ${plural(open.length, "open key")}. ${advice}</p>`;
	}
	if (open.some((key) => key.inHead === undefined)) {
		return `<p class="verdict head"><strong>${plural(open.length, "open key")}.</strong> ${advice}</p>`;
	}
	return `<p class="verdict gone"><strong>No open key is left in HEAD, but ${plural(open.length, "key")} can be read in the history.</strong> ${advice}</p>`;
}

/** Whether somebody still has to act on it or say that nobody must. */
function isOpen({ status }: ExposedKey): boolean {
	return status === "blocking" || status === "below-threshold";
}

function totals(result: CheckResult, keys: readonly ExposedKey[]): string {
	const { files, lines, errors } = summarize(result);
	const open = keys.filter(isOpen);
	const inHead = open.filter((key) => key.inHead === true).length;
	const cards: [string, number, boolean?][] = [
		["Keys", keys.length],
		["Open", open.length, open.length > 0],
	];
	if (keys.some((key) => key.inHead !== undefined)) {
		cards.push(["Open, in HEAD", inHead, inHead > 0]);
		cards.push(["Open, only in history", open.filter((key) => key.inHead === false).length]);
	}
	cards.push(["Accepted", keys.length - open.length], ["Files read", files], ["Lines read", lines]);
	if (errors > 0) cards.push(["Not checked", errors, true]);
	const card = ([name, value, alarm]: [string, number, boolean?]) =>
		`<div${alarm === true ? ' class="alarm"' : ""}><dt>${name}</dt><dd>${value.toLocaleString("en")}</dd></div>`;
	return `<dl class="totals">${cards.map(card).join("")}</dl>`;
}

/** What all rows of the table share. */
interface Table {
	rules: ReadonlyMap<string, RuleText>;
	/** undefined where no key has a date. */
	axis: TimeAxis | undefined;
	ended: Date;
}

function keysSection(keys: readonly ExposedKey[], table: Table): string {
	const { axis } = table;
	if (keys.length === 0) return "";
	const timeHead = axis === undefined ? "" : `<th scope="col" class="time">Exposure${axisSvg(axis)}</th>`;
	const datedHeads =
		axis === undefined
			? ""
			: `${sortHead("first", "First seen", true)}${sortHead("last", "Last seen", true)}${sortHead("days", "Days", true)}`;
	return `<h2 id="keys-title">Keys and their exposure</h2>
<form id="filters" class="filters" role="search" aria-label="Filter the keys" hidden>
<label>Filter by file, author, commit, rule<input id="filter-text" type="search" autocomplete="off" spellcheck="false"></label>
<label>In HEAD<select id="filter-state"><option value="">all</option><option value="head">still in HEAD</option><option value="gone">only in the history</option></select></label>
<label>Status<select id="filter-status"><option value="">all</option><option value="blocking">blocks</option><option value="below-threshold">reported</option><option value="baselined">in the baseline</option><option value="allowed">allowed</option></select></label>
<output id="count" aria-live="polite">${plural(keys.length, "key")}</output>
</form>
${axis === undefined ? "" : LEGEND}
<div class="scroll" role="region" aria-labelledby="keys-title" tabindex="0">
<table id="keys">
<thead><tr>${sortHead("redacted", "Key")}${sortHead("severity", "Severity", true)}${sortHead("rank", "State", true)}${datedHeads}${sortHead("count", "Seen", true)}${timeHead}</tr></thead>
${keys.map((key) => keyRow(key, table)).join("\n")}
</table>
<p id="none" class="none" hidden>No key fits this filter.</p>
</div>`;
}

const LEGEND = `<ul class="legend">
<li><svg width="34" height="14" aria-hidden="true"><rect class="head" x="0" y="2" width="34" height="10" rx="3"/></svg>in the files, up to now</li>
<li><svg width="34" height="14" aria-hidden="true"><rect class="gone" x="0" y="2" width="34" height="10" rx="3"/></svg>in the files, until it was last seen</li>
<li><svg width="34" height="14" aria-hidden="true"><rect class="calm" x="0" y="2" width="34" height="10" rx="3"/></svg>allowed or in the baseline</li>
<li><svg width="34" height="14" aria-hidden="true"><line class="after" x1="0" x2="34" y1="7" y2="7"/></svg>still readable in the history</li>
</ul>`;

function sortHead(name: string, label: string, numeric = false): string {
	const number = name === "days" || name === "count" ? ' class="number"' : "";
	return `<th scope="col"${number} data-sort="${name}"${numeric ? " data-numeric" : ""}><button type="button" disabled>${label}</button></th>`;
}

function keyRow(key: ExposedKey, { rules, axis, ended }: Table): string {
	const rule = rules.get(key.ruleId);
	const { first, last, inHead, redacted, severity, status, places, occurrences } = key;
	const until = inHead === true ? ended : last;
	const days =
		first === undefined || until === undefined ? 0 : Math.max(1, Math.ceil((until.getTime() - first.getTime()) / DAY));
	const dated =
		axis === undefined
			? ""
			: `<td class="day">${dayOf(first)}</td><td class="day">${inHead === true ? "today" : dayOf(last)}</td><td class="number">${first === undefined ? "" : days.toLocaleString("en")}</td>`;
	const label = `First seen ${dayOf(first)}, ${inHead === true ? "still in HEAD" : `last seen ${dayOf(last)}`}`;
	const time = axis === undefined ? "" : `<td class="time">${barSvg(key, axis, label)}</td>`;
	const columns = axis === undefined ? 4 : 8;
	const data = {
		state: inHead === true ? "head" : inHead === false ? "gone" : "",
		status,
		redacted,
		severity: { high: 3, medium: 2, low: 1 }[severity],
		rank: ["allowed", "baselined", "below-threshold", "blocking"].indexOf(status) * 2 + (inHead === true ? 1 : 0),
		first: first?.getTime() ?? 0,
		last: until?.getTime() ?? 0,
		days,
		count: occurrences,
	};
	const attributes = Object.entries(data).map(([name, value]) => `data-${name}="${markup(String(value))}"`);
	return `<tbody ${attributes.join(" ")}>
<tr><th scope="row" class="key"><code>${markup(redacted)}</code><span class="rule">${markup(rule?.name ?? key.ruleId)}</span></th><td>${severity}</td><td>${badges(key)}</td>${dated}<td class="number">${occurrences.toLocaleString("en")}</td>${time}</tr>
<tr><td colspan="${columns}"><details><summary>${placesSummary(places)}</summary><ul class="places">${places.map(placeItem).join("")}</ul></details></td></tr>
</tbody>`;
}

function placesSummary(places: readonly Finding[]): string {
	const [first] = places;
	const more = places.length > 1 ? ` and ${plural(places.length - 1, "place")} more` : "";
	return first === undefined ? "" : `<code>${markup(`${first.path}:${first.line}`)}</code>${more}`;
}

function badges({ inHead, status }: ExposedKey): string {
	const head =
		inHead === undefined
			? ""
			: inHead
				? '<span class="badge head">in HEAD</span> '
				: '<span class="badge gone">in history</span> ';
	if (status === "allowed") return `${head}<span class="badge calm">allowed</span>`;
	if (status === "baselined") return `${head}<span class="badge calm">baseline</span>`;
	if (status === "below-threshold") return `${head}<span class="badge plain">reported</span>`;
	return head === "" ? '<span class="badge head">blocks</span>' : head;
}

function placeItem(finding: Finding): string {
	const { ruleId, path, line, column, confidence, reason, firstCommit, firstDate, lastCommit, lastDate, status } =
		finding;
	const seen = [
		firstCommit === undefined ? "" : `first ${firstCommit.slice(0, 12)} ${firstDate?.slice(0, 10) ?? ""}`,
		lastCommit === undefined ? "" : `last ${lastCommit.slice(0, 12)} ${lastDate?.slice(0, 10) ?? ""}`,
	].filter((part) => part !== "");
	const history = historySentence(finding);
	return `<li><code>${markup(`${path}:${line}:${column}`)}</code><span>${markup(`${ruleId}, ${confidence} confidence: ${reason} (${status})`)}</span>${history === "" ? "" : `<span>${markup(history)}</span>`}${seen.length === 0 ? "" : `<span>${markup(`Seen: ${seen.join(", ")}`)}</span>`}</li>`;
}

function notChecked({ errors }: CheckResult): string {
	if (errors.length === 0) return "";
	const items = errors.map(
		({ path, message }) => `<li><code>${markup(path)}</code><span>${markup(message)}</span></li>`,
	);
	return `<h2>Not checked</h2>\n<p>None of this was read; a key in it would not be on this page.</p>\n<ul class="places">${items.join("")}</ul>`;
}

function steps(): string {
	const items = REMEDIATION_STEPS.map(({ word, action, pointer }) => {
		const target = pointer("MAILGUN_API_KEY");
		const shown = target.startsWith("https://")
			? `<a href="${markup(target)}" rel="noreferrer noopener">${markup(target)}</a>`
			: `<code>${markup(target)}</code>`;
		return `<li><strong>${markup(word)}</strong>: ${markup(action)}.<span>${shown}</span></li>`;
	});
	return `<h2>What to do, in this order</h2>\n<ol class="steps">${items.join("")}</ol>`;
}

function dayOf(date: Date | undefined): string {
	return date === undefined ? "" : date.toISOString().slice(0, 10);
}

function dayAndTime(date: Date): string {
	return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
