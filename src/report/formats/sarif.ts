import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import type { Finding, Severity } from "../../finding/finding.js";
import { isListed } from "../../finding/reported.js";
import type { CheckResult } from "../../finding/result.js";
import { jsonText } from "../../output/jsonText.js";
import { visible } from "../../output/visible.js";
import { VERSION } from "../../version.js";
import { historySentence } from "../historyText.js";
import { describedRules, type RuleText } from "../ruleText.js";
import { stepsAsMarkdown, stepsAsText } from "../stepsText.js";

const LEVELS = { high: "error", medium: "warning", low: "note" } as const satisfies Record<Severity, string>;

/**
 * GitHub's scale: above 7.0 high, above 4.0 medium, above 0.1 low.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = { high: "8.5", medium: "5.5", low: "2.0" };

/** The name that GitHub and CodeQL know the repository's root by. */
const ROOT = "%SRCROOT%";

/** SARIF 2.1.0, one run: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifReport(result: CheckResult, { started, ended }: { started: Date; ended: Date }): string {
	const listed = result.findings.filter(isListed);
	const rules = describedRules(listed);
	const indexes = new Map(rules.map(({ id }, index) => [id, index]));
	const log: Log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: {
						name: "mg-hook",
						semanticVersion: VERSION,
						informationUri: "https://github.com/mg-hook/mg-hook",
						rules: rules.map(ruleDescriptor),
					},
				},
				// A category: a history's report does not close the alerts of a range's.
				automationDetails: { id: `mg-hook/${result.scope}/` },
				columnKind: "utf16CodeUnits",
				originalUriBaseIds: { [ROOT]: { description: { text: "The repository's root." } } },
				invocations: [
					{
						executionSuccessful: result.errors.length === 0,
						startTimeUtc: started.toISOString(),
						endTimeUtc: ended.toISOString(),
						toolExecutionNotifications: result.errors.map(
							({ path, message }): Notification => ({
								level: "error",
								message: { text: plain(`Not checked: ${visible(message)}`) },
								...(path === "" ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(path) } }] }),
							}),
						),
					},
				],
				results: listed.map((finding) => resultFor(finding, indexes.get(finding.ruleId) ?? -1)),
			},
		],
	};
	return jsonText(log);
}

function ruleDescriptor({ id, severity, name, risk, helpUri }: RuleText): ReportingDescriptor {
	const leaked = "If others could read it, it has leaked. Then, in this order:";
	return {
		id: visible(id),
		name: visible(id).replace(/(?:^|-)([a-z])/gu, (_match, letter: string) => letter.toUpperCase()),
		shortDescription: { text: visible(name) },
		fullDescription: { text: risk },
		...(helpUri === undefined ? {} : { helpUri }),
		help: {
			text: `${risk}\n\nTake the key out and read it from the environment or a secrets manager. ${leaked}\n\n${stepsAsText()}`,
			markdown: `${risk}\n\n**Take the key out** and read it from the environment or a secrets manager. ${leaked}\n\n${stepsAsMarkdown()}`,
		},
		defaultConfiguration: { level: LEVELS[severity] },
		properties: {
			"security-severity": SECURITY_SEVERITY[severity],
			precision: "high",
			tags: ["security", "secret", "mailgun", "external/cwe/cwe-798"],
		},
	};
}

function resultFor(finding: Finding, ruleIndex: number): Result {
	const { ruleId, severity, confidence, status, reason, fingerprint, redacted, context, variable } = finding;
	const history = historySentence(finding);
	return {
		ruleId: visible(ruleId),
		ruleIndex,
		// What does not block must not fail a pull request that waits for code scanning.
		level: status === "below-threshold" && severity === "high" ? "warning" : LEVELS[severity],
		message: {
			text: plain(
				`Mailgun key ${visible(redacted)} (${confidence} confidence: ${visible(reason)}).${history === "" ? "" : ` ${history}`}`,
			),
		},
		locations: [
			{
				physicalLocation: {
					artifactLocation: artifact(finding.path),
					region: {
						startLine: finding.line,
						startColumn: finding.column,
						endLine: finding.line,
						endColumn: finding.endColumn,
					},
				},
			},
		],
		// Not GitHub's primaryLocationLineHash: its upload action makes that from the file, and warns of another.
		partialFingerprints: { "mgHookKey/v1": fingerprint },
		...(finding.occurrences === undefined ? {} : { occurrenceCount: finding.occurrences }),
		suppressions: suppressionsFor(finding),
		properties: {
			severity,
			confidence,
			context,
			status,
			redacted: visible(redacted),
			reason: visible(reason),
			...(variable === undefined ? {} : { variable: visible(variable) }),
			...historyProperties(finding),
		},
	};
}

/** A message in which viewers see no link: SARIF's plain text knows `[words](address)` (section 3.11.6). */
function plain(text: string): string {
	return text.replaceAll("](", "] (");
}

/** Present and empty where there is none: in SARIF absent means that nobody knows. */
function suppressionsFor({ status, reason }: Finding): Result["suppressions"] {
	if (status === "allowed") return [{ kind: "inSource", justification: visible(reason) }];
	if (status === "baselined") return [{ kind: "external", justification: visible(reason) }];
	return [];
}

function historyProperties(finding: Finding): Record<string, string | boolean> {
	const { commit, author, date, inHead, firstCommit, lastCommit, firstDate, lastDate } = finding;
	const texts = { commit, author, date, firstCommit, lastCommit, firstDate, lastDate };
	const known: Record<string, string | boolean> = {};
	for (const [name, text] of Object.entries(texts)) {
		if (text !== undefined) known[name] = visible(text);
	}
	if (inHead !== undefined) known["inHead"] = inHead;
	return known;
}

/** A file of the repository; a URI, in which whatever could be misread is percent-encoded. */
function artifact(path: string): { uri: string; uriBaseId: string } {
	const uri = path
		.replace(/\p{Surrogate}/gu, "\ufffd")
		.split("/")
		.map(encodeURIComponent)
		.join("/");
	return { uri: uri === "" ? "stdin" : uri, uriBaseId: ROOT };
}
