/** A text as one argument of a POSIX shell. */
export function shellWord(text: string): string {
	return /^[A-Za-z0-9_./@%+,=:-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
