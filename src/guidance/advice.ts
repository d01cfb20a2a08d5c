import type { Finding } from "../finding/finding.js";
import { shellWord } from "../output/shellWord.js";
import { allowCommentFor } from "./allowHint.js";
import { pushedCase } from "./pushedCase.js";
import { REMEDIATION_STEPS } from "./steps.js";

/** One line of advice: words, and what to copy or open. */
export interface AdviceLine {
	label: string;
	text: string;
	pointer?: string;
}

/** What a person whose commit was stopped is told, once for all findings. */
export interface Advice {
	now: { heading: string; lines: AdviceLine[] };
	leaked: { heading: string; lines: AdviceLine[] };
	allow: { heading: string; lines: AdviceLine[] };
}

const FALLBACK_NAME = "MAILGUN_API_KEY";
const MOST_PATHS = 3;

/** The name that the key should be read from: its own where it has a usable one. */
function nameFor(findings: readonly Finding[]): string {
	const own = findings
		.map(({ variable }) => variable)
		.find((name) => name !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/u.test(name));
	return own ?? FALLBACK_NAME;
}

/** The first paths as arguments of a POSIX shell, the rest as an ellipsis. */
function shellWords(paths: readonly string[]): string {
	return [...paths.slice(0, MOST_PATHS).map(shellWord), ...(paths.length > MOST_PATHS ? ["…"] : [])].join(" ");
}

/**
 * Fits the advice to what was found.
 *
 * @param findings the ones that block, at least one
 * @param staged whether they are still to be committed: then nothing has leaked yet
 */
export function adviceFor(findings: readonly Finding[], staged: boolean): Advice {
	const name = nameFor(findings);
	const paths = [...new Set(findings.map(({ path }) => path))];
	const isEnvironmentFile = (path: string) => /(?:^|\/)\.env(?:\.|$)/u.test(path);
	const untrack = paths.filter(isEnvironmentFile);
	const clean = paths.filter((path) => !isEnvironmentFile(path));
	const { nowHeading, leakedHeading, first } = pushedCase(findings, staged);
	const now = [
		...first,
		{ text: `take the key out; read it from ${name} in the environment` },
		...(untrack.length === 0
			? []
			: [
					{
						text: "untrack the file and add it to .gitignore",
						// Without -f git refuses once the key is out of the file: it stages something else then.
						pointer: `git rm --cached -f -- ${shellWords(untrack)}`,
					},
				]),
		...(clean.length === 0 ? [] : [{ text: "stage the cleaned file", pointer: `git add -- ${shellWords(clean)}` }]),
		{ text: "commit again", pointer: "git commit" },
	].map((line, index): AdviceLine => ({ label: String(index + 1), ...line }));
	return {
		now: {
			heading: nowHeading,
			lines: now,
		},
		leaked: {
			heading: leakedHeading,
			lines: REMEDIATION_STEPS.map((step, index) => ({
				label: String(index + 1),
				text: `${step.word}: ${step.action}`,
				pointer: step.pointer(name),
			})),
		},
		allow: {
			heading: "Not a key? Say so, with a reason:",
			lines: [
				{ label: "", text: "on its line (or …-next-line above it)", pointer: allowCommentFor(paths[0] ?? "") },
				{ label: "", text: "or skip the hook once", pointer: "git commit --no-verify" },
			],
		},
	};
}
