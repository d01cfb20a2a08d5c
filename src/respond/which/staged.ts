import { prepareChecker } from "../../check/prepareChecker.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import { readStaged } from "../../source/stagedDiff.js";
import type { FoundSecret } from "./byFingerprint.js";

const MAILGUN_RULES: ReadonlySet<string> = new Set(catalogue.map(({ id }) => id));

/** The keys for which the commit would be stopped, each once. */
export async function stagedSecrets(cwd: string): Promise<FoundSecret[]> {
	const secrets = new Map<string, string>();
	const checker = await prepareChecker(cwd, { onSecret: (fingerprint, secret) => secrets.set(fingerprint, secret) });
	const blocking = new Map<string, FoundSecret>();
	await readStaged(cwd, (block) =>
		checker.check(block, ({ status, fingerprint, ruleId }) => {
			const secret = secrets.get(fingerprint);
			// What a configured pattern matches is no key of Mailgun's.
			if (status === "blocking" && secret !== undefined && MAILGUN_RULES.has(ruleId)) {
				blocking.set(fingerprint, { secret, ruleId });
			}
		}),
	);
	const found = [...blocking.values()];
	// One key under two rules is one key.
	return found.filter(({ secret }, index) => found.findIndex((other) => other.secret === secret) === index);
}
