import { runCheck } from "../../check/runCheck.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import { eachOnce, type MeantKey } from "./meantKey.js";

const MAILGUN_RULES: ReadonlySet<string> = new Set(catalogue.map(({ id }) => id));

/** The keys for which the commit would be stopped, each once. */
export async function stagedKeys(cwd: string): Promise<MeantKey[]> {
	const secrets = new Map<string, string>();
	const onSecret = (fingerprint: string, secret: string) => secrets.set(fingerprint, secret);
	const { findings } = await runCheck({ kind: "staged" }, { cwd, onSecret });
	const keys = findings.flatMap(({ status, fingerprint, ruleId }): MeantKey[] => {
		const secret = secrets.get(fingerprint);
		// What a configured pattern matches is no key of Mailgun's.
		if (status !== "blocking" || secret === undefined || !MAILGUN_RULES.has(ruleId)) return [];
		return [{ secret, ruleId, fingerprint }];
	});
	return eachOnce(keys);
}
