/** A text as one argument of a POSIX shell, in quotes only where it needs them. */
export function shellWord(text: string): string {
	return /^[A-Za-z0-9_./@%+,=:-]+$/u.test(text) ? text : shellQuoted(text);
}

/** A text in single quotes, as sh, bash and zsh read it (fish does not). */
export function shellQuoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
