/** Groups that took no part are undefined. `index` counts as `lastIndex` does. */
export interface Match<Text> extends ReadonlyArray<Text | undefined> {
	readonly 0: Text;
	readonly index: number;
}

/** A compiled RE2 expression. */
export interface Pattern {
	/** Where `exec` starts, in bytes of a Buffer or UTF-16 code units of a string, if the flags hold `g`. */
	lastIndex: number;
	test(text: string | Buffer): boolean;
	exec(text: string): Match<string> | null;
	/** @param bytes UTF-8 without a fault (`validUtf8`): elsewhere engines do as they like */
	exec(bytes: Buffer): Match<Buffer> | null;
	/** Every match replaced by what is returned for it, if the flags hold `g`. */
	replace(text: string, replacement: (match: string) => string): string;
}
