import type { Region } from "./regions.js";

/**
 * The documented request as lines for a POSIX shell. The key comes from a variable and goes to curl
 * through a pipe: `printf` is built into the shell, so no process has the key among its arguments.
 */
export function curlLines(regions: readonly Region[], variable = "MAILGUN_API_KEY"): string[] {
	return regions.map(({ base }) => asApi(variable, `${base}/v3/domains`));
}

/** A request to Mailgun's API with the key that a variable holds: `api:KEY` by curl's `--config -`. */
export function asApi(variable: string, ...request: string[]): string {
	return `printf 'user = "api:%s"\\n' "$${variable}" | curl -sS -K - ${request.join(" ")}`;
}
