import { KeySearch } from "../../src/key/keySearch.js";
import { spellingsOf } from "../../src/key/spellings.js";
import { classicKey, currentKey } from "../support/madeUpKeys.js";

const key = classicKey();

test("where a key stands first, in whatever spelling", () => {
	const search = new KeySearch(key);
	const encoded = Buffer.from(key).toString("base64");
	expect(search.firstIn(Buffer.from("nothing"))).toBe(-1);
	expect(search.firstIn(Buffer.from(key))).toBe(0);
	expect(search.firstIn(Buffer.from(`12345${key} ${encoded}`))).toBe(5);
	expect(search.firstIn(Buffer.from(`123${encoded} ${key}`))).toBe(3);
	expect(search.isIn(Buffer.from("nothing"))).toBe(false);
	expect(search.isIn(Buffer.from(`x${encoded}`))).toBe(true);
});

test("in each spelling of a key, by its name", () => {
	const percent = (text: string) => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("");
	const names = (text: string | Buffer) => {
		const search = new KeySearch(key);
		search.begin();
		search.push(Buffer.from(text));
		return search.end();
	};
	expect(names(key)).toEqual(["plain"]);
	expect(names(Buffer.from(key, "utf16le"))).toEqual(["utf-16"]);
	expect(names(Buffer.from(key, "utf16le").swap16())).toEqual(["utf-16"]);
	for (const offset of [0, 1, 2]) {
		expect(names(Buffer.from("x".repeat(offset) + key).toString("base64"))).toEqual(["base64"]);
		expect(
			names(Buffer.concat([Buffer.from("x".repeat(offset)), Buffer.from(key, "utf16le")]).toString("base64")),
		).toEqual(["base64"]);
	}
	for (const dash of ["%2d", "%2D"]) expect(names(key.replace("-", dash))).toEqual(["percent-encoded"]);
	expect(names(percent(key))).toEqual(["percent-encoded"]);
	expect(names(percent(key).toUpperCase())).toEqual(["percent-encoded"]);
	for (const dash of ["\\u002d", "\\u002D", "\\x2d", "\\x2D"])
		expect(names(key.replace("-", dash))).toEqual(["escaped"]);
	expect(names(`${key} ${key} ${key.replace("-", "%2d")}`)).toEqual(["plain", "percent-encoded"]);
});

test("all dashes of a key of today are spelled", () => {
	const current = currentKey();
	expect(spellingsOf(current).map(({ bytes }) => bytes.toString())).toContain(current.replaceAll("-", "\\u002d"));
	expect(spellingsOf(current).map(({ bytes }) => bytes.toString())).toContain(current.replaceAll("-", "%2D"));
});

describe("piece by piece", () => {
	test.each([1, 2, 3, 5, 16, 35, 36, 37, 64, 200])("of %i bytes", (size) => {
		const search = new KeySearch(key);
		const text = Buffer.from(
			`${"-".repeat(50)}${Buffer.from(key, "utf16le").toString("latin1")}${"-".repeat(50)}`,
			"latin1",
		);
		search.begin();
		for (let at = 0; at < text.length; at += size) search.push(text.subarray(at, at + size));
		expect(search.end()).toEqual(["utf-16"]);
	});

	test("a piece that is said to hold none is looked at on its seam alone", () => {
		const search = new KeySearch(key);
		const half = Buffer.from(key.slice(0, 18));
		const rest = Buffer.from(key.slice(18));
		search.begin();
		search.push(Buffer.from(key), false);
		expect(search.end()).toEqual([]);
		search.push(half, false);
		search.push(rest, false);
		expect(search.end()).toEqual(["plain"]);
		search.begin();
		expect(search.end()).toEqual([]);
		search.push(rest, false);
		expect(search.end()).toEqual([]);
	});

	test("a short piece behind a long one, and one behind that", () => {
		const search = new KeySearch(key);
		search.begin();
		search.push(Buffer.from("x".repeat(1000) + key.slice(0, 10)));
		search.push(Buffer.from(key.slice(10, 12)));
		search.push(Buffer.alloc(0));
		search.push(Buffer.from(key.slice(12) + "x".repeat(1000)));
		expect(search.end()).toEqual(["plain"]);
	});
});
