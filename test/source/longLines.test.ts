import { isUtf8 } from "node:buffer";
import { Checker } from "../../src/check/checker.js";
import type { Block } from "../../src/detect/text/block.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { WholeFile } from "../../src/source/wholeFile.js";
import { classicKey } from "../support/madeUpKeys.js";

/** A line longer than this is cut (bytes). It stands here as a number, so that it does not change unnoticed. */
const LONGEST_LINE = 4_194_304;
const PIECE = 1_048_576;

const KEY = classicKey();
const ASSIGNMENT = `MAILGUN_API_KEY=${KEY}`;
/** From an assignment's start to its key's. */
const BEFORE_KEY = ASSIGNMENT.length - KEY.length;

let taken: (block: Block) => void;
/** One for all tests, so that it grows once. */
const builder = new BlockBuilder((block) => taken(block));

/**
 * Reads a text in pieces. A line is cut at the end of the piece that makes it too long: with a first piece
 * that is a few bytes longer than the others, that is the fourth.
 */
function read(text: Buffer, take: (block: Block) => void, firstPiece = PIECE): void {
	taken = take;
	const file = new WholeFile(builder, "settings.env");
	for (let from = 0, to = firstPiece; from < text.length; from = to, to += PIECE) {
		file.push(text, from, Math.min(to, text.length));
	}
	file.end();
}

/** `line:column` of each key. */
function places(text: Buffer, firstPiece = PIECE): string[] {
	const checker = new Checker();
	const found: string[] = [];
	read(text, (block) => checker.check(block, ({ line, column }) => found.push(`${line}:${column}`)), firstPiece);
	return found;
}

test.each([
	["of 4 MiB is kept whole", LONGEST_LINE, false],
	["of one byte more is cut", LONGEST_LINE + 1, true],
])("a line %s", (_name, length, cut) => {
	let continued = false;
	read(Buffer.alloc(length, "x"), ({ firstColumn }) => {
		continued ||= firstColumn > 0;
	});
	expect(continued).toBe(cut);
});

test.each([
	["just below it", LONGEST_LINE - 20],
	["at it", LONGEST_LINE],
	["one past it", LONGEST_LINE + 1],
])("a key at the end of a line is found before other lines, its length %s", (_name, length) => {
	const text = Buffer.alloc(length + 40, " ");
	text.write(`${ASSIGNMENT}\nshort\n`, length - ASSIGNMENT.length);
	expect(places(text)).toEqual([`1:${length - KEY.length + 1}`]);
});

describe.each([
	["two", "\u00e9"],
	["three", "\u20ac"],
	["four", "\u{1f511}"],
])("a line of characters of %s bytes", (_name, unit) => {
	const size = Buffer.byteLength(unit);
	const units = Math.floor((LONGEST_LINE + 40_000) / size);
	const characters = Buffer.alloc(units * size, unit);

	test.each([0, 1, 2, 3])("is cut before one of them, with %i bytes before the first", (phase) => {
		const text = Buffer.concat([
			Buffer.alloc(phase, "x"),
			characters.subarray(0, 60 * size),
			Buffer.from(` ${ASSIGNMENT} `),
			characters,
			Buffer.from(` ${ASSIGNMENT}`),
		]);
		// The pieces end at each of four offsets in turn, within a character or not.
		for (const more of [1, 2, 3, 4]) {
			const whole: boolean[] = [];
			read(text, ({ bytes }) => whole.push(isUtf8(bytes)), PIECE + more);
			expect(whole).toEqual([true, true]);
		}
		const first = phase + 60 * unit.length + 1 + BEFORE_KEY;
		const second = first + KEY.length + 1 + units * unit.length + 1 + BEFORE_KEY;
		expect(places(text, PIECE + 4)).toEqual([`1:${first + 1}`, `1:${second + 1}`]);
	});
});

type Order = "little" | "big";

