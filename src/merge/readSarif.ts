import type { Log, Notification, Result, Run } from "sarif";
import type { Finding } from "../finding/finding.js";
import type { JsonReport } from "./joinReports.js";

/**
 * The report that mg-hook's own SARIF was made from, as far as SARIF tells it; undefined where it is
 * another's, or not one report. How much was read is not in it.
 */
export function readSarif(value: unknown): JsonReport | undefined {
	const { runs = [] } = value as Partial<Log>;
	const [run, ...others] = runs;
	const scope = /^mg-hook\/([a-z]+)\/$/u.exec(run?.automationDetails?.id ?? "")?.[1];
	if (run === undefined || others.length > 0 || scope === undefined || run.tool?.driver?.name !== "mg-hook")
		return undefined;
	return {
		schemaVersion: 1,
		scope: scope as JsonReport["scope"],
		summary: { files: 0, lines: 0 },
		findings: (run.results ?? []).map(findingOf),
		errors: notificationsOf(run).map(({ message, locations }) => ({
			path: pathOf(locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? ""),
			message: (message.text ?? "").replace(/^Not checked: /u, ""),
		})),
	};
}

function findingOf({
	ruleId = "",
	locations,
	partialFingerprints,
	occurrenceCount,
	properties = {},
}: Result): JsonReport["findings"][number] {
	const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
	const { tags: _tags, ...known } = properties as Partial<Finding> & { tags?: unknown };
	return {
		...known,
		ruleId,
		severity: known.severity ?? "high",
		confidence: known.confidence ?? "high",
		path: pathOf(artifactLocation?.uri ?? ""),
		line: region?.startLine ?? 1,
		column: region?.startColumn ?? 1,
		endColumn: region?.endColumn ?? 1,
		redacted: known.redacted ?? "",
		context: known.context ?? "unknown",
		fingerprint: partialFingerprints?.["mgHookKey/v1"] ?? "",
		status: known.status ?? "blocking",
		reason: known.reason ?? "",
		...(occurrenceCount === undefined ? {} : { occurrences: occurrenceCount }),
	};
}

function notificationsOf({ invocations = [] }: Run): Notification[] {
	return invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications);
}

function pathOf(uri: string): string {
	try {
		return decodeURIComponent(uri);
	} catch {
		return uri;
	}
}
