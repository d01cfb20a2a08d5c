/**
 * Nobody must find a fingerprint's key by trying keys. Its 128 random bits or more put that out of reach
 * already; the iterations make even a list of suspected keys slow to try, and are few enough that ten
 * thousand findings take seconds.
 */
const ITERATIONS = 1000;
const BYTES = 16;

const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

/**
 * Hash of a key under its rule: hexadecimal, 32 characters, the same on every machine.
 *
 * @param ruleId the salt, so that one key under two rules has two fingerprints
 * @param secret the key itself, decoded
 */
export function fingerprint(ruleId: string, secret: string): string {
	const name = `${ruleId}\0${secret}`;
	const before = known.get(name);
	if (before !== undefined) return before;
	// Loaded here: it takes 2 ms, and most runs find nothing.
	const { pbkdf2Sync } = require("node:crypto") as typeof import("node:crypto");
	const hash = pbkdf2Sync(secret, `mg-hook/1/${ruleId}`, ITERATIONS, BYTES, "sha256").toString("hex");
	if (known.size < MOST_KNOWN) known.set(name, hash);
	return hash;
}
