import type { Finding, Status } from "./finding.js";

/**
 * How many findings of each status are kept. A diff of a gigabyte can hold tens of millions; nobody
 * would read so many, and memory must not grow with the input.
 */
export const MOST_KEPT = 10_000;

/** Gathers findings: the first of each status whole, the rest as a count. */
export class FindingList {
	readonly findings: Finding[] = [];
	/** How many of each status were found beyond those kept; only statuses that have any. */
	readonly beyond: Partial<Record<Status, number>> = {};
	private readonly kept: Partial<Record<Status, number>> = {};

	/** Whether the finding was kept. */
	add(finding: Finding): boolean {
		const { status } = finding;
		const kept = this.kept[status] ?? 0;
		if (kept >= MOST_KEPT) {
			this.beyond[status] = (this.beyond[status] ?? 0) + 1;
			return false;
		}
		this.kept[status] = kept + 1;
		this.findings.push(finding);
		return true;
	}
}
