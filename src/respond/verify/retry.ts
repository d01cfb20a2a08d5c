import type { Reply } from "./request.js";

/** Requests to one region for one key, at the most. */
const MOST_ATTEMPTS = 3;
const FIRST_PAUSE = 500;
/** A longer `Retry-After` is not waited for: a person is waiting too (milliseconds). */
export const LONGEST_PAUSE = 10_000;

/**
 * Tries again where that may help: after 429 and 5xx and where the network failed. Waits as long as
 * `Retry-After` says, or twice as long each time.
 *
 * @param pause resolves after so many milliseconds
 * @param now the time in milliseconds, for a `Retry-After` that is a date
 */
export async function withRetries(
	attempt: () => Promise<Reply>,
	pause: (milliseconds: number) => Promise<void>,
	now: () => number,
): Promise<Reply> {
	for (let tried = 1; ; tried++) {
		const reply = await attempt();
		if (tried === MOST_ATTEMPTS || !mayHelp(reply)) return reply;
		const asked = reply.kind === "answered" ? secondsIn(reply.retryAfter, now()) : undefined;
		const wait = asked === undefined ? FIRST_PAUSE * 2 ** (tried - 1) : asked * 1000;
		if (wait > LONGEST_PAUSE) return reply;
		await pause(wait);
	}
}

function mayHelp(reply: Reply): boolean {
	if (reply.kind === "answered") return reply.status === 429 || reply.status >= 500;
	return reply.why === "network" || reply.why === "timeout";
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
export function secondsIn(retryAfter: string | undefined, now: number): number | undefined {
	if (retryAfter === undefined) return undefined;
	if (/^\d{1,9}$/u.test(retryAfter.trim())) return Number(retryAfter);
	// Date.parse alone takes "-1" for a day in 2001.
	const date = /^[A-Za-z]+, /u.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
