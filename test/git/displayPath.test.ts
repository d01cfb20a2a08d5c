import fc from "fast-check";
import { displayPath } from "../../src/git/displayPath.js";

test.each([
	["ASCII", "a/b.txt", "a/b.txt"],
	["UTF-8", "\xc3\xa9\xf0\x9f\x94\x91", "\u00e9\u{1f511}"],
	["Latin-1", "caf\xe9.env", "caf\\xe9.env"],
	["Latin-1 beside UTF-8", "\xe9\xc3\xa9\xff", "\\xe9\u00e9\\xff"],
	["a sequence cut short at the end", "a\xf0\x9f\x94", "a\\xf0\\x9f\\x94"],
	["an overlong slash", "\xc0\xaf", "\\xc0\\xaf"],
	["a surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80"],
])("shows %s", (_name, bytes, shown) => {
	expect(displayPath(Buffer.from(bytes, "latin1"))).toBe(shown);
});

test("drops no byte and never shows a replacement character that is not there", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 30 }), (array) => {
			const bytes = Buffer.from(array).filter((byte) => byte !== 92);
			const shown = displayPath(Buffer.from(bytes));
			const back = shown.replaceAll(/\\x([0-9a-f]{2})|([^\\]+)/gu, (_all, hex: string | undefined, text: string) =>
				hex === undefined ? Buffer.from(text).toString("latin1") : String.fromCharCode(Number.parseInt(hex, 16)),
			);
			expect(back).toBe(Buffer.from(bytes).toString("latin1"));
		}),
		{ seed: 2, numRuns: 2000 },
	);
});
