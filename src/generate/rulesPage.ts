import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";

/** Examples are templates: no key stands in the page. */
const code = (example: string): string =>
	JSON.stringify(example).slice(1, -1).replaceAll('\\"', '"').replaceAll("\\\\", "\\");

function section(rule: Rule): string {
	return [
		`## ${rule.id}`,
		"",
		`**${rule.name}.** Severity ${rule.severity}; ${rule.blocks ? "blocks a commit" : "is reported and does not block unless configured"}.`,
		"",
		rule.risk,
		"",
		"Finds, among others:",
		"",
		"```text",
		...rule.examples.match.map(code),
		"```",
		"",
		"Lets pass:",
		"",
		"```text",
		...rule.examples.ignore.map(code),
		"```",
		"",
	].join("\n");
}

/** `docs/rules.md`: a section for each rule, its anchor the rule's id. */
export function rulesPage(): string {
	return [
		"# Rules",
		"",
		"Made by `scripts/writeRulesPage.mjs` from `src/detect/rules`: change it there. In the examples",
		"`{hex32}`, `{lower32}`, `{alnum32}` and `{current}` stand for random values, `{base64:…}` for the encoding of what is",
		"inside, `{cut}` for nothing, in the middle of what would look like a key. How sure a finding is, and when it blocks, is in [confidence.md](confidence.md).",
		"",
		"| rule | severity | blocks | what it is |",
		"| --- | --- | --- | --- |",
		...catalogue.map(
			({ id, severity, blocks, name }) => `| [${id}](#${id}) | ${severity} | ${blocks ? "yes" : "no"} | ${name} |`,
		),
		"",
		...catalogue.map(section),
	].join("\n");
}
