import { type EngineName, forcedEngine } from "../environment.js";
import { CannotCheck } from "../failure.js";
import type { Pattern } from "./pattern.js";

type NativePattern = new (source: string, flags: string) => Pattern;

interface Engine {
	name: EngineName;
	compile(source: string, flags: string): Pattern;
}

let loaded: Engine | undefined;

function engine(): Engine {
	loaded ??= loadEngine(forcedEngine());
	return loaded;
}

function loadEngine(forced: EngineName | undefined): Engine {
	if (forced === "re2js") return loadPort();
	try {
		const RE2 = require("re2") as NativePattern;
		if (!isAsKnown(RE2)) throw new Error("The re2 that is here is not the one that is known here.");
		return { name: "re2", compile: (source, flags) => new RE2(source, flags) };
	} catch (error) {
		if (forced === undefined) return loadPort();
		throw new CannotCheck(
			"engine",
			"The re2 package is not here, or has no binary that runs here, and MG_HOOK_ENGINE asks for it.",
			"Unset MG_HOOK_ENGINE, so that re2js takes its place, or build it with: npm rebuild re2 (if npm says that install scripts are not allowed: npm install-scripts approve re2).",
		).because(error);
	}
}

/**
 * Whether this re2 does what is counted on: what lies beside mg-hook may be another version of it, of
 * the project's own.
 */
export function isAsKnown(RE2: NativePattern): boolean {
	const pattern = new RE2("(?i)(?P<sign>k\\x{e9}y)-[0-9a-f]{2}|(x)", "g");
	const [before, found, behind] = ["\u00e9 x ", "K\u00c9Y-0A", "\ufffd"].map((text) => Buffer.from(text));
	if (before === undefined || found === undefined || behind === undefined) return false;
	pattern.lastIndex = before.length;
	const match = pattern.exec(Buffer.concat([before, found, behind]));
	if (!Buffer.isBuffer(match?.[0])) return false;
	const [whole, sign, other] = match;
	const isWhole = found.equals(whole) && sign?.length === 4 && other === undefined;
	return isWhole && match.index === before.length && pattern.lastIndex === before.length + found.length;
}

/** A bundle of its own, which nobody reads who has the native one. */
function loadPort(): Engine {
	const { PortPattern } = require("./port/portPattern.js") as typeof import("./port/portPattern.js");
	return { name: "re2js", compile: (source, flags) => new PortPattern(source, flags) };
}

/**
 * Loads the engine where that has not happened yet.
 *
 * @throws CannotCheck where MG_HOOK_ENGINE asks for one that does not load
 */
export function engineName(): EngineName {
	return engine().name;
}

/**
 * Compiles a pattern. Loads the engine on the first call only.
 *
 * @throws CannotCheck where MG_HOOK_ENGINE asks for an engine that does not load
 * @throws SyntaxError where RE2 cannot take the pattern
 */
export function compile(source: string, flags = ""): Pattern {
	return engine().compile(source, flags);
}

/** Compiles on the first use: most runs need few of the patterns. */
export function lazyPattern(source: string, flags = ""): () => Pattern {
	let compiled: Pattern | undefined;
	return () => {
		compiled ??= compile(source, flags);
		return compiled;
	};
}
