import {
	Composer,
	type CST,
	type Document,
	isMap,
	isNode,
	isScalar,
	isSeq,
	Lexer,
	LineCounter,
	type Node,
	Parser,
	visit,
	type YAMLParseError,
} from "yaml";
import { configurationError } from "./configurationError.js";
import type { JsonPath, Position } from "./jsonPlaces.js";
import { DEEPEST_NESTING, type SettingsText, TOO_DEEP } from "./settingsText.js";

/**
 * Reads settings written as YAML.
 *
 * @param name the file's, as it is shown
 * @throws CannotCheck where it is not YAML, is nested too deeply, or has an alias in it
 */
export function yamlSettings(name: string, text: string): SettingsText {
	const lines = new LineCounter();
	const positionAt = (offset: number): Position => {
		const { line, col } = lines.linePos(offset);
		return { line, column: col };
	};
	const refuse = (offset: number, what: string, cause?: unknown) =>
		configurationError({ name, position: positionAt(offset), what, cause });

	// A pretty error and a warning quote the text, and with it what may be a key.
	const composer = new Composer({ uniqueKeys: true, prettyErrors: false, logLevel: "error" });
	const tokens = shallowTokens(text, lines, (offset) => refuse(offset, TOO_DEEP));
	const [document, another] = composer.compose(tokens, true, text.length);
	const [problem] = document?.errors ?? [];
	if (problem !== undefined) throw refuse(problem.pos[0], `is not valid YAML: ${wordsOf(problem)}`, problem);
	if (another !== undefined) throw refuse(another.range[0], "is more than one YAML document");
	if (document === undefined) return { value: {}, positionOf: () => undefined };
	visit(document, {
		Alias(_key, { range }) {
			throw refuse(range?.[0] ?? 0, "has a YAML alias (*name), which is not allowed");
		},
	});
	return {
		value: valueIn(document, (cause) => refuse(document.range[0], "is YAML that no settings can be read from", cause)),
		positionOf(path) {
			const offset = nodeAt(document.contents, path)?.range?.[0];
			return offset === undefined ? undefined : positionAt(offset);
		},
	};
}

function valueIn(document: Document, refuse: (cause: unknown) => Error): unknown {
	try {
		return document.toJS() as unknown;
	} catch (error) {
		// `<<` under %YAML 1.1 wants a map.
		throw refuse(error);
	}
}

const COLLECTIONS: readonly CST.Token["type"][] = ["block-map", "block-seq", "flow-collection"];

/**
 * What the YAML parser makes of a text before any of its code calls itself. Which brackets, dashes
 * and indentations nest it knows best: those in quotes, comments and block scalars do not.
 *
 * @throws what `tooDeep` makes of the place where a collection lies too deep
 */
function* shallowTokens(
	text: string,
	lines: LineCounter,
	tooDeep: (offset: number) => Error,
): Generator<CST.Token, void> {
	const parser = new Parser(lines.addNewLine);
	lines.addNewLine(0);
	for (const lexeme of new Lexer().lex(text)) {
		yield* parser.next(lexeme);
		const deepest = parser.stack.filter(({ type }) => COLLECTIONS.includes(type))[DEEPEST_NESTING];
		if (deepest !== undefined) throw tooDeep(deepest.offset);
	}
	yield* parser.end();
}

/** A YAML error's words without what they quote of the text. */
function wordsOf({ code, message }: YAMLParseError): string {
	if (code === "TAG_RESOLVE_FAILED") return "A tag cannot be resolved";
	if (code === "BAD_DQ_ESCAPE") return "Invalid escape sequence";
	return message.split("\n", 1)[0]?.replace(/(?<=\w): .*/u, "") ?? "";
}

/** The node at `path`, or the innermost one around it that has a place. */
function nodeAt(root: unknown, path: JsonPath): Node | undefined {
	let node = isNode(root) ? root : undefined;
	for (const part of path) {
		const next: unknown = isMap(node)
			? node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(part))?.value
			: isSeq(node)
				? node.items[Number(part)]
				: undefined;
		if (!isNode(next) || next.range == null) break;
		node = next;
	}
	return node;
}
