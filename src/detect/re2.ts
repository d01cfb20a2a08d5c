import type RE2 from "re2";
import { CannotCheck } from "../failure.js";

/** A compiled RE2 expression: linear time on any input. */
export type Pattern = RE2;

type Compiler = new (source: string, flags?: string) => Pattern;

let compiler: Compiler | undefined;

function loadCompiler(): Compiler {
	try {
		return require("re2") as Compiler;
	} catch (error) {
		throw new CannotCheck(
			"engine",
			"The re2 package has no binary that runs here.",
			"Build it with: npm rebuild re2 (if npm says that install scripts are not allowed: npm install-scripts approve re2).",
		).because(error);
	}
}

/**
 * Compiles a pattern. Loads the native package on the first call only.
 *
 * @throws CannotCheck where re2's binary is missing
 * @throws SyntaxError where RE2 cannot take the pattern
 */
export function compile(source: string, flags = ""): Pattern {
	compiler ??= loadCompiler();
	return new compiler(source, flags);
}

/** Compiles on the first use: most runs need few of the patterns. */
export function lazyPattern(source: string, flags = ""): () => Pattern {
	let compiled: Pattern | undefined;
	return () => {
		compiled ??= compile(source, flags);
		return compiled;
	};
}
