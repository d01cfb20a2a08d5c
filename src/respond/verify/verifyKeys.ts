import { requestTimeout } from "../../environment.js";
import { CannotCheck } from "../../failure.js";
import type { RegionAnswer, Verification } from "../../finding/verification.js";
import { judge, readReply } from "./answers.js";
import { proxyFor } from "./proxy.js";
import { mailgunRegions, type Region } from "./regions.js";
import { getAsApi } from "./request.js";
import { withRetries } from "./retry.js";

/** Keys asked about at the same time. */
const KEYS_AT_ONCE = 4;
/** For all keys together (milliseconds). */
const WHOLE_TIMEOUT = 60_000;
const NOT_ASKED = "not asked: the minute that mg-hook allows for all keys was up";

export interface VerifyOptions {
	environment?: NodeJS.ProcessEnv;
	pause?: ((milliseconds: number) => Promise<void>) | undefined;
	now?: () => number;
	/** Ends all of it; what is not answered by then is unknown. */
	deadline?: AbortSignal;
}

/** Where the keys would be sent, to be said before the first request. */
export interface Destination {
	regions: readonly Region[];
	/** `host:port` of the proxies between, without any password. */
	proxies: readonly string[];
}

/** @throws CannotCheck where the environment names a place that a key may not be sent to */
export function destination(environment: NodeJS.ProcessEnv = process.env): Destination {
	refuseTracing(environment);
	const regions = mailgunRegions(environment);
	const proxies = regions.map(({ base }) => proxyFor(base)?.host).filter((host) => host !== undefined);
	return { regions, proxies: [...new Set(proxies)] };
}

/**
 * Asks Mailgun, in both regions, whether keys are live: `GET /v3/domains`, read only.
 *
 * @returns for each key, in the same order, what came of it; never throws for what the network does
 * @throws CannotCheck where the environment names a place or a time that cannot be used
 */
export async function verifyKeys(keys: readonly string[], options: VerifyOptions = {}): Promise<Verification[]> {
	const environment = options.environment ?? process.env;
	refuseTracing(environment);
	const asking: Asking = {
		regions: mailgunRegions(environment),
		timeout: requestTimeout(environment),
		deadline: options.deadline ?? AbortSignal.timeout(WHOLE_TIMEOUT),
		now: options.now ?? Date.now,
		pause: options.pause,
	};
	const results = new Array<Verification | undefined>(keys.length);
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < keys.length; index = next++) {
			results[index] = await verifyKey(keys[index] ?? "", asking);
		}
	};
	await Promise.all(Array.from({ length: Math.min(KEYS_AT_ONCE, keys.length) }, worker));
	return results.map((result) => result ?? judge([]));
}

/** What all keys are asked with. */
interface Asking extends Required<Pick<VerifyOptions, "now" | "deadline">>, Pick<VerifyOptions, "pause"> {
	regions: readonly Region[];
	/** For one request (milliseconds). */
	timeout: number;
}

async function verifyKey(key: string, { regions, timeout, deadline, pause, now }: Asking): Promise<Verification> {
	// One region's 200 answers the question: the other one is not waited for.
	const settled = new AbortController();
	const signal = AbortSignal.any([deadline, settled.signal]);
	const ask = async (region: Region): Promise<RegionAnswer> => {
		const reply = await withRetries(
			() => getAsApi(`${region.base}/v3/domains`, key, { timeout, signal }),
			pause ?? ((milliseconds) => pauseUnless(milliseconds, signal)),
			now,
		);
		const answer = readReply(region, reply);
		if (answer.answer === "live") settled.abort();
		if (reply.kind === "failed" && reply.why === "stopped" && !settled.signal.aborted) {
			return { region: answer.region, host: answer.host, answer: "unknown", why: NOT_ASKED };
		}
		return answer;
	};
	return judge(await Promise.all(regions.map(ask)));
}

function pauseUnless(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener("abort", end);
			resolve();
		};
		const timer = setTimeout(end, milliseconds);
		signal.addEventListener("abort", end);
	});
}

/** Under NODE_DEBUG=http or net Node prints each request with its headers, and with them the key. */
function refuseTracing(environment: NodeJS.ProcessEnv): void {
	if ((environment["NODE_DEBUG"] ?? "") === "") return;
	throw new CannotCheck(
		"environment",
		"NODE_DEBUG is set: with it Node would print the requests, and the key in them.",
		"Unset NODE_DEBUG and try again. Nothing was sent.",
	);
}
