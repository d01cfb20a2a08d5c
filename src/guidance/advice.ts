import type { Finding } from "../detect/finding.js";
import { allowCommentFor } from "./allowHint.js";
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

/** A path as one argument of a POSIX shell. */
function shellWord(path: string): string {
	return /^[A-Za-z0-9_./@%+,=-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
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
	const named = paths.slice(0, MOST_PATHS).map(shellWord).join(" ");
	const rest = paths.length > MOST_PATHS ? " …" : "";
	const isEnvFile = paths.some((path) => /(?:^|\/)\.env(?:\.|$)/u.test(path));
	const now: AdviceLine[] = [
		{ label: "1", text: `take the key out; read it from the environment (${name}) or a secrets manager` },
		isEnvFile
			? {
					label: "2",
					text: "keep the file, untracked: unstage it and add it to .gitignore",
					pointer: `git rm --cached -- ${named}${rest}`,
				}
			: { label: "2", text: "stage the cleaned file", pointer: `git add -- ${named}${rest}` },
		{ label: "3", text: "commit again", pointer: "git commit" },
	];
	return {
		now: {
			heading: staged
				? "Do this now. Only staged, never committed or shared, the key has not leaked:"
				: "Do this now. The key stands where others may have read it: take it out, then go through the steps below.",
			lines: now,
		},
		leaked: {
			heading: staged
				? "If it was ever pushed, or others could read it, it has leaked:"
				: "A key that others could read has leaked:",
			lines: REMEDIATION_STEPS.map((step, index) => ({
				label: String(index + 1),
				text: `${step.title}: ${step.action}`,
				pointer: step.pointer(name),
			})),
		},
		allow: {
			heading: "No key? Say so on its line, with a reason:",
			lines: [
				{ label: "", text: "", pointer: allowCommentFor(paths[0] ?? "") },
				{
					label: "",
					text: "or on the line above: mg-hook:allow-next-line. Skip the hook once:",
					pointer: "git commit --no-verify",
				},
			],
		},
	};
}
