import { redact, redactKeys } from "../../src/key/redact.js";
import { basicAuth, classicKey, currentKey, hex } from "../support/madeUpKeys.js";

const HEX = hex(32);

test.each([
	["a classic key", `key-${HEX}`, `key-${HEX.slice(0, 4)}…${HEX.slice(-5)}`],
	["a public key", `pubkey-${HEX}`, `pubkey-${HEX.slice(0, 4)}…${HEX.slice(-5)}`],
	["Basic authentication", "YXBpOabcdefghijklmnopqrst", "YXBpOabcd…pqrst"],
	["anything else", HEX, `${HEX.slice(0, 4)}…${HEX.slice(-5)}`],
	["16 characters", "0123456789abcdef", "0123…bcdef"],
	["15 characters", "0123456789abcde", "…"],
	["15 characters behind a prefix", "key-0123456789abcde", "key-…"],
	["nothing", "", "…"],
	["a prefix further on", `x-key-${HEX}`, `x-ke…${HEX.slice(-5)}`],
])("%s", (_what, text, shown) => {
	expect(redact(text)).toBe(shown);
});

describe("in a text of others", () => {
	const brief = (text: string, prefix = "") =>
		`${prefix}${text.slice(prefix.length, prefix.length + 4)}…${text.slice(-5)}`;

	test.each([
		["a classic key", classicKey(), "key-"],
		["a longer one", `${classicKey()}0`, "key-"],
		["a public key", `pub${classicKey()}`, "pubkey-"],
		["a key of today", currentKey(), ""],
		["in capitals", currentKey().toUpperCase(), ""],
		["Basic authentication", basicAuth(classicKey()), "YXBpO"],
		["Basic authentication with one of today", basicAuth(currentKey()), "YXBpO"],
		["a bare signing key", HEX, ""],
		["in capitals, bare", HEX.toUpperCase(), ""],
	])("%s is redacted, twice on a line", (_what, key, prefix) => {
		expect(redactKeys(`a ${key}, "${key}"`)).toBe(`a ${brief(key, prefix)}, "${brief(key, prefix)}"`);
	});

	test("what is shorter, or part of a longer digest, is left", () => {
		for (const text of [
			`key-${HEX.slice(1)}`,
			HEX.slice(1),
			`${HEX}0`,
			`x${HEX}`,
			hex(40),
			"YXBpO",
			`YXBpO${"a".repeat(48)}`,
		]) {
			expect(redactKeys(text)).toBe(text);
		}
		expect(redactKeys(`YXBpO${"a".repeat(49)}`)).toBe("YXBpOaaaa…aaaaa");
		// Two signs at the end belong to it, and no third.
		expect(redactKeys(`YXBpO${"a".repeat(49)}===`)).toBe("YXBpOaaaa…aaa===");
	});

	test("what JSON.parse quotes is left out, whatever it holds", () => {
		const half = HEX.slice(0, 20);
		expect(redactKeys(`Unexpected token 'x', "{"a": ${half}" is not valid JSON`)).toBe(
			"Unexpected token 'x', it is not valid JSON",
		);
		expect(redactKeys(`Unexpected token 'x', ..."${half}\n"... is not valid JSON`)).toBe(
			"Unexpected token 'x', it is not valid JSON",
		);
		expect(redactKeys(`"${half}" is valid JSON`)).toBe(`"${half}" is valid JSON`);
	});
});
