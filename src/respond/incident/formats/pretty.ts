import pc from "picocolors";
import { render } from "../../../output/marked.js";
import { visible } from "../../../output/visible.js";
import { sectionsOf, type Worksheet } from "../worksheet.js";

/** For a person at a terminal. */
export function prettyWorksheet(sheet: Worksheet, color: boolean): string {
	const colors = pc.createColors(color);
	const text = (sentence: string) => render(sentence, visible, (others) => colors.cyan(visible(others)));
	const { tone } = sheet.verdict;
	const paint = { leaked: colors.red, unsure: colors.yellow, local: colors.green }[tone];
	const mark = { leaked: "✖", unsure: "?", local: "✔" }[tone];
	const out = [colors.bold(visible(sheet.title)), `${paint(mark)} ${text(sheet.verdict.text)}`, ""];
	for (const [name, value] of sheet.summary) out.push(`  ${colors.dim(`${name}:`)} ${text(value)}`);
	out.push("", colors.bold("Where it is in this repository"));
	if (sheet.places.length === 0) out.push("  nowhere");
	for (const { title, items } of sheet.places) {
		out.push(`  ${title}`, ...items.map((item) => `    ${text(item)}`));
	}
	out.push(`  ${colors.dim("Not searched")}`, ...sheet.limits.map((limit) => `    ${colors.dim(text(limit))}`));
	out.push("", colors.bold("What to do, in this order"), `  ${colors.dim(text(sheet.preface))}`);
	for (const { label, action, facts, commands, links } of sectionsOf(sheet)) {
		out.push("", `${colors.bold(label)}: ${text(action)}`);
		for (const fact of facts) out.push(`   - ${text(fact)}`);
		for (const { what, command } of commands)
			out.push(`   ${colors.dim(`# ${what}`)}`, `   ${colors.cyan(visible(command))}`);
		for (const { what, url } of links) out.push(`   ${colors.dim(`${what}:`)} ${url}`);
	}
	out.push("", colors.dim("As a checklist for an issue: mg-hook respond … --format markdown --output incident.md"));
	return `${out.join("\n")}\n`;
}
