import type { CommandTree, Flag, Values } from "./commandTree.js";

/** A completion script for fish 3. */
export function fishCompletion({ program, flags, verbs }: CommandTree): string {
	const noVerb = "__fish_use_subcommand";
	const lines = [
		`# fish completion for ${program}`,
		`complete -c ${program} -f`,
		...flags.map((flag) => line(program, noVerb, flag)),
		...verbs.map(
			({ name, description }) => `complete -c ${program} -n ${noVerb} -a ${quoted(name)} -d ${quoted(description)}`,
		),
	];
	for (const verb of verbs) {
		const seen = `__fish_seen_subcommand_from ${verb.name}`;
		lines.push(...verb.flags.map((flag) => line(program, seen, flag)));
		if (verb.values !== undefined && verb.values !== "anything")
			lines.push(`complete -c ${program} -n ${quoted(seen)} ${value(verb.values)}`);
	}
	return `${lines.join("\n")}\n`;
}

function line(program: string, condition: string, { name, description, values }: Flag): string {
	const takes = values === undefined ? "" : ` ${values === "anything" ? "-x" : `-r ${value(values)}`}`;
	return `complete -c ${program} -n ${quoted(condition)} -l ${name.replace(/^--/u, "")} -d ${quoted(description)}${takes}`;
}

function value(values: Exclude<Values, "anything">): string {
	if (values === "file") return "-F";
	return values === "folder" ? "-f -a '(__fish_complete_directories)'" : `-f -a ${quoted(values.join(" "))}`;
}

/** `text` in single quotes, as fish reads it. */
function quoted(text: string): string {
	return `'${text.replaceAll(/['\\]/gu, "\\$&")}'`;
}
