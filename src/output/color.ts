/**
 * Whether to colour what goes to a stream: on a terminal, unless `NO_COLOR`, `--no-color` or CI
 * say no; `FORCE_COLOR` overrides the terminal and CI. (picocolors' own guess colours in CI.)
 */
export function wantsColor(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv, flag: boolean): boolean {
	if (!flag || (environment["NO_COLOR"] ?? "") !== "") return false;
	const forced = environment["FORCE_COLOR"];
	if (forced !== undefined) return forced !== "0" && forced !== "false";
	return stream.isTTY === true && environment["TERM"] !== "dumb" && (environment["CI"] ?? "") === "";
}
