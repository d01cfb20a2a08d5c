import pc from "picocolors";
import type { RegionAnswer, Verification } from "../../finding/verification.js";
import { KEYS_PAGE } from "../../guidance/mailgunAddresses.js";
import { plural } from "../../output/plural.js";
import { visible } from "../../output/visible.js";
import { curlLines } from "./curlLine.js";
import type { Region } from "./regions.js";
import { reach, verdictLine } from "./verdictLine.js";
import type { Destination } from "./verifyKeys.js";

/** A key that was asked about, without the key. */
export interface VerifiedKey {
	redacted: string;
	fingerprint: string;
	verification: Verification;
}

/** What a refusal does not prove. */
export const REFUSED_CAVEAT =
	"A domain sending key may only send, so it can be live and still be refused here. And a revoked key may work for another 48 hours.";

export const UNKNOWN_CAVEAT = "Nothing is proven either way: take it for live, and try again.";

/** What is about to be sent where: said before the first request. */
export function announcement(keys: readonly { redacted: string }[], { regions, proxies }: Destination): string {
	const hosts = regions.map(({ base, name }) => `${new URL(base).origin} (${name})`).join(" and ");
	const through = proxies.length === 0 ? "" : `, through the proxy ${proxies.join(", ")}`;
	const list = keys.map(({ redacted }) => redacted).join(", ");
	return visible(
		`mg-hook: sending ${plural(keys.length, "key")} (${list}) to ${hosts}${through}: GET /v3/domains, user api, the key as the password. It reads and changes nothing.`,
	);
}

function regionLine(region: RegionAnswer): string {
	const head = `${region.region}  ${region.host}  `;
	if (region.answer === "live") return `${head}200: lists ${reach(region)}`;
	if (region.answer === "refused") return `${head}401: not valid`;
	return `${head}${region.why}`;
}

/** The report for a person. */
export function verificationText(keys: readonly VerifiedKey[], regions: readonly Region[], color: boolean): string {
	const colors = pc.createColors(color);
	const out: string[] = [];
	for (const { redacted, fingerprint, verification } of keys) {
		const { verdict } = verification;
		const mark = { live: colors.red("✖"), refused: colors.green("✔"), unknown: colors.yellow("?") }[verdict];
		out.push(`${mark} ${colors.bold(visible(redacted))}  ${verdictLine(verification)}`);
		for (const region of verification.regions) out.push(`  ${colors.dim(visible(regionLine(region)))}`);
		if (verdict === "live") {
			out.push(
				`  Whoever has it can use it now. Revoke it first: ${KEYS_PAGE}`,
				`  Then see where else it is and what to do: ${colors.cyan(`mg-hook respond ${fingerprint}`)}`,
			);
		} else out.push(`  ${verdict === "refused" ? REFUSED_CAVEAT : UNKNOWN_CAVEAT}`);
		out.push("");
	}
	out.push("To ask Mailgun yourself, with the key in MAILGUN_API_KEY and in no argument:");
	out.push(...curlLines(regions).map((line) => `  ${colors.cyan(line)}`));
	return `${out.join("\n")}\n`;
}
