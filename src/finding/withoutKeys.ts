import { KEY_SHAPES, redact } from "../key/redact.js";
import type { CheckResult } from "./result.js";

/**
 * The same result with no key in its free texts. Detection redacts the key where it stands; but a
 * path, an author or the reason in an allow comment can hold one too, and a report shows those.
 *
 * A text that has the shape of a key is redacted, and so is every other word that would redact to
 * what a finding already shows: then it is that finding's key.
 */
export function withoutKeys(result: CheckResult): CheckResult {
	if (result.findings.length === 0 && result.errors.length === 0) return result;
	const shown = new Set(result.findings.map(({ redacted }) => redacted));
	const clean = (text: string): string =>
		text.replace(KEY_SHAPES, redact).replace(WORDS, (word) => {
			const short = redact(word);
			return shown.has(short) ? short : word;
		});
	return {
		...result,
		findings: result.findings.map((finding) => ({
			...finding,
			path: clean(finding.path),
			reason: clean(finding.reason),
			...(finding.variable === undefined ? {} : { variable: clean(finding.variable) }),
			...(finding.author === undefined ? {} : { author: clean(finding.author) }),
		})),
		errors: result.errors.map(({ path, message }) => ({ path: clean(path), message: clean(message) })),
	};
}

const WORDS = /[A-Za-z0-9+%=-]{16,}/g;
