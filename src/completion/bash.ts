import { shellQuoted } from "../output/shellWord.js";
import { caseArms } from "./caseArms.js";
import type { CommandTree, Values, Verb } from "./commandTree.js";

const NOTHING = ":";

/** A completion script for bash 3.2 (that of macOS) and later; it needs no bash-completion. */
export function bashCompletion({ program, flags, verbs }: CommandTree): string {
	const valued = verbs.flatMap(({ name, flags }) =>
		flags.flatMap((flag) => (flag.values === undefined ? [] : [{ label: `${name} ${flag.name}`, of: flag.values }])),
	);
	const first = [...flags, ...verbs].map(({ name }) => name);
	return `# bash completion for ${program}
_mg_hook_complete() {
	local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} verb= at
	# bash makes words of their own of = and what is behind it.
	if [ "$word" = = ]; then word=
	elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
	for ((at = 1; at < COMP_CWORD; at++)); do
		case \${COMP_WORDS[at]} in
			${verbs.map(({ name }) => shellQuoted(name)).join(" | ")}) verb=\${COMP_WORDS[at]}; break ;;
		esac
	done
	local words= kind=
	case "$verb $before" in
${caseArms(valued, offer, 2)}
		*)
			case $verb in
${caseArms(
	verbs.map((verb) => ({ label: verb.name, of: verb })),
	offerVerb,
	4,
)}
				*) words=${shellQuoted(first.join(" "))} ;;
			esac ;;
	esac
	COMPREPLY=()
	while IFS= read -r at; do COMPREPLY+=("$at"); done < <(
		case $kind in
			file) compgen -f -- "$word" ;;
			folder) compgen -d -- "$word" ;;
			*) compgen -W "$words" -- "$word" ;;
		esac
	)
	# Not in bash 3.2: names with spaces are then not quoted.
	[ -z "$kind" ] || compopt -o filenames 2>/dev/null || :
}
complete -F _mg_hook_complete ${program}
`;
}

function offerVerb({ flags, values }: Verb): string {
	const names = `words=${shellQuoted(flags.map(({ name }) => name).join(" "))}`;
	const others = offer(values);
	return others === NOTHING ? names : `if [[ $word == -* ]]; then ${names}; else ${others}; fi`;
}

function offer(values: Values | undefined): string {
	if (values === "file" || values === "folder") return `kind=${values}`;
	return typeof values === "object" ? `words=${shellQuoted(values.join(" "))}` : NOTHING;
}