/** A long line of blanks in UTF-16, for keys to be written into. */
class WideLine {
	private readonly text: Buffer;
	/** Takes the last key out again. */
	private restore: () => void = () => undefined;

	/**
	 * @param beginning what stands before the blanks: other lines, a byte order mark
	 * @param unit the blanks
	 */
	constructor(
		private readonly order: Order,
		private readonly beginning: string,
		unit: string,
	) {
		this.text = Buffer.concat([
			this.encoded(beginning),
			Buffer.alloc(LONGEST_LINE + 40_000, this.encoded(unit)),
			this.encoded("\r\n"),
		]);
	}

	/** @param offset of the key's first unit: even */
	withKeyAt(offset: number): Buffer {
		this.restore();
		const key = this.encoded(` ${ASSIGNMENT} `);
		const start = offset - 2 * (BEFORE_KEY + 1);
		const before = Buffer.from(this.text.subarray(start, start + key.length));
		this.restore = () => before.copy(this.text, start);
		key.copy(this.text, start);
		return this.text;
	}

	/** `line:column` of a key there. A byte order mark takes no column. */
	placeOf(offset: number): string {
		const lines = this.beginning.replace("\ufeff", "").split("\n");
		const column = offset / 2 - this.beginning.length + (lines.at(-1) ?? "").length + 1;
		return `${lines.length}:${column}`;
	}

	private encoded(text: string): Buffer {
		const bytes = Buffer.from(text, "utf16le");
		return this.order === "little" ? bytes : bytes.swap16();
	}
}

/**
 * As `places`, but most of the blanks before the cut are left out of the search: 4 MiB of UTF-16 take too
 * long for so many tests.
 */
function placesNearCut(text: Buffer, firstPiece: number): string[] {
	const checker = new Checker();
	const found: string[] = [];
	const take = (block: Block): void => {
		const { bytes, lineStarts, lineCount, firstColumn } = block;
		const start = (lineStarts[lineCount - 1] ?? 0) + 64;
		const left = firstColumn === 0 ? (bytes.length - start - 16_384) & ~3 : 0;
		const shorter = {
			...block,
			bytes: Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + left)]),
			acceptTo: block.acceptTo - left,
		};
		checker.check(shorter, ({ line, column }) => found.push(`${line}:${column + left / 2}`));
	};
	read(text, take, firstPiece);
	return found;
}

describe.each<[Order, string, string]>([
	["little", "the first line", "\ufeff"],
	["little", "a later line", "\ufefffirst\r\n"],
	["big", "the first line", "\ufeff"],
	["big", "a later line", "\ufefffirst\r\n"],
])("in UTF-16, %s-endian, %s", (order, _name, beginning) => {
	const line = new WideLine(order, beginning, " ");

	test.each([
		["even", PIECE + 2],
		["odd", PIECE + 1],
	])(
		"a key is found once and in its place wherever it lies across the cut, in pieces that end at an %s offset",
		(_parity, firstPiece) => {
			let seam = 0;
			const text = line.withKeyAt(100_000);
			read(text, ({ firstColumn, acceptTo }) => (seam ||= firstColumn === 0 ? acceptTo & ~1 : 0), firstPiece);
			for (let offset = seam - 2 * KEY.length - 2; offset <= seam + 2; offset += 2) {
				const key = line.withKeyAt(offset);
				expect([offset, placesNearCut(key, firstPiece)]).toEqual([offset, [line.placeOf(offset)]]);
			}
		},
	);

	test.each([" ", "\u0436 ", "\u{1f511} "])("columns behind the cut are right in a line of %j", (unit) => {
		const offset = LONGEST_LINE + 30_000;
		const other = new WideLine(order, beginning, unit);
		const text = other.withKeyAt(offset);
		// Of three cuts one is within a pair of surrogates.
		for (const more of [4, 8, 12]) expect(placesNearCut(text, PIECE + more)).toEqual([other.placeOf(offset)]);
	});
});
