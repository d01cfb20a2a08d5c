import { scanText } from "../../../src/index.js";
import { classicKey, currentKey, hex } from "../../support/madeUpKeys.js";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const found = (text: string) =>
	scanText(`${text}\n.\n`, { path: "a.yml" }).map(
		({ ruleId, column, endColumn, confidence }) =>
			`${ruleId.slice("mailgun-".length)} ${column}-${endColumn} ${confidence}`,
	);

describe("how much of a run of base64 is decoded", () => {
	const key = classicKey();
	/** Base64 of the key at the start of a group, where its sign is the first 46 characters. */
	const value = base64(`x: ${key}\n--`);
	const SIGN = value.indexOf("a2V5L");
	const LENGTH = 46;
	/** Neither a sign of a key nor a word. */
	const run = (length: number) => "QUFB".repeat(200).slice(0, length);

	test.each([
		[399, 0],
		[400, 0],
		[404, 4],
		[500, 100],
	])("%i characters before it: %i are left out", (before, left) => {
		const head = run(before - SIGN);
		expect(found(`mailgun: ${head}${value}`)).toEqual([
			`base64-key ${10 + left}-${10 + head.length + value.length} high`,
		]);
	});

	test.each([
		[399, 399],
		[400, 400],
		[401, 400],
		[500, 400],
	])("%i characters behind it: %i of them", (behind, taken) => {
		const rest = value.length - SIGN - LENGTH;
		expect(found(`mailgun: ${value}${run(behind - rest)}`)).toEqual([
			`base64-key 10-${10 + SIGN + LENGTH + taken} high`,
		]);
	});

	test("and the signs that fill it up", () => {
		const end = 10 + value.length;
		expect(found(`mailgun: ${value}=`)).toEqual([`base64-key 10-${end + 1} high`]);
		expect(found(`mailgun: ${value}==`)).toEqual([`base64-key 10-${end + 2} high`]);
		const rest = value.length - SIGN - LENGTH;
		const full = `mailgun: ${value}${run(400 - rest)}`;
		expect(found(`${full}===`)).toEqual([`base64-key 10-${10 + SIGN + LENGTH + 402} high`]);
	});

	test.each(["+", "/", "-", "_", "0", "9", "A", "Z", "a", "z"])("%s is part of it", (character) => {
		expect(found(`mailgun: ${character.repeat(4)}${value}`)).toEqual([`base64-key 10-${14 + value.length} high`]);
		expect(found(`mailgun: ${value}${character.repeat(4)}`)).toEqual([`base64-key 10-${14 + value.length} high`]);
	});

	test.each([".", ",", ":", "@", "[", "`", "{", "*", "=", " "])("%s is not", (character) => {
		expect(found(`mailgun: ${character.repeat(4)}${value}`)).toEqual([`base64-key 14-${14 + value.length} high`]);
	});
});

describe("a signing key in base64", () => {
	const key = hex(32);
	const NAME = "MAILGUN_WEBHOOK_SIGNING_KEY: ";

	test.each([
		["", true],
		["\n", true],
		["\r\n", true],
		// 36 bytes are 48 characters, 37 are 52.
		[" \r\n\n", true],
		["  \r\n\n", false],
		["x", false],
	])("with %j behind it: %s", (end, isOne) => {
		expect(found(`${NAME}${base64(key + end)}`)).toEqual(
			isOne ? [`base64-key 30-${30 + base64(key + end).length} high`] : [],
		);
	});

	test("named as one, of Mailgun", () => {
		const value = base64(key);
		const is = (name: string, rest = "") => found(`${name}: ${value}${rest}`).length > 0;
		expect(is("MAILGUN_SIGNING_SECRET")).toBe(true);
		expect(is("MAILGUN_WEBHOOK_TOKEN")).toBe(true);
		expect(is("SIGNING_KEY")).toBe(false);
		expect(is("SIGNING_KEY", " # mailgun")).toBe(true);
		expect(is("MAILGUN_API_KEY")).toBe(false);
		expect(is("MAILGUN_SIGNATURE")).toBe(false);
		expect(is("MAILGUN_WEBHOOK")).toBe(false);
		expect(found(`mailgun signing key ${value}`)).toEqual([]);
	});

	test("no placeholder", () => {
		const [finding] = scanText(`${NAME}${base64("0123456789abcdef".repeat(2))}`);
		expect([finding?.status, finding?.reason]).toEqual(["below-threshold", "placeholder: one group repeated"]);
	});
});

describe("a key of today in base64", () => {
	const key = currentKey();

	test.each([
		["high", `x: ${base64(`user api:${key}`)}`],
		["high", `x: ${base64(`mailgun=${key}`)}`],
		["high", `mailgun: ${base64(key)}`],
		["medium", `API_KEY: ${base64(key)}`],
		["medium", `x: ${base64(`API_KEY=${key}`)}`],
		["medium", `x: ${base64(`a\nAPI_KEY=${key}\nb`)}`],
		["low", `x: ${base64(`API_KEY=1\n${key}\nb`)}`],
		["low", `x: ${base64(key)}`],
		["low", `mailgun_request_id: ${base64(key)}`],
	])("%s", (confidence, text) => {
		expect(scanText(`${text}\n`).map((finding) => finding.confidence)).toEqual([confidence]);
	});

	test("not as part of something longer", () => {
		for (const inner of [`x${key}`, `${key}0`, `${key}-0`, `a-${key}`, `${key}.a`]) {
			expect(found(`mailgun: ${base64(inner)}`)).toEqual([]);
		}
	});
});

describe("a classic key in base64", () => {
	const key = classicKey();

	test.each([
		["medium", `x: ${base64(key)}`],
		["medium", `x: ${base64(`x=1\n${key}\n`)}`],
		["high", `x: ${base64(`mailgun ${key}`)}`],
		["high", `mailgun: ${base64(key)}`],
		["low", `cache_key: ${base64(key)}`],
		["low", `mailgun_cache_key: ${base64(key)}`],
	])("%s", (confidence, text) => {
		expect(scanText(`${text}\n`).map((finding) => finding.confidence)).toEqual([confidence]);
	});

	test("a placeholder beside one hides it not", () => {
		const made = `key-${"x".repeat(32)}`;
		const findings = scanText(`mailgun: ${base64(`${made}\n${key}`)}\nmailgun: ${base64(`${key}\n${made}`)}\n`);
		expect(findings.map(({ status }) => status)).toEqual(["blocking", "blocking"]);
		expect(scanText(`mailgun: ${base64(`x ${made} y`)}`).map(({ reason }) => reason)).toEqual([
			"placeholder: few different characters",
		]);
	});
});
