import { Checker } from "../../src/check/checker.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { readText } from "../../src/source/wholeFile.js";
import { classicKey } from "../support/madeUpKeys.js";

// The distances stand here as numbers, so that none of them changes unnoticed.
/** A block is handed on at the first line end from here on (bytes). */
const BLOCK = 262_144;
/** Where a block stops taking keys, before its end. */
const TAIL = 1024;
/** How far before that the next block begins. */
const LEAD = 4096;

/** The blocks that lines of these lengths make (bytes, without their feeds), and how many of them were full. */
function blocksOf(lengths: readonly number[]) {
	const blocks: { firstLine: number; acceptFrom: number; acceptTo: number; length: number }[] = [];
	const builder = new BlockBuilder(({ firstLine, acceptFrom, acceptTo, bytes }) =>
		blocks.push({ firstLine, acceptFrom, acceptTo, length: bytes.length }),
	);
	const filler = Buffer.alloc(Math.max(...lengths), "x");
	builder.file("x");
	builder.hunk(1, "");
	for (const length of lengths) {
		builder.line(true);
		builder.text(filler, 0, length);
		builder.lineEnd();
	}
	const full = blocks.length;
	builder.hunkEnd();
	return { blocks, full };
}

test("a block is full at 256 KiB, its last line feed with it", () => {
	expect(blocksOf([BLOCK - 2]).full).toBe(0);
	expect(blocksOf([BLOCK - 1]).full).toBe(1);
	expect(blocksOf([BLOCK - 2, 0]).full).toBe(1);
});

test.each([
	["is seen where it begins 4096 bytes before the keys that are taken", LEAD, 2],
	["is not seen where it begins a byte before that", LEAD + 1, 3],
	["is seen whole where it begins just behind", LEAD - 1, 2],
])("a line above the seam %s", (_name, distance, firstLine) => {
	const accepted = BLOCK - TAIL;
	const lengths = [accepted - distance - 1, distance - 101, 50, 50 + TAIL - 2];
	const { blocks } = blocksOf([...lengths, 10]);
	const start = firstLine === 2 ? accepted - distance : accepted - 100;
	expect(blocks).toEqual([
		{ firstLine: 1, acceptFrom: 0, acceptTo: accepted, length: BLOCK },
		{ firstLine, acceptFrom: accepted - start, acceptTo: BLOCK - start + 11, length: BLOCK - start + 11 },
	]);
});

test("a line longer than that above the seam is seen whole", () => {
	const { blocks } = blocksOf([BLOCK - 10_001, 9999, 10]);
	expect(blocks[1]).toEqual({ firstLine: 2, acceptFrom: 10_000 - TAIL, acceptTo: 10_011, length: 10_011 });
});

const KEY = classicKey();
const NAME = "MAILGUN_API_KEY=";
const WIDTH = 64;
const FILLER = Buffer.from(`${"x".repeat(WIDTH - 1)}\n`.repeat((BLOCK + 16_384) / WIDTH));

/** Where a key is found that starts at this offset of a text, on a line of its own: `block line:column`. */
function placesOf(offset: number): string[] {
	const text = Buffer.from(FILLER);
	text.write(`\n${NAME}${KEY}\n`, offset - NAME.length - 1);
	const found: string[] = [];
	const checker = new Checker();
	let block = 0;
	const builder = new BlockBuilder((one) => {
		block++;
		checker.check(one, ({ line, column }) => found.push(`${block} ${line}:${column}`));
	});
	readText(builder, "settings.env", text);
	return found;
}

/** The line of the key that `placesOf` writes: the feed before it replaces one of the filler's, or is one more. */
function lineOf(offset: number): number {
	const text = Buffer.from(FILLER.subarray(0, offset));
	text[offset - NAME.length - 1] = 10;
	text.fill("x", offset - NAME.length);
	return text.filter((byte) => byte === 10).length + 1;
}

test.each([
	["the end of a block", BLOCK],
	["the last place that a block takes a key at", BLOCK - TAIL],
	["the first byte that the next block sees", BLOCK - TAIL - LEAD],
])("a key is found once and in its place, wherever it lies across %s", (_name, seam) => {
	const offsets = Array.from({ length: KEY.length + 3 }, (_, index) => seam - KEY.length - 1 + index);
	expect(offsets.map((offset) => placesOf(offset).map((place) => place.replace(/^\d /u, "")))).toEqual(
		offsets.map((offset) => [`${lineOf(offset)}:${NAME.length + 1}`]),
	);
});

test("a key is found by the block that ends 1025 bytes behind its start, and by the next one if it ends a byte sooner", () => {
	// The lines of the filler end the block at its size to the byte.
	expect(placesOf(BLOCK - TAIL - 1)).toEqual([`1 ${lineOf(BLOCK - TAIL - 1)}:17`]);
	expect(placesOf(BLOCK - TAIL)).toEqual([`2 ${lineOf(BLOCK - TAIL)}:17`]);
});
