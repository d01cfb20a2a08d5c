import type { Confidence } from "../../finding/finding.js";
import type { Judgement } from "../rule.js";

/** The ways to judge one candidate, each with a reason that is shown to people. */
export function judgements(secret: string) {
	return {
		finding: (confidence: Confidence, reason: string): Judgement => ({ kind: "finding", confidence, reason, secret }),
		rejected: (reason: string): Judgement => ({ kind: "rejected", reason, secret }),
	};
}
