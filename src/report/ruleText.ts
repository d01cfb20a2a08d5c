import type { RuleDescription } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import type { Finding } from "../finding/finding.js";

/** What a report says of a rule; one of the configuration's own has only its id. */
export type RuleText = Omit<RuleDescription, "blocks" | "helpUri"> & { helpUri?: string };

/**
 * The rules that a report describes: the whole catalogue (a reader of reports learns what was looked
 * for, too), then the configuration's own ones that found something.
 */
export function describedRules(findings: readonly Finding[]): RuleText[] {
	const rules: RuleText[] = catalogue.map(({ id, severity, name, risk, helpUri }) => ({
		id,
		severity,
		name,
		risk,
		helpUri,
	}));
	const known = new Set(rules.map(({ id }) => id));
	for (const { ruleId, severity } of findings) {
		if (known.has(ruleId)) continue;
		known.add(ruleId);
		rules.push({
			id: ruleId,
			severity,
			name: `Match of the configured pattern ${ruleId}`,
			risk: "A pattern of your own in mg-hook's configuration matched here.",
		});
	}
	return rules;
}
