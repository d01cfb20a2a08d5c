/** What one region says about a key. */
export type RegionAnswer = { region: "US" | "EU"; host: string } & (
	| {
			answer: "live";
			/** How many domains the key can list, and how many of those that were listed are in which state. */
			domains: number;
			states: Readonly<Record<string, number>>;
	  }
	| { answer: "refused" }
	| { answer: "unknown"; why: string }
);

/**
 * - `live`: a region listed its domains for the key.
 * - `refused`: both regions answered 401.
 * - `unknown`: neither; each region says why.
 */
export interface Verification {
	verdict: "live" | "refused" | "unknown";
	regions: readonly RegionAnswer[];
}
