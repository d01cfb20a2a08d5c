/** `text` in single quotes, as bash and zsh read it. */
export function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The arms of a `case`, one a line. */
export function caseArms<T>(arms: readonly { label: string; of: T }[], body: (of: T) => string, depth: number): string {
	return arms.map(({ label, of }) => `${"\t".repeat(depth)}${quoted(label)}) ${body(of)} ;;`).join("\n");
}
