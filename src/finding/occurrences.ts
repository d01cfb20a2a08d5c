import type { Finding } from "./finding.js";

const RANK: Readonly<Record<Finding["status"], number>> = {
	blocking: 0,
	baselined: 1,
	allowed: 2,
	"below-threshold": 3,
};

/**
 * One finding for all the times that a key was seen at a path: a thousand commits with the same key
 * are one thing to act on. Memory grows with what is found, not with the history.
 */
export class Occurrences {
	private readonly joined = new Map<string, Finding>();

	add(finding: Finding): void {
		const name = `${finding.fingerprint}\0${finding.path}`;
		const before = this.joined.get(name);
		this.joined.set(name, before === undefined ? asFirst(finding) : joinFindings(before, finding));
	}

	/** The joined findings, the oldest first. */
	findings(): Finding[] {
		return [...this.joined.values()].sort(
			(a, b) =>
				time(a.firstDate) - time(b.firstDate) ||
				compare(a.path, b.path) ||
				a.line - b.line ||
				a.column - b.column ||
				compare(a.fingerprint, b.fingerprint),
		);
	}
}

/**
 * Joins two findings of one key at one path. The worst status holds, and with it the place and the
 * commit: the earliest of that status. The result is the same whichever comes first, and for three
 * findings however they are grouped: the parts of a history that several machines read add up.
 */
export function joinFindings(one: Finding, other: Finding): Finding {
	const a = asFirst(one);
	const b = asFirst(other);
	const shown = byPlace(a, b) <= 0 ? a : b;
	const first = byTime(firstOf(a), firstOf(b)) <= 0 ? a : b;
	const last = byTime(lastOf(a), lastOf(b)) >= 0 ? a : b;
	const inHead = a.inHead ?? b.inHead;
	return {
		...shown,
		...(inHead === undefined ? {} : { inHead: a.inHead === true || b.inHead === true }),
		...(first.firstCommit === undefined ? {} : { firstCommit: first.firstCommit }),
		...(first.firstDate === undefined ? {} : { firstDate: first.firstDate }),
		...(last.lastCommit === undefined ? {} : { lastCommit: last.lastCommit }),
		...(last.lastDate === undefined ? {} : { lastDate: last.lastDate }),
		occurrences: (a.occurrences ?? 1) + (b.occurrences ?? 1),
	};
}

function asFirst(finding: Finding): Finding {
	if (finding.commit === undefined || finding.firstCommit !== undefined) return finding;
	const { commit, date } = finding;
	return {
		...finding,
		firstCommit: commit,
		lastCommit: commit,
		...(date === undefined ? {} : { firstDate: date, lastDate: date }),
		occurrences: 1,
	};
}

function byPlace(a: Finding, b: Finding): number {
	return RANK[a.status] - RANK[b.status] || byTime(a, b) || a.line - b.line || a.column - b.column;
}

interface Moment {
	commit?: string | undefined;
	date?: string | undefined;
}

const firstOf = ({ firstCommit, firstDate }: Finding): Moment => ({ commit: firstCommit, date: firstDate });
const lastOf = ({ lastCommit, lastDate }: Finding): Moment => ({ commit: lastCommit, date: lastDate });

/** By date; commits of the same second by their ids, since nothing else is the same on every machine. */
function byTime(a: Moment, b: Moment): number {
	return time(a.date) - time(b.date) || compare(a.commit ?? "", b.commit ?? "");
}

function time(date: string | undefined): number {
	const parsed = date === undefined ? Number.NaN : Date.parse(date);
	return Number.isNaN(parsed) ? 0 : parsed;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
