import fc from "fast-check";
import { Checker } from "../../src/check/checker.js";
import type { Block } from "../../src/detect/text/block.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { readText } from "../../src/source/wholeFile.js";
import { classicKey } from "../support/madeUpKeys.js";

const BLOCK = 256 * 1024;
const LONGEST_LINE = 4 * 1024 * 1024;

/** `line:column` of each finding in a text, fed in pieces of a size. */
function places(text: Buffer, piece = 65_536): string[] {
	const checker = new Checker();
	const found: string[] = [];
	const builder = new BlockBuilder((block) =>
		checker.check(block, ({ line, column, endColumn }) => found.push(`${line}:${column}-${endColumn}`)),
	);
	feed(builder, text, piece);
	return found;
}

/** As the diff reader does: the parts of a line as they come. */
function feed(builder: BlockBuilder, text: Buffer, piece: number): void {
	builder.file("settings.env");
	builder.hunk(1, "");
	let open = false;
	for (let from = 0; from < text.length; from += piece) {
		const chunk = text.subarray(from, from + piece);
		for (let start = 0; start < chunk.length; ) {
			const next = chunk.indexOf(10, start);
			const end = next === -1 ? chunk.length : next;
			if (!open) builder.line(true);
			if (end > start) builder.text(chunk, start, end);
			if (next !== -1) builder.lineEnd();
			open = next === -1;
			start = end + 1;
		}
	}
	if (open) builder.lineEnd();
	builder.hunkEnd();
}

const KEY = classicKey();
const ASSIGNMENT = `MAILGUN_API_KEY=${KEY}`;
/** Columns of the key behind `before` code units. */
const span = (before: number) => `${before + 17}-${before + 17 + KEY.length}`;

describe("a key on the seam of two blocks is found once, in its place", () => {
	// Every distance that matters: the lead and tail of a block are 4096 and 1024 bytes long.
	const distances = [
		...Array.from({ length: 130 }, (_, index) => index - 65),
		-6000,
		-5121,
		-5120,
		-5119,
		-4100,
		-4096,
		-4095,
		-2048,
		-1100,
		-1030,
		-1025,
		-1024,
		-1023,
		-1000,
		-990,
		-500,
		100,
		1023,
		1024,
		1025,
	];

	test.each([7, 79, 4096])("lines of %i bytes", (width) => {
		const filler = `${"x".repeat(width - 1)}\n`;
		for (const distance of distances) {
			const lines = Math.floor((BLOCK + distance) / width);
			const text = Buffer.from(`${filler.repeat(lines)}${ASSIGNMENT}\n${filler.repeat(200)}`);
			expect([distance, places(text)]).toEqual([distance, [`${lines + 1}:${span(0)}`]]);
		}
	});

	test("a line longer than a block", () => {
		for (const distance of distances) {
			const before = BLOCK + distance;
			const text = Buffer.from(`first\n${" ".repeat(before)}${ASSIGNMENT}${" ".repeat(3000)}\nlast ${ASSIGNMENT}\n`);
			expect([distance, places(text)]).toEqual([distance, [`2:${span(before)}`, `3:${span(5)}`]]);
		}
	});

	test.each([
		["ASCII", " "],
		["two bytes a character", "\u00e9 "],
		["three", "\u20ac "],
		["four", "\u{1f511} "],
	])("a line longer than may be kept, %s", (_name, unit) => {
		const size = Buffer.byteLength(unit);
		for (const distance of [-5200, -4096, -1060, -1024, -1000, -40, -20, -1, 0, 1, 20, 40, 1024]) {
			const units = Math.floor((LONGEST_LINE + distance) / size);
			const text = Buffer.from(
				`first\n${unit.repeat(units)}${ASSIGNMENT} ${unit.repeat(3000)}${ASSIGNMENT}\nlast ${ASSIGNMENT}`,
			);
			const before = units * unit.length;
			const second = before + ASSIGNMENT.length + 1 + 3000 * unit.length;
			expect([distance, places(text)]).toEqual([distance, [`2:${span(before)}`, `2:${span(second)}`, `3:${span(5)}`]]);
		}
	});
});

test("finds the same however a text is cut into pieces", () => {
	const text = Buffer.from(
		Array.from({ length: 9000 }, (_, index) =>
			index % 300 === 7 ? `${"\u00e9".repeat(index % 50)} ${ASSIGNMENT}` : "-".repeat(index % 90),
		).join("\n"),
	);
	const whole = places(text, text.length);
	expect(whole).toHaveLength(30);
	fc.assert(
		fc.property(fc.integer({ min: 500, max: 400_000 }), (piece) => {
			expect(places(text, piece)).toEqual(whole);
		}),
		{ seed: 3, numRuns: 15 },
	);
});

test("finds nothing on context lines, and takes the line numbers past them", () => {
	const checker = new Checker();
	const found: number[] = [];
	const builder = new BlockBuilder((block) => checker.check(block, ({ line }) => found.push(line)));
	const line = Buffer.from(ASSIGNMENT);
	builder.file("x.env");
	builder.hunk(40, "");
	for (const added of [false, true, false, true]) {
		builder.line(added);
		builder.text(line, 0, line.length);
		builder.lineEnd();
	}
	builder.hunkEnd();
	expect(found).toEqual([41, 43]);
	expect(builder.extent).toEqual({ files: 1, lines: 2 });
});

test("hands on no block without an added line", () => {
	const blocks: Block[] = [];
	const builder = new BlockBuilder((block) => blocks.push(block));
	builder.file("x");
	builder.hunk(1, "");
	builder.line(false);
	builder.lineEnd();
	builder.hunkEnd();
	builder.hunk(5, "");
	builder.hunkEnd();
	expect(blocks).toEqual([]);
});

test("keeps no more in memory than a block or the longest line, however much comes", () => {
	let largest = 0;
	const builder = new BlockBuilder(({ bytes }) => {
		largest = Math.max(largest, bytes.length);
	});
	feed(builder, Buffer.alloc(30 * 1024 * 1024, "x"), 65_536);
	expect(largest).toBeLessThan(LONGEST_LINE + 2 * 65_536);
	largest = 0;
	feed(builder, Buffer.alloc(10 * 1024 * 1024, "xxxxxxx\n"), 65_536);
	expect(largest).toBeLessThan(BLOCK + 65_536);
});

test.each([
	["empty", "", 0],
	["one line without an end", "a", 1],
	["one line", "a\n", 1],
	["an empty line", "\n", 1],
	["the last line without an end", "a\n\nb", 3],
])("counts the lines of a whole text: %s", (_name, text, lines) => {
	const builder = new BlockBuilder(() => undefined);
	readText(builder, "x", Buffer.from(text));
	expect(builder.extent).toEqual({ files: 1, lines });
});
