import { catalogue } from "../detect/catalogue.js";
import { Matcher } from "../detect/matcher.js";
import { prepareChecker } from "../prepareChecker.js";
import { readStaged } from "../source/stagedDiff.js";
import type { FoundSecret } from "./secretByFingerprint.js";

/** The keys for which the commit would be stopped, each once. */
export async function stagedSecrets(cwd: string): Promise<FoundSecret[]> {
	const checker = await prepareChecker(cwd);
	const matcher = new Matcher(catalogue);
	const blocking = new Set<string>();
	const secrets = new Map<string, FoundSecret>();
	await readStaged(cwd, (block) => {
		checker.check(block, ({ status, fingerprint }) => {
			if (status === "blocking") blocking.add(fingerprint);
		});
		matcher.scan(block, ({ finding: { fingerprint, ruleId }, secret }) => secrets.set(fingerprint, { secret, ruleId }));
	});
	const found = [...secrets].filter(([fingerprint]) => blocking.has(fingerprint)).map(([, secret]) => secret);
	// One key under two rules is one key.
	return found.filter(({ secret }, index) => found.findIndex((other) => other.secret === secret) === index);
}
