import { shellQuoted } from "../output/shellWord.js";

/** The arms of a `case` in bash or zsh, one a line. */
export function caseArms<T>(arms: readonly { label: string; of: T }[], body: (of: T) => string, depth: number): string {
	return arms.map(({ label, of }) => `${"\t".repeat(depth)}${shellQuoted(label)}) ${body(of)} ;;`).join("\n");
}
