import type { Finding } from "../../finding/finding.js";
import type { Verification } from "../../finding/verification.js";
import { redact } from "../../key/redact.js";
import { isKey } from "../../key/shapes.js";
import { announcement } from "./verificationText.js";
import { destination, verifyKeys } from "./verifyKeys.js";

/**
 * Asks Mailgun about the keys that block (`check --verify`) and adds what it says to their findings. A
 * webhook signing key is none that its API takes: it is not sent.
 *
 * @param secrets keys by fingerprint
 */
export async function verifyFindings(
	findings: readonly Finding[],
	secrets: ReadonlyMap<string, string>,
): Promise<Finding[]> {
	const keys = new Set<string>();
	for (const { status, fingerprint } of findings) {
		const secret = secrets.get(fingerprint);
		if (status === "blocking" && secret !== undefined && isKey(secret)) keys.add(secret);
	}
	if (keys.size === 0) return [...findings];
	const asked = [...keys];
	process.stderr.write(
		`${announcement(
			asked.map((key) => ({ redacted: redact(key) })),
			destination(),
		)}\n`,
	);
	const answers = await verifyKeys(asked);
	const known = new Map<string, Verification>();
	for (const [index, answer] of answers.entries()) known.set(asked[index] ?? "", answer);
	return findings.map((finding) => {
		const verification = finding.status === "blocking" ? known.get(secrets.get(finding.fingerprint) ?? "") : undefined;
		return verification === undefined ? finding : { ...finding, verification };
	});
}
