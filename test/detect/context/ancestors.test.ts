import { ancestorsOf, lineText } from "../../../src/detect/context/ancestors.js";
import type { Block } from "../../../src/detect/text/block.js";

function blockOf(text: string, heading?: string): Block {
	const lineStarts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
	return {
		path: "a.txt",
		bytes: Buffer.from(text),
		firstLine: 1,
		firstColumn: 0,
		acceptFrom: 0,
		acceptTo: text.length,
		lineStarts,
		lineCount: lineStarts.length,
		lineAdded: lineStarts.map(() => 1),
		...(heading === undefined ? {} : { heading }),
	};
}

/** What stands above `KEY` in a text, by indentation, innermost first and without blanks around. */
function above(text: string, heading?: string): string[] {
	return ancestorsOf(blockOf(text, heading), text.indexOf("KEY")).map((line) => line.trim());
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count);

describe("by indentation", () => {
	test.each([
		["a:\n  b:\n    c: KEY", ["b:", "a:"]],
		["a:\n  b:\n    x: 1\n  c: KEY", ["a:"]],
		["a:\n\tb:\n\t\tc: KEY", ["b:", "a:"]],
		// A tab is as deep as eight blanks.
		["a:\n       b:\n\tc: KEY", ["b:", "a:"]],
		["a:\n        b:\n\tc: KEY", ["a:"]],
		["a:\n         b:\n\tc: KEY", ["a:"]],
		["a: {\n  KEY", ["a: {"]],
		["a = (\n  KEY", ["a = ("]],
		["a = [\n  KEY", ["a = ["]],
		["a =>\n  KEY", ["a =>"]],
		["a >\n  KEY", ["a >"]],
		["a do\n  KEY", ["a do"]],
		["ado\n  KEY", []],
		["a begin\n  KEY", ["a begin"]],
		["a then\n  KEY", ["a then"]],
		["athen\n  KEY", []],
		["a \\\n  KEY", ["a \\"]],
		["a: # c\n  KEY", ["a: # c"]],
		["a: // c\n  KEY", ["a: // c"]],
		["- a\n  KEY", ["- a"]],
		["  - a\n    KEY", ["- a"]],
		["-\n  KEY", []],
		["<a b\n  KEY", ["<a b"]],
		["</a>\n  KEY", ["</a>"]],
		["< a b\n  KEY", []],
		['"a": {"b": 1,\n  KEY', ['"a": {"b": 1,']],
		["'a' : {\n  KEY", ["'a' : {"]],
		['"a": {"b": 1}, c\n  KEY', []],
		["a\n  KEY", []],
		// What is no parent hides what is above it only where it stands at the margin.
		["a:\n b\n  KEY", ["a:"]],
		["a:\nb\n  KEY", []],
		["a:\nb:\n  KEY", ["b:"]],
		["a:\n\n  KEY", ["a:"]],
	])("%j", (text, expected) => {
		expect(above(text)).toEqual(expected);
	});

	test.each(["# c", "// c", "; c", "* c", "/* c", "<!-- c", "  # c:", "", "#", "//", ";", "*", "/*", "<!--"])(
		"%j is a comment, and no parent",
		(comment) => {
			expect(above(`a:\n${comment}\n  KEY`)).toEqual(["a:"]);
		},
	);

	test.each(["}", "]", ")", "});", "]),", "  }"])("%s ends an entry beside it", (closing) => {
		expect(above(`a: {\n  b: {\n    x\n${closing}\n    KEY`).at(-1)).toBe("a: {");
	});

	test("what a closing bracket ends is no parent", () => {
		expect(above("a: {\n  b: {\n    x: 1\n  },\n  c: KEY")).toEqual(["a: {"]);
		expect(above("a: {\n b: {\n },\n  c: KEY")).toEqual(["b: {", "a: {"]);
		expect(above("a: {\n},\n  c: KEY")).toEqual(["a: {"]);
		expect(above("a: {\n b\n} x:\n  c: KEY")).toEqual(["} x:"]);
	});
});

describe("by section", () => {
	test.each([
		["[a]\nKEY", ["[a]"]],
		["[a]\nx = 1\n\nKEY", ["[a]"]],
		["[[a]]\nKEY", ["[[a]]"]],
		["  [a.b]  # c\nKEY", ["[a.b]  # c"]],
		["[a] ; c\nKEY", ["[a] ; c"]],
		["[a] #\nKEY", ["[a] #"]],
		["[a]#c\nKEY", ["[a]#c"]],
		["x [a]\nKEY", []],
		["[a] c\nKEY", []],
		["[]\nKEY", []],
		["[[[a]]]\nKEY", []],
		["[a]\n[b]\nKEY", ["[b]"]],
		["[a]\nb:\n  KEY", ["b:", "[a]"]],
		["[a]\n b:\n  KEY", ["b:", "[a]"]],
	])("%j", (text, expected) => {
		expect(above(text)).toEqual(expected);
	});
});

describe("how far", () => {
	test.each([
		[200, ["mailgun:"]],
		[201, []],
	])("%i lines up", (distance, expected) => {
		expect(above(`mailgun:\n${lines(distance - 1, "  x: 1")}  KEY`)).toEqual(expected);
	});

	test("of a line the first 200 bytes, without blanks at their end", () => {
		const parent = (blanks: number) => above(`<a ${" ".repeat(blanks)}mailgun\n  KEY`)[0];
		expect(parent(190)).toBe(`<a ${" ".repeat(190)}mailgun`);
		expect(parent(191)).toBe(`<a ${" ".repeat(191)}mailgu`);
		expect(parent(197)).toBe("<a");
		const block = blockOf(`${"x".repeat(250)}\nabc  \nlast`);
		expect(lineText(block, 0)).toBe("x".repeat(200));
		expect(lineText(block, 1)).toBe("abc");
		expect(lineText(block, 2)).toBe("last");
	});

	test("an indentation of 200 counts, and no more", () => {
		const deep = (parent: number, own: number) => above(`${" ".repeat(parent)}a:\n${" ".repeat(own)}KEY`);
		expect(deep(197, 198)).toEqual(["a:"]);
		expect(deep(198, 198)).toEqual([]);
		expect(deep(0, 300)).toEqual(["a:"]);
	});
});

describe("the section that git prints with a hunk", () => {
	test.each([
		["  KEY", ["job:"]],
		["KEY", []],
		["a:\n  KEY", ["a:"]],
		["x\n  KEY", []],
		["  a:\n    KEY", ["a:", "job:"]],
	])("%j", (text, expected) => {
		expect(above(text, "job:")).toEqual(expected);
	});

	test("where there is none", () => {
		expect(above("  KEY", "")).toEqual([]);
		expect(above("  KEY")).toEqual([]);
	});
});
