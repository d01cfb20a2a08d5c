import { HOOKS, type HookName } from "./hookName.js";

/** The beginning of a line; what is indented may stand in an `if`. */
const COMMAND = String.raw`^(?:exec\s+)?(?:\S+=\S*\s+)?`;
const DIRECT = String.raw`(?:npx\s+(?:--no(?:-install)?\s+)?|pnpm\s+(?:exec\s+)?|yarn\s+(?:run\s+)?|bunx\s+)?(?:\S*/)?mg-hook\s+check`;

/**
 * Whether a hook has a line of a person's own that runs mg-hook and ends the hook where that does not
 * end with 0: with a block beside it, everything would be checked twice. Where there is a doubt it is
 * none, for twice is better than never.
 *
 * @param content a character a byte
 * @param endsOnFailure it is run by `sh -e`, as husky does
 */
export function runsByHand(content: string, hook: HookName, endsOnFailure: boolean): boolean {
	const { script, flags } = HOOKS[hook];
	const [flag = ""] = flags.split(" ");
	const ours = [
		new RegExp(String.raw`${COMMAND}sh\s+["']?[^\s|;&]*mg-hook/hooks/${script}["']?(?=[\s;]|$)(.*)$`, "u"),
		new RegExp(
			String.raw`${COMMAND}${DIRECT}${flag === "--staged" ? "(?:\\s+--staged)?" : `\\s+${flag}\\b`}(?=\s|$)(.*)$`,
			"u",
		),
	];
	const lines = content.split("\n").filter((line) => !/^\s*(?:#|$)/u.test(line));
	return lines.some((line, at) => {
		const rest = ours.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
		if (rest === undefined || lines.slice(0, at).some((before) => /^exit\b/u.test(before))) return false;
		if (/\|\|\s*exit\b/u.test(rest)) return !/\|\|\s*exit\s+0/u.test(rest);
		return !/[|;&]/u.test(rest) && (endsOnFailure || at === lines.length - 1 || line.startsWith("exec "));
	});
}
