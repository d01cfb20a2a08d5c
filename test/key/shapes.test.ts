import { isKey, keysIn, ruleIdOf } from "../../src/key/shapes.js";
import { basicAuth, classicKey, currentKey, hex, publicKey } from "../support/madeUpKeys.js";

test("keys are read one a line, out of any text, encoded, and each once", () => {
	const [classic, current, encoded] = [classicKey(), currentKey(), currentKey()];
	expect(keysIn(`${classic}\n${current}\n${classic}\n`)).toEqual([classic, current]);
	expect(keysIn(`MAILGUN_API_KEY="${current}"; curl --user 'api:${classic}' x`)).toEqual([current, classic]);
	expect(keysIn(`Authorization: Basic ${basicAuth(encoded)}`)).toEqual([encoded]);
	expect(keysIn(`https%3A%2F%2Fapi%3A${classic}%40api.mailgun.net`)).toEqual([classic]);
});

test.each([
	["nothing", ""],
	["a sentence", "there is no key here"],
	["a public key", publicKey()],
	["a bare signing key", hex(32)],
	["a placeholder", `key-${"x".repeat(32)}`],
	["one character too many", `${classicKey()}0`],
	["one too few", classicKey().slice(0, -1)],
	["part of a longer name", `monkey-${hex(32)}`],
	["a commit", hex(40)],
	["base64 of another user", Buffer.from(`user:${classicKey()}`).toString("base64")],
])("%s is no key", (_what, text) => {
	expect(keysIn(text)).toEqual([]);
	expect(isKey(text)).toBe(text.includes("xxxx"));
});

test.each([
	["key-", classicKey()],
	["today's", currentKey()],
])("%s: what stands beside a key, and what makes it part of something else", (_what, key) => {
	for (const before of ["", " ", "=", ":", '"', ".", "/", "%3A", "%3a", "@"])
		expect(keysIn(before + key)).toEqual([key]);
	for (const before of ["a", "Z", "0", "_", "-", "%3", "%A"]) expect(keysIn(before + key)).toEqual([]);
	for (const after of ["", " ", "@", '"', ".", "%40", "/"]) expect(keysIn(key + after)).toEqual([key]);
	for (const after of ["a", "Z", "0", "_", "-"]) expect(keysIn(key + after)).toEqual([]);
});

test("keys come in the order of the text, whatever their form", () => {
	const [one, two, three] = [currentKey(), classicKey(), currentKey()];
	expect(keysIn(`api%3A${one} ${basicAuth(two)} ${three}`)).toEqual([one, two, three]);
	expect(keysIn(`${basicAuth(two)} ${three} api%3A${one}`)).toEqual([two, three, one]);
	expect(keysIn(basicAuth(`${one}\n`))).toEqual([one]);
	expect(keysIn(basicAuth(`${one} x`))).toEqual([]);
});

test("placeholders are looked for in the random part alone", () => {
	expect(keysIn(`${"0123456789abcdef".repeat(2)}-${hex(8)}-${hex(8)}`)).toEqual([]);
	expect(keysIn(`${hex(32)}-00000000-00000000`)).toHaveLength(1);
	expect(keysIn(`key-${"0123456789abcdef".repeat(2)}`)).toEqual([]);
});

test("a key by itself", () => {
	for (const key of [classicKey(), currentKey()]) {
		expect(isKey(key)).toBe(true);
		for (const other of [`x${key}`, `${key}x`, `${key}\n`, ` ${key}`, key.slice(1), key.slice(0, -1)]) {
			expect([other.length, isKey(other)]).toEqual([other.length, false]);
		}
	}
	expect(ruleIdOf(classicKey())).toBe("mailgun-private-key");
	expect(ruleIdOf(currentKey())).toBe("mailgun-sending-key");
});
