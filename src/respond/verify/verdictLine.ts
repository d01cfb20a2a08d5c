import type { RegionAnswer, Verification } from "../../finding/verification.js";
import { plural } from "../../output/plural.js";

/** One line on what came of it. */
export function verdictLine({ verdict, regions }: Verification): string {
	if (verdict === "refused") return "refused in the US and the EU";
	if (verdict === "unknown") return "unknown: Mailgun did not say";
	const live = regions.filter((region) => region.answer === "live");
	return `live: it ${live.map((region) => `lists ${reach(region)} in the ${region.region}`).join(" and ")}`;
}

/** `3 domains (2 active, 1 unverified)`. */
export function reach(region: RegionAnswer & { answer: "live" }): string {
	const states = Object.entries(region.states).map(([state, count]) => `${count} ${state}`);
	const listed = Object.values(region.states).reduce((sum, count) => sum + count, 0);
	const part = listed < region.domains ? ` of the first ${listed}` : "";
	return `${plural(region.domains, "domain")}${states.length === 0 ? "" : ` (${states.join(", ")}${part})`}`;
}
