import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { CannotCheck } from "../../failure.js";

const NAMES = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

/**
 * The proxy that the usual environment variables name for a URL; undefined where it is direct.
 *
 * Only for https: the proxy then sees a tunnel and no key. Plain http is for loopback alone.
 *
 * @throws CannotCheck where the variable's value is no proxy that can be used
 */
export function proxyFor(url: string): URL | undefined {
	if (!url.startsWith("https:")) return undefined;
	const named = getProxyForUrl(url);
	if (named === "") return undefined;
	// Without a scheme the library takes the target's; curl and everybody else take http.
	const given = NAMES.some((name) => process.env[name] === named) ? named : named.replace(/^https:/u, "http:");
	const proxy = URL.canParse(given) ? new URL(given) : undefined;
	if (proxy === undefined || !/^https?:$/u.test(proxy.protocol)) {
		throw new CannotCheck(
			"environment",
			"mg-hook cannot use the proxy that the environment names.",
			"Set HTTPS_PROXY to http://host:port or https://host:port, or name the host in NO_PROXY. Nothing was sent.",
		);
	}
	return proxy;
}

/** An agent that goes through `proxy`, whose own certificate is verified as well. */
export function proxyAgent(proxy: URL): HttpsProxyAgent<string> {
	return new HttpsProxyAgent(proxy.href, { rejectUnauthorized: true });
}
