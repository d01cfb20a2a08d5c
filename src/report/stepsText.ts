import { REMEDIATION_STEPS } from "../guidance/steps.js";

const NAME = "MAILGUN_API_KEY";

/** The eight steps for a key that got out, a line each: `1. Revoke: … https://…`. */
export function stepsAsText(): string {
	return REMEDIATION_STEPS.map(
		({ word, action, pointer }, index) => `${index + 1}. ${word}: ${action}. ${pointer(NAME)}`,
	).join("\n");
}

/** The same as a Markdown list. */
export function stepsAsMarkdown(): string {
	return REMEDIATION_STEPS.map(({ word, action, pointer }, index) => {
		const target = pointer(NAME);
		return `${index + 1}. **${word}**: ${action}. ${target.startsWith("https://") ? `<${target}>` : `\`${target}\``}`;
	}).join("\n");
}
