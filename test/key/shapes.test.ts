import { isKey, keysIn } from "../../src/key/shapes.js";
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
