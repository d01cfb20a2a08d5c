import { isKey } from "../../src/key/shapes.js";
import { basicAuth, classicKey, currentKey, hex, publicKey } from "../support/madeUpKeys.js";

test.each([
	["a classic key", classicKey()],
	["a current key", currentKey()],
	["a placeholder, whose shape is a key's", `key-${"x".repeat(32)}`],
])("%s has the shape of an API key", (_what, text) => {
	expect(isKey(text)).toBe(true);
});

test.each([
	["nothing", ""],
	["a public key", publicKey()],
	["a bare signing key", hex(32)],
	["one character too many", `${classicKey()}0`],
	["one too few", classicKey().slice(0, -1)],
	["a current key in upper case", currentKey().toUpperCase()],
	["part of a longer name", `monkey-${hex(32)}`],
	["two keys", `${classicKey()}\n${classicKey()}`],
	["a key with a line end", `${classicKey()}\n`],
	["base64 of one", basicAuth(classicKey())],
])("%s has not", (_what, text) => {
	expect(isKey(text)).toBe(false);
});
