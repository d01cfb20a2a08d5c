import type { Reply } from "../../../src/respond/verify/request.js";
import { secondsIn, withRetries } from "../../../src/respond/verify/retry.js";

const answered = (status: number, retryAfter?: string): Reply => ({ kind: "answered", status, retryAfter, body: "" });
const failed = (why: "network" | "tls" | "timeout"): Reply => ({ kind: "failed", why, detail: "" });

async function tried(...replies: Reply[]): Promise<{ last: Reply; attempts: number; pauses: number[] }> {
	const pauses: number[] = [];
	let attempts = 0;
	const last = await withRetries(
		async () => {
			const reply = replies[Math.min(attempts, replies.length - 1)];
			attempts++;
			if (reply === undefined) throw new Error("no reply was given");
			return reply;
		},
		async (milliseconds) => {
			pauses.push(milliseconds);
		},
		() => Date.parse("2026-01-01T00:00:00Z"),
	);
	return { last, attempts, pauses };
}

test.each([
	["an answer", answered(200), 1],
	["a refusal", answered(401), 1],
	["403", answered(403), 1],
	["a redirect", answered(302), 1],
	["broken TLS", failed("tls"), 1],
	["a rate limit", answered(429), 3],
	["a fault there", answered(500), 3],
	["no network", failed("network"), 3],
	["no answer in time", failed("timeout"), 3],
])("%s is asked about %i times", async (_what, reply, attempts) => {
	expect((await tried(reply)).attempts).toBe(attempts);
});

test("the pauses double, and it stops once it is answered", async () => {
	expect(await tried(answered(500), answered(502), answered(401))).toEqual({
		last: answered(401),
		attempts: 3,
		pauses: [500, 1000],
	});
});

test("Retry-After is honoured, in seconds and as a date", async () => {
	const date = "Thu, 01 Jan 2026 00:00:03 GMT";
	expect((await tried(answered(429, "2"), answered(503, date), answered(401))).pauses).toEqual([2000, 3000]);
});

test("a Retry-After that is too long is not waited for", async () => {
	expect(await tried(answered(429, "3600"))).toMatchObject({ attempts: 1, pauses: [] });
});

test.each([
	[undefined, undefined],
	["5", 5],
	["soon", undefined],
	["-1", undefined],
	["Wed, 31 Dec 2025 23:00:00 GMT", 0],
])("Retry-After: %s is %s seconds", (text, seconds) => {
	expect(secondsIn(text, Date.parse("2026-01-01T00:00:00Z"))).toBe(seconds);
});
