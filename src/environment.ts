import { CannotCheck } from "./failure.js";

/**
 * Every variable of mg-hook's own that the program reads. The hooks read `MG_HOOK` (0 skips the
 * check), `MG_HOOK_GATE` (0 always starts Node) and `MG_HOOK_NODE` (a Node.js for where PATH has none,
 * set by the block in a hook) themselves, in `hooks/`.
 */
type Environment = NodeJS.ProcessEnv;

/** `MG_HOOK_SILENT=1`, set by the hooks: a clean check prints nothing. */
export function isSilentWhenClean(environment: Environment = process.env): boolean {
	return environment["MG_HOOK_SILENT"] === "1";
}

/** `MG_HOOK=0`: the person wants none of mg-hook now. */
export function isSkipped(environment: Environment = process.env): boolean {
	return environment["MG_HOOK"] === "0";
}

/** What does the matching: the native RE2, or re2js, its port to JavaScript. Both give the same answers. */
export const ENGINES = ["re2", "re2js"] as const;

export type EngineName = (typeof ENGINES)[number];

/**
 * `MG_HOOK_ENGINE`: which engine does the matching, `re2` or `re2js`; the native re2 where it loads
 * unless set.
 *
 * @throws CannotCheck where it names neither
 */
export function forcedEngine(environment: Environment = process.env): EngineName | undefined {
	const asked = environment["MG_HOOK_ENGINE"] ?? "";
	if (asked === "") return undefined;
	const engine = ENGINES.find((name) => name === asked);
	if (engine !== undefined) return engine;
	throw new CannotCheck(
		"environment",
		`MG_HOOK_ENGINE is ${JSON.stringify(asked)}, which is no engine.`,
		"Set it to re2 or re2js, or unset it.",
	);
}

/**
 * `MG_HOOK_ANSWER=112`, set by the hooks: what the exit code of an answer is counted from. Whatever is
 * called node may end with 0 or 1, and so may a Node that does not start.
 *
 * @returns 0 unless set
 */
export function answersFrom(environment: Environment = process.env): number {
	return environment["MG_HOOK_ANSWER"] === "112" ? 112 : 0;
}

/**
 * `MG_HOOK_GIT_TIMEOUT`: how long git may say nothing before it is given up; two minutes unless set.
 *
 * @returns milliseconds
 * @throws CannotCheck where it is no time
 */
export function gitSilence(environment: Environment = process.env): number {
	return milliseconds(environment, { name: "MG_HOOK_GIT_TIMEOUT", unset: 120, most: Number.MAX_SAFE_INTEGER });
}

/**
 * `MG_HOOK_PUSHED_TIMEOUT`: what the search for pushed keys may add to a commit that is stopped; 0.3
 * seconds unless set, an hour at most, since a timer takes no more than 24 days.
 *
 * @returns milliseconds
 * @throws CannotCheck where it is no time
 */
export function pushedBudget(environment: Environment = process.env): number {
	return milliseconds(environment, { name: "MG_HOOK_PUSHED_TIMEOUT", unset: 0.3, most: 3600 });
}

/**
 * `MG_HOOK_VERIFY_TIMEOUT`: how long one request to Mailgun may take; ten seconds unless set, a
 * minute at most.
 *
 * @returns milliseconds
 * @throws CannotCheck where it is no time
 */
export function requestTimeout(environment: Environment = process.env): number {
	return milliseconds(environment, {
		name: "MG_HOOK_VERIFY_TIMEOUT",
		unset: 10,
		most: 60,
		note: " Nothing was sent.",
	});
}

/**
 * `MG_HOOK_MAILGUN_US` and `MG_HOOK_MAILGUN_EU`: other base URLs of Mailgun's API, for tests on
 * loopback.
 *
 * @param documented what is asked where the variable is not set
 * @returns without a slash at its end
 * @throws CannotCheck where it is no base URL that a key may be sent to
 */
export function mailgunBase(region: "US" | "EU", documented: string, environment: Environment = process.env): string {
	const name = `MG_HOOK_MAILGUN_${region}`;
	const given = environment[name] ?? "";
	if (given === "") return documented;
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (url === undefined || !mayBeSentTo(url)) {
		throw new CannotCheck(
			"environment",
			`${name} is not a base URL that a key may be sent to.`,
			`Unset it to ask ${documented}; for a test, give it an https:// address, or http:// on loopback. Nothing was sent.`,
		);
	}
	return `${url.origin}${url.pathname.replace(/\/+$/u, "")}`;
}

function mayBeSentTo({ protocol, hostname, username, password, search, hash }: URL): boolean {
	if (username !== "" || password !== "" || search !== "" || hash !== "") return false;
	return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

function isLoopback(host: string): boolean {
	return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

interface Seconds {
	name: string;
	/** What holds where it is not set (seconds). */
	unset: number;
	most: number;
	/** What else the person should know where it is wrong. */
	note?: string;
}

function milliseconds(environment: Environment, { name, unset, most, note = "" }: Seconds): number {
	const asked = environment[name] ?? "";
	if (asked === "") return unset * 1000;
	const seconds = Number(asked);
	if (!Number.isFinite(seconds) || seconds <= 0 || seconds > most) {
		const limit = most === Number.MAX_SAFE_INTEGER ? "" : ` up to ${most}`;
		throw new CannotCheck(
			"environment",
			`${name} is ${JSON.stringify(asked)}, which is not a number of seconds${limit}.`,
			`Set it to a number above 0, or unset it.${note}`,
		);
	}
	return seconds * 1000;
}
