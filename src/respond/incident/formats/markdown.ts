import { render } from "../../../output/marked.js";
import { visible } from "../../../output/visible.js";
import { sectionsOf, type Worksheet } from "../worksheet.js";

/** For an issue or a ticket: a checklist with room for times. */
export function markdownWorksheet(sheet: Worksheet): string {
	const out = [`# ${text(sheet.title)}`, "", `**${text(sheet.verdict.text)}**`, ""];
	out.push("| | |", "| --- | --- |");
	for (const [name, value] of sheet.summary) out.push(`| ${text(name)} | ${cell(value)} |`);
	out.push("| Incident opened | time, by whom: |", "| Incident closed | time, by whom: |", "");
	out.push("## Where it is in this repository", "");
	if (sheet.places.length === 0) out.push("Nowhere.", "");
	for (const { title, items } of sheet.places) {
		out.push(`**${text(title)}**`, "", ...items.map((item) => `- ${text(item)}`), "");
	}
	out.push("**Not searched**", "", ...sheet.limits.map((limit) => `- ${text(limit)}`), "");
	out.push("## What to do, in this order", "", text(sheet.preface), "");
	for (const { label, action, facts, commands, links, checks } of sectionsOf(sheet)) {
		out.push(`### ${text(label)}`, "", text(action), "");
		if (facts.length > 0) out.push(...facts.map((fact) => `- ${text(fact)}`), "");
		if (commands.length > 0) {
			// Backticks within a command cannot end a block that is indented.
			for (const { what, command } of commands) out.push(`${text(what)}:`, "", `    ${visible(command)}`, "");
		}
		if (links.length > 0) out.push(links.map(({ what, url }) => `${text(what)}: <${url}>`).join(" · "), "");
		out.push(...checks.map((check) => `- [ ] ${text(check)} (time: , by: )`), "");
	}
	return `${out.join("\n").trimEnd()}\n`;
}

function text(sentence: string): string {
	return render(sentence, own, span);
}

/** Our own words hold no markup, but for `…` around a command and signs that a reader must see. */
function own(words: string): string {
	return visible(words).replace(/[\\*_[\]<>|~&]/gu, (sign) => `\\${sign}`);
}

/**
 * A code span: in it Markdown knows no markup, no HTML, no link and no mention. Its fence is longer
 * than any run of backticks in the text.
 */
function span(others: string): string {
	const shown = visible(others);
	if (shown === "") return "";
	const longest = Math.max(0, ...[...shown.matchAll(/`+/gu)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	const space = longest > 0 || /^ .* $/u.test(shown) ? " " : "";
	return `${fence}${space}${shown}${space}${fence}`;
}

/** In a table even a code span ends at a `|`. */
function cell(sentence: string): string {
	return render(sentence, own, (others) => span(others).replaceAll("|", "\\|"));
}
