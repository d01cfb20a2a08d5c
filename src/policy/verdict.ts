import type { Detection } from "../detect/matcher.js";
import type { Confidence, Finding } from "../finding/finding.js";
import { allowanceFor, MARKER } from "./allowComment.js";
import type { Review } from "./baseline.js";
import type { Configuration } from "./configuration.js";

const RANK: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };

const REVIEWED: Readonly<Record<Review, string>> = {
	unreviewed: "in the baseline, not reviewed yet",
	real: "in the baseline: real and not revoked yet",
	"false-positive": "in the baseline: no key",
	revoked: "in the baseline: revoked",
};

/** Decides on detections; knows the configuration and the day, and nothing of git or files. */
export class Policy {
	/**
	 * @param today `YYYY-MM-DD` in UTC: whether an allow comment has run out
	 * @param reviewOf what the baseline says of a fingerprint; undefined where it does not know it
	 */
	constructor(
		private readonly configuration: Configuration,
		private readonly today: string,
		private readonly reviewOf: (fingerprint: string) => Review | undefined = () => undefined,
	) {}

	/** The finding with its status, and why it has it. */
	decide({ finding, rule, reason, rejected, line, lineAbove }: Detection): Finding {
		const verdict = (status: Finding["status"], why: string): Finding => ({ ...finding, status, reason: why });
		if (rejected) return verdict("below-threshold", reason);
		const action = this.configuration.rules[rule.id] ?? (rule.blocks ? "block" : "report");
		if (action !== "block") return verdict("below-threshold", `${reason}; this rule reports and does not block`);
		if (RANK[finding.confidence] < RANK[this.configuration.minConfidence]) {
			return verdict("below-threshold", `${reason}; ${finding.confidence} confidence does not block`);
		}
		const allowance = allowanceFor(commentPart(line), lineAbove === undefined ? "" : commentPart(lineAbove), {
			today: this.today,
			requireReason: this.configuration.requireReason,
		});
		if (allowance.kind === "allowed") return verdict("allowed", allowance.reason ?? "allow comment without a reason");
		if (allowance.kind === "refused") return verdict("blocking", `${reason}; ${allowance.why}`);
		const review = this.reviewOf(finding.fingerprint);
		if (review !== undefined) return { ...verdict("baselined", REVIEWED[review]), review };
		return verdict("blocking", reason);
	}
}

/** The part of a line from its first allow marker on: the rest is of no interest and may be megabytes. */
function commentPart(line: Buffer): string {
	const at = line.indexOf(MARKER);
	return at === -1 ? "" : line.toString("utf8", Math.max(0, at - 1));
}
