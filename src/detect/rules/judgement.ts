import type { Confidence } from "../../finding/finding.js";
import type { Judgement } from "../rule.js";

/** Judgements of one candidate, each with its reason in words. */
export function judgements(secret: string) {
	return {
		finding: (confidence: Confidence, reason: string): Judgement => ({ kind: "finding", confidence, reason, secret }),
		rejected: (reason: string): Judgement => ({ kind: "rejected", reason, secret }),
	};
}
