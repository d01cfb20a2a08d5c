import { compile } from "../detect/re2.js";
import type { Rule } from "../detect/rule.js";
import type { ExtraPattern } from "./configuration.js";

/**
 * A configured pattern as a rule: what it matches is a finding of high confidence.
 *
 * @throws SyntaxError where RE2 cannot take the pattern
 */
export function extraRule({ id, pattern, severity = "high", name = `Pattern ${id}` }: ExtraPattern): Rule {
	if (compile(`^(?:${pattern})$`).test("")) throw new SyntaxError("it matches empty text");
	return {
		id,
		severity,
		name,
		risk: "The project's own configuration asks for it to be kept out.",
		blocks: true,
		helpUri: "https://github.com/mg-hook/mg-hook/blob/main/docs/configuration.md#patterns",
		configured: true,
		trigger: pattern,
		pattern,
		judge: ({ text }) => ({ kind: "finding", confidence: "high", reason: "a configured pattern", secret: text }),
		examples: { match: [], ignore: [] },
	};
}
