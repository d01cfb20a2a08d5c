import type { Finding } from "../../src/finding/finding";
import type { CheckResult } from "../../src/finding/result";
import { fingerprint } from "../../src/key/fingerprint";
import { redact } from "../../src/key/redact";
import { classicKey, currentKey, hex } from "./madeUpKeys";

export const STARTED = new Date("2026-05-01T12:00:00.250Z");
export const ENDED = new Date("2026-05-01T12:00:02.750Z");
export const RENDER_OPTIONS = { color: false, silentWhenClean: false, debug: true, started: STARTED, ended: ENDED };

/** A finding as detection would make it for this key; `changes` are set over it. */
export function findingFor(key: string, changes: Partial<Finding> = {}): Finding {
	const ruleId = changes.ruleId ?? "mailgun-private-key";
	const text = `MAILGUN_API_KEY=${redact(key)}`;
	return {
		ruleId,
		severity: "high",
		confidence: "high",
		path: "config/.env",
		line: 3,
		column: 17,
		endColumn: 17 + key.length,
		redacted: redact(key),
		context: "environment-variable",
		variable: "MAILGUN_API_KEY",
		fingerprint: fingerprint(ruleId, key),
		status: "blocking",
		reason: "Mailgun on the same line",
		excerpt: { text, start: 16, end: text.length },
		...changes,
	};
}

export function resultOf(findings: readonly Finding[], changes: Partial<CheckResult> = {}): CheckResult {
	return { scope: "staged", files: 2, lines: 40, findings, errors: [], ...changes };
}

/** Texts that a repository may hold to steer whoever reads a report. */
export const HOSTILE_TEXTS = [
	"a\nb.env",
	"::error file=x.js,line=1::owned",
	"a\n::error::owned",
	"a\r\n::set-output name=x::owned",
	"##[error]owned",
	"##vso[task.setvariable variable=x]owned",
	"100%0A::error::owned%25",
	"a,line=99,title=owned:b",
	"]]><owned/>",
	"<script>owned()</script>",
	"\" onload=\"owned()' x='`",
	"</title></style></script><script>owned()</script>",
	"--><!-- owned",
	"\u202Evne.\u202Dfdp",
	"\u2066\u2069\u200B\u00AD\uFEFFx",
	"\u{E0041}\u{E0042}x",
	"\u001B[2J\u001B]0;owned\u0007\u001B]8;;https://owned.example\u0007x",
	"a\u0000\u0008\u007F\u009Bb\u2028c\u2029d",
	"| `owned` | [x](https://owned.example) | **b** @owned #1 |",
	"&lt;b&gt; &#10;",
	"\uFFFE\uFFFFx",
	"-rf --output",
	"C:\\x\\xff",
	"C#/50%?a=b&c#d.env",
];

/** One finding for each hostile text, as its path, its reason and its author; and an error for each. */
export function hostileResult(key: string): CheckResult {
	const findings = HOSTILE_TEXTS.flatMap((text, index) => [
		findingFor(key, {
			path: text,
			line: index + 1,
			reason: text,
			variable: text,
			commit: hex(40),
			author: text,
			date: "2025-02-03T04:05:06+01:00",
			inHead: index % 2 === 0,
		}),
		findingFor(key, { path: `${text}/allowed`, status: "allowed", reason: text }),
	]);
	return resultOf(findings, { errors: HOSTILE_TEXTS.map((text) => ({ path: text, message: text })) });
}

/** A history as a security person meets one. */
export function historyResult(): CheckResult {
	const commits = Array.from({ length: 12 }, () => hex(40));
	const at = (index: number) => commits[index % commits.length] ?? "";
	const seen = (first: number, firstDate: string, last: number, lastDate: string, author: string) => ({
		commit: at(first),
		author,
		date: firstDate,
		firstCommit: at(first),
		firstDate,
		lastCommit: at(last),
		lastDate,
	});
	const old = classicKey();
	const current = currentKey();
	return resultOf(
		[
			findingFor(old, {
				...seen(0, "2022-11-03T09:12:00+01:00", 9, "2026-03-01T10:00:00+00:00", "Ann Smith <ann@example.com>"),
				inHead: true,
				occurrences: 14,
			}),
			findingFor(old, {
				...seen(2, "2023-06-10T09:12:00+01:00", 5, "2024-02-01T10:00:00+00:00", "Bo Li <bo@example.com>"),
				path: "deploy/docker-compose.yml",
				line: 41,
				inHead: false,
				occurrences: 3,
				context: "config",
			}),
			findingFor(current, {
				...seen(3, "2025-09-20T18:30:00-07:00", 10, "2026-04-20T10:00:00+00:00", "Cem Kaya <cem@example.com>"),
				ruleId: "mailgun-sending-key",
				path: "services/billing/src/main/resources/application-production.properties",
				line: 118,
				inHead: true,
				occurrences: 2,
			}),
			findingFor(classicKey(), {
				...seen(1, "2023-01-15T08:00:00+00:00", 4, "2024-08-30T08:00:00+00:00", "Ann Smith <ann@example.com>"),
				path: "scripts/send_report.py",
				line: 12,
				context: "code",
				inHead: false,
				occurrences: 6,
			}),
			findingFor(hex(32), {
				...seen(6, "2024-05-05T08:00:00+00:00", 6, "2024-05-05T08:00:00+00:00", "Bo Li <bo@example.com>"),
				ruleId: "mailgun-webhook-signing-key",
				confidence: "medium",
				path: "notebooks/webhooks.ipynb",
				line: 77,
				inHead: false,
			}),
			findingFor(`pubkey-${hex(32)}`, {
				...seen(7, "2024-10-05T08:00:00+00:00", 11, "2026-01-05T08:00:00+00:00", "Dee <dee@example.com>"),
				ruleId: "mailgun-public-key",
				severity: "low",
				confidence: "medium",
				status: "below-threshold",
				reason: "Mailgun on the same line; this rule reports and does not block",
				path: "web/validate.js",
				inHead: true,
				occurrences: 2,
			}),
			findingFor(classicKey(), {
				...seen(8, "2023-03-05T08:00:00+00:00", 8, "2023-03-20T08:00:00+00:00", "Ann Smith <ann@example.com>"),
				status: "baselined",
				reason: "in the baseline: revoked on 2023-03-21",
				path: "test/fixtures/mail.json",
				inHead: false,
			}),
			findingFor(classicKey(), {
				...seen(8, "2025-03-05T08:00:00+00:00", 8, "2025-03-20T08:00:00+00:00", "Bo Li <bo@example.com>"),
				status: "allowed",
				reason: "test fixture",
				path: "test/client.test.ts",
				inHead: true,
			}),
		],
		{ scope: "history", files: 5821, lines: 1_204_331 },
	);
}
