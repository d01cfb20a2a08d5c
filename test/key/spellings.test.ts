import fc from "fast-check";
import { KeySearch } from "../../src/key/keySearch.js";
import { spellingsOf } from "../../src/key/spellings.js";
import { classicKey, currentKey } from "../support/madeUpKeys.js";

const KEYS = [classicKey(), currentKey()];

/** What a search finds in a text that comes in pieces cut at these places. */
function found(key: string, text: Buffer, cuts: readonly number[] = []): string[] {
	const search = new KeySearch(key);
	search.begin();
	const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length];
	for (let index = 1; index < places.length; index++) search.push(text.subarray(places[index - 1], places[index]));
	return search.end();
}

const around = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const cuts = fc.array(fc.nat(400), { maxLength: 6 });

describe.each(KEYS)("a key", (key) => {
	test.each<[string, (before: Buffer, after: Buffer) => Buffer]>([
		["plain", (before, after) => Buffer.concat([before, Buffer.from(key), after])],
		["utf-16", (before, after) => Buffer.concat([before, Buffer.from(key, "utf16le"), after])],
		["utf-16", (before, after) => Buffer.concat([before, Buffer.from(key, "utf16le").swap16(), after])],
		["base64", (before, after) => Buffer.from(Buffer.concat([before, Buffer.from(key), after]).toString("base64"))],
		["base64", (before, after) => Buffer.from(Buffer.concat([before, Buffer.from(key), after]).toString("base64url"))],
		[
			"base64",
			(before, after) => Buffer.from(Buffer.concat([before, Buffer.from(key, "utf16le"), after]).toString("base64")),
		],
		["percent-encoded", (before, after) => Buffer.concat([before, Buffer.from(key.replaceAll("-", "%2D")), after])],
		["escaped", (before, after) => Buffer.concat([before, Buffer.from(key.replaceAll("-", "\\u002d")), after])],
	])("%s is found whatever stands around it and wherever the pieces end (%#)", (name, write) => {
		fc.assert(
			fc.property(around, around, cuts, (before, after, places) => {
				expect(found(key, write(before, after), places)).toContain(name);
			}),
		);
	});

	test("is not found where it is not", () => {
		const other = Buffer.from(`${key.slice(0, 20)}${key[20] === "0" ? "1" : "0"}${key.slice(21)}`);
		for (const text of [other, Buffer.from(other.toString("utf8"), "utf16le"), Buffer.from(other.toString("base64"))]) {
			expect(found(key, text, [7, 20])).toEqual([]);
		}
	});

	test("is not put together from two texts", () => {
		const search = new KeySearch(key);
		search.begin();
		search.push(Buffer.from(key.slice(0, 20)));
		expect(search.end()).toEqual([]);
		search.begin();
		search.push(Buffer.from(key.slice(20)));
		expect(search.end()).toEqual([]);
	});

	test("has no spelling longer than the search says", () => {
		expect(Math.max(...spellingsOf(key).map(({ bytes }) => bytes.length))).toBeLessThan(KeySearch.LONGEST);
	});
});
