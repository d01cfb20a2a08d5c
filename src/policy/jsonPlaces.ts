import { createScanner, printParseErrorCode, visit } from "jsonc-parser";

/** What keeps a text from being JSON, in words that quote nothing of it: a secret may stand there. */
export interface JsonFault {
	position: Position;
	what: string;
}

/** Names and list indexes that lead to a value: `["patterns", 0, "id"]`. */
export type JsonPath = readonly (string | number)[];

/** Is told what stands where, in UTF-16 code units from the start. What it throws ends the reading. */
export interface JsonListener {
	/** A name of an object; the path ends in it. */
	name?(path: JsonPath, offset: number): void;
	/** A value begins. */
	value?(path: JsonPath, offset: number): void;
}

/** A place in a text, both from 1; the column counts UTF-16 code units. */
export interface Position {
	line: number;
	column: number;
}

type Code = ReturnType<typeof printParseErrorCode>;

/** The parser's codes in words. What it misses at the end of the text is `it ends too early`. */
const WORDS: Readonly<Partial<Record<Code, string>>> = {
	InvalidSymbol: "this is neither in double quotes nor a number, true, false or null",
	PropertyNameExpected: "a name in double quotes is missing",
	ValueExpected: "a value is missing",
	ColonExpected: "a colon is missing",
	CommaExpected: "a comma or a closing bracket is missing",
	EndOfFileExpected: "something follows its end",
	InvalidCommentToken: "JSON has no comments",
	UnexpectedEndOfString: "a string has no end on its line",
	UnexpectedEndOfNumber: "a number has no end",
	InvalidUnicode: "a string has an unknown escape",
	InvalidEscapeCharacter: "a string has an unknown escape",
	InvalidCharacter: "a string has a control character in it",
};

/** How deep the parser goes, which calls itself for each level; what lies deeper is told no place of. */
const DEEPEST_READ = 500;

/**
 * Tells where things stand in JSON, up to its first fault. What is JSON, and its value, `JSON.parse`
 * says; it tells places only in words that change with V8.
 *
 * @returns that fault; undefined too for one that lies deeper than is read
 */
export function readJson(text: string, listener: JsonListener = {}): JsonFault | undefined {
	let fault: JsonFault | undefined;
	const value = (offset: number, path: JsonPath) => {
		if (fault === undefined) listener.value?.(path, offset);
	};
	visit(
		shallow(text),
		{
			onObjectBegin: (offset, ...[, , , path]) => value(offset, path()),
			onArrayBegin: (offset, ...[, , , path]) => value(offset, path()),
			onLiteralValue: (_value, offset, ...[, , , path]) => value(offset, path()),
			onObjectProperty(name, offset, ...[, , , path]) {
				if (fault === undefined) listener.name?.([...path(), name], offset);
			},
			onError(code, offset) {
				fault ??= faultAt(text, offset, printParseErrorCode(code));
			},
		},
		{ disallowComments: true, allowTrailingComma: false },
	);
	return fault;
}

/** What is wrong with a text that `JSON.parse` does not take. */
export function faultIn(text: string): JsonFault {
	return readJson(text) ?? { position: positionAt(text, 0), what: "it cannot be parsed" };
}

export function positionAt(text: string, offset: number): Position {
	let line = 1;
	let start = 0;
	for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
		line++;
		start = end + 1;
	}
	return { line, column: offset - start + 1 };
}

function faultAt(text: string, offset: number, code: Code): JsonFault {
	const fault = (what: string, at = offset) => ({ position: positionAt(text, at), what });
	if (offset === text.length) return fault(text.trim() === "" ? "it is empty" : "it ends too early");
	if (offset === 0 && text.startsWith("\ufeff")) return fault("it begins with a byte order mark");
	const next = text.charAt(offset);
	// Neither is found missing at such a bracket but behind a comma.
	if ((code === "PropertyNameExpected" && next === "}") || (code === "ValueExpected" && next === "]"))
		return fault(`a comma stands before ${next}`, text.lastIndexOf(",", offset));
	return fault(WORDS[code] ?? "it cannot be parsed");
}

/** The text with spaces for what lies deeper than is read, so that all else stays where it is. */
function shallow(text: string): string {
	const scanner = createScanner(text, true);
	/** What ends the lists and objects that are open. An end of the other kind ends nothing, for the parser too. */
	const ends: string[] = [];
	let kept = "";
	let from = 0;
	while (scanner.getPosition() < text.length) {
		scanner.scan();
		const at = scanner.getTokenOffset();
		const first = text[at];
		if (first === "[" || first === "{") {
			if (ends.push(first === "[" ? "]" : "}") !== DEEPEST_READ) continue;
			kept += text.slice(from, at + 1);
			from = at + 1;
		} else if (first !== undefined && first === ends.at(-1)) {
			if (ends.length === DEEPEST_READ) {
				kept += " ".repeat(at - from);
				from = at;
			}
			ends.pop();
		}
	}
	return kept + (ends.length < DEEPEST_READ ? text.slice(from) : " ".repeat(text.length - from));
}
