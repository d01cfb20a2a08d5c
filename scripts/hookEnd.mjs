import { existsSync, readFileSync } from "node:fs";

/**
 * The exit code of the hook that a git command ran, as git itself traces it (git 2.22 and newer);
 * undefined where it ran none.
 *
 * @param trace the file that GIT_TRACE2_EVENT named for that command alone
 * @param hook `pre-commit` and the like
 */
export function hookEnd(trace, hook) {
	if (!existsSync(trace)) return undefined;
	const events = readFileSync(trace, "utf8")
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line));
	const start = events.find(({ event, hook_name: name }) => event === "child_start" && name === hook);
	const ended = ({ event, sid, child_id: child }) =>
		event === "child_exit" && sid === start?.sid && child === start?.child_id;
	return events.find(ended)?.code;
}
