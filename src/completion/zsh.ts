import { shellQuoted } from "../output/shellWord.js";
import { caseArms } from "./caseArms.js";
import type { CommandTree, Flag, Values } from "./commandTree.js";

/** A completion script for zsh: `_mg-hook` in a folder of `fpath`, or to be sourced. */
export function zshCompletion({ program, flags, verbs }: CommandTree): string {
	return `#compdef ${program}
_mg_hook() {
	local state
	_arguments -C ${flags.map(flagSpec).join(" ")} '1: :->verb' '*:: :->rest'
	case $state in
		verb)
			local -a verbs=(
${verbs.map(({ name, description }) => `\t\t\t\t${shellQuoted(`${escaped(name)}:${description}`)}`).join("\n")}
			)
			_describe command verbs ;;
		rest)
			case $words[1] in
${caseArms(
	verbs.map((verb) => ({ label: verb.name, of: verb })),
	(verb) => `_arguments ${[...verb.flags.map(flagSpec), ...argumentSpec(verb.values)].join(" ")}`,
	4,
)}
			esac ;;
	esac
}
# Sourced, it is bound; read from fpath, it is called.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _mg_hook "$@"; else compdef _mg_hook ${program}; fi
`;
}

function flagSpec({ name, description, values }: Flag): string {
	const text = description.replaceAll(/[\\[\]]/gu, "\\$&");
	// Each flag may be given again: --format and --output are.
	return shellQuoted(
		`*${name}${values === undefined ? "" : "="}[${text}]${values === undefined ? "" : `:value:${action(values)}`}`,
	);
}

function argumentSpec(values: Values | undefined): string[] {
	return values === undefined ? [] : [shellQuoted(`*:value:${action(values)}`)];
}

function action(values: Values): string {
	if (values === "file") return "_files";
	if (values === "folder") return "_path_files -/";
	return values === "anything" ? " " : `(${values.map(escaped).join(" ")})`;
}

function escaped(word: string): string {
	return word.replaceAll(/[\\:() ]/gu, "\\$&");
}
