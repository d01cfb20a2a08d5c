import type { Rule } from "./rule.js";

/**
 * The rules' triggers as one expression for git's own engines, so that a commit without any of them
 * needs no Node: whatever a rule reports has its trigger on the line, or a NUL byte in it (UTF-16).
 */
export interface GatePatterns {
	/** For `git grep -P`, over bytes (`LC_ALL=C`). */
	perl: string;
	/** For `git diff -G`, a POSIX extended expression. */
	posix: string;
}

/** What RE2, PCRE and POSIX read alike, classes left out: literals, groups, alternatives, `?`, `{n}`. */
const SHARED = /^(?:[A-Za-z0-9 _:;@%&=/~,<>"!#-]|[()|]|\?(?!\?)|\{\d+\}(?!\?))*$/u;
const CLASS = /\[[^\][\\']+\]/gu;

/**
 * @throws Error where a trigger is not in the subset that all three engines share
 */
export function gatePatterns(rules: readonly Pick<Rule, "id" | "trigger">[]): GatePatterns {
	for (const { id, trigger } of rules) {
		if (!SHARED.test(trigger.replaceAll(CLASS, "x"))) {
			throw new Error(`The trigger of ${id} is no expression that RE2, PCRE and POSIX read alike.`);
		}
	}
	const alternatives = rules.map(({ trigger }) => `(${trigger})`).join("|");
	return { perl: alternatives.replaceAll("(", "(?:"), posix: alternatives };
}

/** The file that `hooks/pre-commit` reads the patterns from: POSIX sh. */
export function gateScript(rules: readonly Pick<Rule, "id" | "trigger">[]): string {
	const { perl, posix } = gatePatterns(rules);
	return [
		"# Made by scripts/build.mjs from the triggers in src/detect/rules: do not edit.",
		`mg_hook_perl='${perl}'`,
		`mg_hook_posix='${posix}'`,
		"",
	].join("\n");
}
