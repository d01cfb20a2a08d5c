import type { Finding } from "./finding.js";

/** Whether a person is told of it though it does not block: it may well be a key. */
export function isReported({ status, confidence }: Finding): boolean {
	return status === "below-threshold" && confidence !== "low";
}

/** Whether a report that is kept lists it: all but what most likely is no key. */
export function isListed(finding: Finding): boolean {
	return finding.status !== "below-threshold" || isReported(finding);
}
