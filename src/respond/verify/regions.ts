import { mailgunBase } from "../../environment.js";
import { EU_API, US_API } from "../../guidance/mailgunAddresses.js";

/** One of the two places where Mailgun keeps accounts; data never crosses between them. */
export interface Region {
	id: "us" | "eu";
	name: "US" | "EU";
	/** Where `/v3/…` hangs: no slash at the end. */
	base: string;
}

/**
 * Where Mailgun's API is asked, the US first.
 *
 * @throws CannotCheck where the environment names another place, to which no key may be sent
 */
export function mailgunRegions(environment: NodeJS.ProcessEnv = process.env): readonly [Region, Region] {
	return [
		{ id: "us", name: "US", base: mailgunBase("US", US_API, environment) },
		{ id: "eu", name: "EU", base: mailgunBase("EU", EU_API, environment) },
	];
}
