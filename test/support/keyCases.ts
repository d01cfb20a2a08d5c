import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expand, SeededRandom } from "../../src/generate/template";

/** A file of `test/cases`, its templates expanded. */
export interface KeyCase {
	/** As a person finds it: `mailgun-private-key/ng.curl.sh`. */
	name: string;
	ruleId: string;
	/** The path that the text is checked under. */
	path: string;
	/** Each line without its end, and whether the change adds it. */
	lines: { bytes: Buffer; added: boolean }[];
	bytes: Buffer;
	/** Where keys must be found: 1-based, columns in UTF-16 code units. */
	expected: { line: number; column: number; endColumn: number; says: Said | undefined }[];
}

/** What a finding says of its place, as its case has it; undefined where the case leaves it open. */
export interface Said {
	context: string | undefined;
	/** `-` where the finding names none. */
	variable: string | undefined;
}

/** From the root of the repository, where jest and npm scripts run. */
const ROOT = resolve("test", "cases");

type Encoding = "utf8" | "utf16le" | "utf16be" | "latin1";

/** Directives stand alone on the first lines. */
const DIRECTIVE = /^\{\{(?:(utf16le|utf16be|latin1|bom|crlf|no-newline)|says (\S+) (\S+))\}\}\n/u;
const CONTEXT = "{{context}}";
/** Stands for the directive while the templates are expanded: a character of no meaning. */
const CONTEXT_MARK = "\ue000";

function encode(text: string, encoding: Encoding): Buffer {
	if (encoding !== "utf16be") return Buffer.from(text, encoding);
	return Buffer.from(text, "utf16le").swap16();
}

export function readCase(ruleId: string, file: string, seed: number): KeyCase {
	const { directives, said, template } = directivesOf(readFileSync(join(ROOT, ruleId, file), "utf8"));
	const encoding: Encoding = (["utf16le", "utf16be", "latin1"] as const).find((name) => directives.has(name)) ?? "utf8";
	const { text, marks } = expand(template.replaceAll(CONTEXT, CONTEXT_MARK), new SeededRandom(seed), 2);
	const lines = linesOf(text);
	// A decoder takes the mark of UTF-16 away; that of UTF-8 stays a character of the first line.
	const markWidth = directives.has("bom") && encoding === "utf8" ? 1 : 0;
	const bytes = encode(written(lines, directives), encoding);
	return {
		name: `${ruleId}/${file}`,
		ruleId,
		path: file.replace(/^(?:ok|ng)\./u, ""),
		lines: cut(bytes).map((line, index) => ({ bytes: line, added: lines[index]?.added ?? true })),
		bytes,
		expected: lines
			.flatMap((line, index) => placesOn(line, index, marks, markWidth))
			// The last directive goes for the marks behind its own, too.
			.map((place, index) => ({ ...place, says: said[Math.min(index, said.length - 1)] })),
	};
}

/** The directives of a case, and the text behind them. */
function directivesOf(file: string): { directives: ReadonlySet<string>; said: readonly Said[]; template: string } {
	const directives = new Set<string>();
	const said: Said[] = [];
	const unlessOpen = (text: string | undefined) => (text === "?" ? undefined : text);
	let template = file;
	for (let match = DIRECTIVE.exec(template); match !== null; match = DIRECTIVE.exec(template)) {
		const [whole, directive, context, variable] = match;
		if (directive === undefined) said.push({ context: unlessOpen(context), variable: unlessOpen(variable) });
		else directives.add(directive);
		template = template.slice(whole.length);
	}
	return { directives, said, template };
}

/** A line of an expanded template. */
interface Line {
	/** Without the mark of a context line. */
	text: string;
	added: boolean;
	/** Where the text begins and ends in the expanded template. */
	start: number;
	end: number;
}

function linesOf(expanded: string): Line[] {
	let next = 0;
	return expanded.split("\n").map((whole) => {
		const isContext = whole.startsWith(CONTEXT_MARK);
		const start = next + (isContext ? CONTEXT_MARK.length : 0);
		const end = next + whole.length;
		next = end + 1;
		return { text: expanded.slice(start, end), added: !isContext, start, end };
	});
}

/** The marked places that begin on a line. */
function placesOn(
	{ start, end }: Line,
	index: number,
	marks: readonly { start: number; end: number }[],
	markWidth: number,
): Omit<KeyCase["expected"][number], "says">[] {
	const shift = 1 - start + (index === 0 ? markWidth : 0);
	return marks
		.filter((mark) => mark.start >= start && mark.start <= end)
		.map((mark) => ({ line: index + 1, column: mark.start + shift, endColumn: mark.end + shift }));
}

/** The lines as the file holds them. */
function written(lines: readonly Line[], directives: ReadonlySet<string>): string {
	const texts = lines.map(({ text }) => text);
	if (directives.has("no-newline") && texts.at(-1) === "") texts.pop();
	return (directives.has("bom") ? "\ufeff" : "") + texts.join(directives.has("crlf") ? "\r\n" : "\n");
}

/** Lines as git cuts them: behind each byte 0x0A, in any encoding. */
function cut(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let start = 0; start < bytes.length; ) {
		const feed = bytes.indexOf(10, start);
		const end = feed === -1 ? bytes.length : feed;
		lines.push(bytes.subarray(start, end));
		start = end + 1;
	}
	return lines;
}

/** Every case file: rule, and the file's name. */
export function listCases(): { ruleId: string; file: string }[] {
	return readdirSync(ROOT, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.flatMap(({ name: ruleId }) =>
			readdirSync(join(ROOT, ruleId))
				.sort()
				.map((file) => ({ ruleId, file })),
		);
}
