import type { Finding, Severity } from "./finding.js";

/** A key with every place it was found in: what a person revokes once. */
export interface ExposedKey {
	fingerprint: string;
	redacted: string;
	ruleId: string;
	severity: Severity;
	/** `blocking` where any of its places blocks. */
	status: Finding["status"];
	/** Whether it still stands somewhere in HEAD; undefined where no place says. */
	inHead: boolean | undefined;
	/** When it was first and last seen; undefined where no place has a date. */
	first: Date | undefined;
	last: Date | undefined;
	occurrences: number;
	places: readonly Finding[];
}

const STATUS_RANK = { blocking: 0, "below-threshold": 1, baselined: 2, allowed: 3 } as const;
const SEVERITY_RANK = { high: 0, medium: 1, low: 2 } as const;

/** Findings as keys, the most pressing first: blocking, in HEAD, severe, long exposed. */
export function exposedKeys(findings: readonly Finding[]): ExposedKey[] {
	const groups = new Map<string, Finding[]>();
	for (const finding of findings) {
		const group = groups.get(finding.fingerprint);
		if (group === undefined) groups.set(finding.fingerprint, [finding]);
		else group.push(finding);
	}
	return [...groups.values()]
		.map(keyOf)
		.sort(
			(a, b) =>
				STATUS_RANK[a.status] - STATUS_RANK[b.status] ||
				Number(b.inHead ?? false) - Number(a.inHead ?? false) ||
				SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity] ||
				(a.first?.getTime() ?? 0) - (b.first?.getTime() ?? 0) ||
				(a.fingerprint < b.fingerprint ? -1 : 1),
		);
}

function keyOf(places: Finding[]): ExposedKey {
	const times = places
		.flatMap(({ date, firstDate, lastDate }) => [date, firstDate, lastDate])
		.map((text) => (text === undefined ? Number.NaN : Date.parse(text)))
		.filter((time) => !Number.isNaN(time));
	const [worst] = [...places].sort((a, b) => STATUS_RANK[a.status] - STATUS_RANK[b.status]);
	if (worst === undefined) throw new Error("a key without a place");
	const heads = places.map(({ inHead }) => inHead).filter((inHead) => inHead !== undefined);
	return {
		fingerprint: worst.fingerprint,
		redacted: worst.redacted,
		ruleId: worst.ruleId,
		severity: worst.severity,
		status: worst.status,
		inHead: heads.length === 0 ? undefined : heads.includes(true),
		first: times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.min(a, b))),
		last: times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b))),
		occurrences: places.reduce((sum, { occurrences }) => sum + (occurrences ?? 1), 0),
		places,
	};
}
