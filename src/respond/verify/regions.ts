import { CannotCheck } from "../../failure.js";

/** One of the two places where Mailgun keeps accounts; data never crosses between them. */
export interface Region {
	id: "us" | "eu";
	name: "US" | "EU";
	/** Where `/v3/…` hangs: no slash at the end. */
	base: string;
}

/**
 * Base URLs of Mailgun's API: https://documentation.mailgun.com/docs/mailgun/api-reference/api-overview
 * `MG_HOOK_MAILGUN_US` and `MG_HOOK_MAILGUN_EU` name others, for tests on loopback.
 *
 * @throws CannotCheck where such a name is no base URL that a key may be sent to
 */
export function mailgunRegions(environment: NodeJS.ProcessEnv = process.env): readonly [Region, Region] {
	return [
		{ id: "us", name: "US", base: baseOf(environment, "MG_HOOK_MAILGUN_US", "https://api.mailgun.net") },
		{ id: "eu", name: "EU", base: baseOf(environment, "MG_HOOK_MAILGUN_EU", "https://api.eu.mailgun.net") },
	];
}

function baseOf(environment: NodeJS.ProcessEnv, name: string, documented: string): string {
	const given = environment[name] ?? "";
	if (given === "") return documented;
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (
		url === undefined ||
		url.username !== "" ||
		url.password !== "" ||
		url.search !== "" ||
		url.hash !== "" ||
		!(url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname)))
	) {
		throw new CannotCheck(
			"environment",
			`${name} is no base URL that a key may be sent to.`,
			`Unset it to ask ${documented}; for a test, give it an https:// address, or http:// on loopback. Nothing was sent.`,
		);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/u, "")}`;
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
