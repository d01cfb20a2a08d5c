import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import { redact } from "../key/redact.js";
import { isKey, KEY_SHAPES_IN_WORDS } from "../key/shapes.js";
import { wantsColor } from "../output/color.js";
import { jsonText } from "../output/jsonText.js";
import { writeOut } from "../output/writeOut.js";
import { announcement, REFUSED_CAVEAT, UNKNOWN_CAVEAT, verificationText } from "../respond/verify/verificationText.js";
import { destination, verifyKeys } from "../respond/verify/verifyKeys.js";
import { keyByFingerprint } from "../respond/which/byFingerprint.js";
import { keysOnStandardInput } from "../respond/which/inText.js";
import { eachOnce, type MeantKey } from "../respond/which/meantKey.js";
import { VERSION } from "../version.js";

export interface VerifyCommandOptions {
	fingerprints: readonly string[];
	stdin: boolean;
	format: "pretty" | "json";
	cwd: string;
	color: boolean;
}

/**
 * `mg-hook verify`: asks Mailgun whether keys are live.
 *
 * @returns 1 where any is live, 2 where none is and not all could be told, 0 where all were refused
 */
export async function verify(options: VerifyCommandOptions): Promise<ExitCode> {
	const keys = await keysToAsk(options);
	const target = destination();
	const named = keys.map(({ secret, fingerprint }) => ({ redacted: redact(secret), fingerprint }));
	process.stderr.write(`${announcement(named, target)}\n`);
	const results = await verifyKeys(keys.map(({ secret }) => secret));
	const verified = named.flatMap((key, index) => {
		const verification = results[index];
		return verification === undefined ? [] : [{ ...key, verification }];
	});
	const count = (verdict: string) => results.filter((result) => result.verdict === verdict).length;
	const summary = { live: count("live"), refused: count("refused"), unknown: count("unknown") };
	if (options.format === "json") {
		const caveats = { live: undefined, refused: REFUSED_CAVEAT, unknown: UNKNOWN_CAVEAT };
		await writeOut(
			jsonText({
				schemaVersion: 1,
				tool: { name: "mg-hook", version: VERSION },
				summary,
				keys: verified.map(({ verification, ...key }) => ({
					...key,
					verification: { ...verification, caveat: caveats[verification.verdict] },
				})),
			}),
		);
	} else {
		await writeOut(verificationText(verified, target.regions, wantsColor(process.stdout, process.env, options.color)));
	}
	if (summary.live > 0) return ExitCode.Blocked;
	return summary.refused === keys.length ? ExitCode.Clean : ExitCode.CannotCheck;
}

async function keysToAsk({ fingerprints, stdin, cwd }: VerifyCommandOptions): Promise<MeantKey[]> {
	if (fingerprints.length === 0 && !stdin) {
		throw new CannotCheck(
			"usage",
			"Which key? mg-hook verify needs --stdin or a fingerprint.",
			"Pipe the key in: printf '%s\\n' \"$MAILGUN_API_KEY\" | mg-hook verify --stdin. Nothing was sent.",
		);
	}
	const piped = stdin ? (await keysOnStandardInput()).filter(({ secret }) => isKey(secret)) : [];
	if (stdin && piped.length === 0) {
		throw new CannotCheck(
			"no-key",
			"There is no Mailgun API key on standard input.",
			`${KEY_SHAPES_IN_WORDS} Nothing was sent.`,
		);
	}
	const named: MeantKey[] = [];
	for (const wanted of fingerprints) named.push(await apiKeyByFingerprint(await findRoot(cwd), wanted));
	return eachOnce([...piped, ...named]);
}

async function apiKeyByFingerprint(root: string, wanted: string): Promise<MeantKey> {
	const key = await keyByFingerprint(root, wanted);
	if (isKey(key.secret)) return key;
	throw new CannotCheck(
		"no-key",
		`The key with this fingerprint (${key.ruleId}) is not a key for Mailgun's API.`,
		`${KEY_SHAPES_IN_WORDS} Nothing was sent.`,
	);
}
