import type { RegionAnswer, Verification } from "../../finding/verification.js";
import type { Region } from "./regions.js";
import type { Reply } from "./request.js";

/**
 * Reads the answer to `GET /v3/domains`: 200 with `items` and `total_count`
 * (https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domains/get-v4-domains,
 * whose answer has the same form), 401 where the key is not valid. 403 is "auth error or access
 * denied" in Mailgun's own list
 * (https://documentation.mailgun.com/docs/mailgun/quickstart-guide/responses): a key that is valid and
 * may not do this gets it too, so it proves neither.
 */
export function readReply(region: Region, reply: Reply): RegionAnswer {
	const place = { region: region.name, host: new URL(region.base).host };
	const unknown = (why: string): RegionAnswer => ({ ...place, answer: "unknown", why });
	if (reply.kind === "failed") return unknown(reply.detail);
	const { status, body } = reply;
	if (status === 200) {
		const list = domainsIn(body);
		if (list === undefined)
			return unknown("it answered 200, but with no list of domains: something else answers there");
		return { ...place, answer: "live", ...list };
	}
	if (status === 401) return { ...place, answer: "refused" };
	if (status === 403) {
		return unknown(
			"403: access denied, which a live key gets too where it may not list domains or your address is not on the account's IP allowlist",
		);
	}
	if (status === 407) return unknown("407: the proxy asks for a user and a password");
	if (status === 429) {
		const wait = /^\d{1,6}$/u.test(reply.retryAfter ?? "") ? `; it asks to wait ${reply.retryAfter} s` : "";
		return unknown(`429: Mailgun's rate limit, which says nothing about the key${wait}`);
	}
	if (status >= 300 && status < 400) return unknown(`${status}: a redirect, which is not followed with a key`);
	if (status >= 500) return unknown(`${status}: a fault on Mailgun's side, which says nothing about the key`);
	return unknown(`it answered ${status}, which says nothing about the key`);
}

const STATES = new Set(["active", "unverified", "disabled"]);

/** `{"total_count": 2, "items": [{"name": …, "state": "active"}, …]}` as counts; undefined where it is none. */
function domainsIn(body: string): { domains: number; states: Record<string, number> } | undefined {
	let answer: unknown;
	try {
		answer = JSON.parse(body);
	} catch {
		return undefined;
	}
	if (typeof answer !== "object" || answer === null || !("items" in answer) || !Array.isArray(answer.items)) {
		return undefined;
	}
	const states: Record<string, number> = {};
	for (const item of answer.items as unknown[]) {
		const given = typeof item === "object" && item !== null && "state" in item ? item.state : undefined;
		const state = typeof given === "string" && STATES.has(given) ? given : "other";
		states[state] = (states[state] ?? 0) + 1;
	}
	const total = "total_count" in answer ? answer.total_count : undefined;
	const counted = typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? total : 0;
	return { domains: Math.max(counted, answer.items.length), states };
}

/** One region's 200 is enough; dead is only what both refuse. */
export function judge(regions: readonly RegionAnswer[]): Verification {
	const verdict = regions.some(({ answer }) => answer === "live")
		? "live"
		: regions.length > 0 && regions.every(({ answer }) => answer === "refused")
			? "refused"
			: "unknown";
	return { verdict, regions };
}
