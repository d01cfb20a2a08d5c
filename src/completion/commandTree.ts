import type { Argument, Command, Option } from "commander";

/** What may stand where a value is wanted: one of some words, a file, a folder, or anything. */
export type Values = readonly string[] | "file" | "folder" | "anything";

export interface Flag {
	/** With its dashes. */
	name: string;
	description: string;
	/** undefined for a flag that takes no value. */
	values: Values | undefined;
}

export interface Verb {
	name: string;
	description: string;
	flags: readonly Flag[];
	/** What the words behind the verb may be; undefined where it takes none. */
	values: Values | undefined;
}

/** All that can be completed, as the argument parser itself knows it. */
export interface CommandTree {
	program: string;
	/** Flags that stand before any verb. */
	flags: readonly Flag[];
	verbs: readonly Verb[];
}

export function commandTree(program: Command): CommandTree {
	const help = program.createHelp();
	const flagsOf = (command: Command): Flag[] =>
		help
			.visibleOptions(command)
			.flatMap((option) =>
				option.long == null ? [] : [{ name: option.long, description: option.description, values: valuesOf(option) }],
			);
	return {
		program: program.name(),
		flags: flagsOf(program),
		verbs: help.visibleCommands(program).map((command) => ({
			name: command.name(),
			description: command.summary() || command.description(),
			flags: unique([command, ...command.commands].flatMap(flagsOf)),
			values:
				command.commands.length > 0
					? help.visibleCommands(command).map((inner) => inner.name())
					: argumentValues(command.registeredArguments),
		})),
	};
}

/** Commands within a command mostly share their flags. */
function unique(flags: readonly Flag[]): Flag[] {
	return [...new Map(flags.map((flag) => [flag.name, flag])).values()];
}

/** The name of a value says what it is: `--config <file>`, `--cwd <dir>`, `[path...]`. */
function valuesOf(option: Option): Values | undefined {
	if (!option.required && !option.optional) return undefined;
	if (option.argChoices !== undefined) return option.argChoices;
	return kindOf(/[<[]([^>\]]*)/u.exec(option.flags)?.[1] ?? "");
}

function argumentValues([first]: readonly Argument[]): Values | undefined {
	return first && (first.argChoices ?? kindOf(first.name()));
}

function kindOf(name: string): Values {
	if (/^(?:file|path)s?(?:\.\.\.)?$/iu.test(name)) return "file";
	return /^(?:dir|directory|folder)$/iu.test(name) ? "folder" : "anything";
}
