import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { proxyAgent, proxyFor } from "./proxy.js";

/** What one request came to. */
export type Reply =
	| { kind: "answered"; status: number; retryAfter: string | undefined; body: string }
	| { kind: "failed"; why: "timeout" | "network" | "tls" | "proxy" | "too-long" | "stopped"; detail: string };

export interface RequestOptions {
	/** For the whole of it, from the first packet to the last (milliseconds). */
	timeout: number;
	/** Ends it early. */
	signal: AbortSignal;
}

/** A list of a thousand domains is about a megabyte. */
const MOST_BYTES = 4 << 20;

/**
 * One GET with Basic authentication, user `api`. The key goes into the request's header and nowhere
 * else. Certificates are verified whatever `NODE_TLS_REJECT_UNAUTHORIZED` says, and no redirect is
 * followed: the answer is what that host said.
 */
export function getAsApi(url: string, key: string, { timeout, signal }: RequestOptions): Promise<Reply> {
	const proxy = proxyFor(url);
	return new Promise((resolve) => {
		const request = (url.startsWith("https:") ? httpsRequest : httpRequest)(url, {
			method: "GET",
			headers: {
				Authorization: `Basic ${Buffer.from(`api:${key}`).toString("base64")}`,
				Accept: "application/json",
				"User-Agent": "mg-hook",
			},
			agent: proxy === undefined ? false : proxyAgent(proxy),
			rejectUnauthorized: true,
			minVersion: "TLSv1.2",
		});
		let done = false;
		const end = (reply: Reply) => {
			if (done) return;
			done = true;
			clearTimeout(timer);
			signal.removeEventListener("abort", stop);
			request.destroy();
			resolve(reply);
		};
		const stop = () => end({ kind: "failed", why: "stopped", detail: "mg-hook stopped waiting for it" });
		const timer = setTimeout(
			() => end({ kind: "failed", why: "timeout", detail: `no answer within ${timeout / 1000} s` }),
			timeout,
		);
		request.on("error", (error) => end(failureOf(error, proxy !== undefined)));
		if (signal.aborted) {
			stop();
			return;
		}
		signal.addEventListener("abort", stop);
		// The agent hands on a proxy's refusal as if it were the target's answer: a proxy's 401 says nothing of a key.
		request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
			if (statusCode !== 200) end({ kind: "failed", why: "proxy", detail: `the proxy answered ${statusCode}` });
		});
		request.on("response", (response) => {
			const parts: Buffer[] = [];
			let size = 0;
			response.on("data", (part: Buffer) => {
				size += part.length;
				if (size > MOST_BYTES) {
					end({ kind: "failed", why: "too-long", detail: "the answer was over 4 MiB long" });
				} else parts.push(part);
			});
			response.on("error", (error) => end(failureOf(error, false)));
			response.on("aborted", () =>
				end({ kind: "failed", why: "network", detail: "the connection ended in the middle of the answer" }),
			);
			response.on("end", () =>
				end({
					kind: "answered",
					status: response.statusCode ?? 0,
					retryAfter: response.headers["retry-after"],
					body: Buffer.concat(parts).toString("utf8"),
				}),
			);
		});
		request.end();
	});
}

const NETWORK: Readonly<Record<string, string>> = {
	ENOTFOUND: "the name could not be resolved",
	EAI_AGAIN: "the name could not be resolved",
	ECONNREFUSED: "the connection was refused",
	ECONNRESET: "the connection was cut",
	EPIPE: "the connection was cut",
	ETIMEDOUT: "the connection timed out",
	EHOSTUNREACH: "the host cannot be reached",
	ENETUNREACH: "the network cannot be reached",
};

/** By the error's code alone: its message may hold what was received. */
function failureOf(error: NodeJS.ErrnoException, throughProxy: boolean): Reply {
	const code = /^[A-Z][A-Z0-9_]{2,60}$/u.test(error.code ?? "") ? (error.code ?? "") : "";
	const known = NETWORK[code];
	if (known !== undefined) return { kind: "failed", why: "network", detail: `${known} (${code})` };
	if (/^HPE_/u.test(code)) return { kind: "failed", why: "network", detail: `the answer was not HTTP (${code})` };
	if (/CERT|SIGNATURE|ISSUER|TLS|SSL|CRL|^EPROTO$|HOSTNAME/u.test(code)) {
		return { kind: "failed", why: "tls", detail: `TLS: ${code}` };
	}
	if (throughProxy && code === "") return { kind: "failed", why: "proxy", detail: "the proxy ended the connection" };
	return { kind: "failed", why: "network", detail: code === "" ? "the connection failed" : code };
}
