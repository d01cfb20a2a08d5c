import type { Detection } from "../../detect/matcher.js";

/** A key that a person means, found again: in memory only. */
export interface MeantKey {
	secret: string;
	ruleId: string;
	/** As findings show it. */
	fingerprint: string;
}

export function meantKeyOf({ secret, finding: { ruleId, fingerprint } }: Detection): MeantKey {
	return { secret, ruleId, fingerprint };
}

/** Each key once, as it was found first: one key under two rules is one key. */
export function eachOnce(keys: readonly MeantKey[]): MeantKey[] {
	return keys.filter(({ secret }, index) => keys.findIndex((other) => other.secret === secret) === index);
}
