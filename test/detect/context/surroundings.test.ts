import { Checker } from "../../../src/check/checker.js";
import type { Finding } from "../../../src/finding/finding.js";
import { scanText } from "../../../src/index.js";
import { BlockBuilder } from "../../../src/source/blockBuilder.js";
import { classicKey, currentKey } from "../../support/madeUpKeys.js";

// How far around a key Mailgun's name and a variable's count: at each distance and one past it. A key
// of today shows it by its confidence: high where Mailgun is on its line, above it or in the path,
// medium where it is near, low where it is nowhere.

const key = currentKey();

const confidences = (text: string, path = "a.txt") => scanText(text, { path }).map(({ confidence }) => confidence);
const variableOf = (text: string, path = "a.yml") => scanText(text, { path })[0]?.variable;

const lines = (count: number, line = ".") => Array.from({ length: count }, () => line);

describe("Mailgun on the line", () => {
	test.each([
		["400 before", "high", `mailgun${";".repeat(393)}${key}`],
		["401 before", "medium", `mailgun${";".repeat(394)}${key}`],
		["up to 400 behind", "high", `${key}${";".repeat(393)}mailgun`],
		["up to 401 behind", "medium", `${key}${";".repeat(394)}mailgun`],
	])("%s: %s", (_where, confidence, text) => {
		expect(confidences(`${text}\n`)).toEqual([confidence]);
	});

	test("a key's own word does not speak for itself", () => {
		const classic = classicKey();
		const mailgun = (text: string) => scanText(text)[0];
		expect(mailgun(`x = "mailgun-cache-${classic}"`)?.status).toBe("below-threshold");
		expect(mailgun(`x = "mailgun-api-${classic}"`)?.status).toBe("below-threshold");
		expect(mailgun(`x = "mailgun-api-${classic}" # mailgun`)?.status).toBe("blocking");
		expect(mailgun(`mailgun = "mailgun-api-${classic}"`)?.status).toBe("blocking");
		for (const joiner of ["-", "_", "0", "9", "a", "z", "A", "Z"]) {
			expect(mailgun(`${classic}-mailgun${joiner}`)?.confidence).not.toBe("high");
		}
		for (const other of [".", "/", ":", "@", "[", "`", "{", " "]) {
			expect([other, scanText(`"${key}${other}mailgun"`)[0]?.reason]).toEqual([
				other,
				expect.stringMatching(/same line|part of a longer name|local part/u),
			]);
		}
	});
});

describe("Mailgun near", () => {
	test.each([
		["12 lines above", "medium", ["mailgun", ...lines(11), key]],
		["13 lines above", "low", ["mailgun", ...lines(12), key]],
		["12 lines below", "medium", [key, ...lines(11), "mailgun", "."]],
		["13 lines below", "low", [key, ...lines(12), "mailgun", "."]],
		["12 lines below, at the end", "medium", [key, ...lines(11), "mailgun"]],
	])("%s: %s", (_where, confidence, text) => {
		expect(confidences(text.join("\n"))).toEqual([confidence]);
	});

	test.each([
		["2048 bytes above", "medium", `mailgun${".".repeat(2040)}\n${key}`],
		["2049 bytes above", "low", `mailgun${".".repeat(2041)}\n${key}`],
		["up to 2048 bytes below", "medium", `${key}\n${".".repeat(2039)} mailgun`],
		["up to 2049 bytes below", "low", `${key}\n${".".repeat(2040)} mailgun`],
		["2048 bytes before, on its line", "medium", `mailgun${";".repeat(2041)}${key}`],
		["2049 bytes before, on its line", "low", `mailgun${";".repeat(2042)}${key}`],
	])("%s: %s", (_where, confidence, text) => {
		expect(confidences(`${text}\n`)).toEqual([confidence]);
	});

	test("in what git prints as a hunk's section", () => {
		const under = (heading: string): Finding[] => {
			const findings: Finding[] = [];
			const checker = new Checker();
			const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
			builder.file("a.txt");
			builder.hunk(10, heading);
			const bytes = Buffer.from(`x ${key}`);
			builder.line(true);
			builder.text(bytes, 0, bytes.length);
			builder.lineEnd();
			builder.hunkEnd();
			return findings;
		};
		expect(under("def mailgun():").map(({ confidence }) => confidence)).toEqual(["medium"]);
		expect(under("def other():").map(({ confidence }) => confidence)).toEqual(["low"]);
	});

	test("the word that the key is part of is left out", () => {
		expect(scanText(`"mailgun-${key}"`)[0]?.reason).toContain("longer name");
		// A path is no word.
		expect(scanText(`.\nmailgun\n.\n${key}`)[0]?.reason).toContain("near");
	});
});

describe("Mailgun in the path", () => {
	test.each([
		["config/mailgun.txt", "high"],
		["mailgun/a.txt", "high"],
		["mail/a.txt", "low"],
	])("%s: %s", (path, confidence) => {
		expect(confidences(key, path)).toEqual([confidence]);
	});
});

describe("the name of a value", () => {
	test.each([
		[6, "SOME_API_KEY"],
		[7, undefined],
	])("on a line %i above: %s", (distance, name) => {
		const text = ["- name: SOME_API_KEY", ...lines(distance - 1, "  x"), `  value: ${classicKey()}`];
		expect(variableOf(text.join("\n"))).toBe(name);
	});

	test("on its own line before one above", () => {
		const above = "- name: OTHER_TOKEN\n  ";
		expect(variableOf(`${above}SOME_API_KEY: ${classicKey()}`)).toBe("SOME_API_KEY");
		expect(variableOf(`${above}value: ${classicKey()}`)).toBe("OTHER_TOKEN");
	});

	test("behind it, where it is called a value", () => {
		expect(variableOf(`- { value: ${classicKey()}, name: SOME_API_KEY }`)).toBe("SOME_API_KEY");
		expect(variableOf(`- { other: ${classicKey()}, name: SOME_API_KEY }`)).toBe("other");
		const far = (blanks: number) => `- { value: ${classicKey()}${" ".repeat(blanks)}, name: SOME_API_KEY }`;
		expect(variableOf(far(100 - ", name: SOME_API_KEY".length))).toBe("SOME_API_KEY");
		// What is cut off there is not seen.
		expect(variableOf(far(101 - ", name: SOME_API_KEY".length))).toBe("SOME_API_KE");
		expect(variableOf(far(101))).toBeUndefined();
	});

	test("in prose, where it says what the value is, and it is long enough to be some", () => {
		const classic = classicKey();
		expect(variableOf(`the secret is ${classic}`)).toBe("secret");
		expect(variableOf(`have a look ${classic}`)).toBeUndefined();
		// 24 characters before it, and 25: the line speaks for itself.
		const head = (before: string) => `SOME_API_KEY:\n${before}${classic}`;
		expect(variableOf(head(`${"x".repeat(24)} `))).toBe("SOME_API_KEY");
		expect(variableOf(head(`${"x".repeat(25)} `))).toBeUndefined();
	});

	test("only from the last line end that a string holds", () => {
		const classic = classicKey();
		expect(variableOf(`x = "OTHER_KEY=1\\nSOME_API_KEY=${classic}\\n"`)).toBe("SOME_API_KEY");
		expect(variableOf(`"OTHER_KEY=1\\n${classic}\\n"`)).toBeUndefined();
	});

	test("at most 256 characters before it", () => {
		const classic = classicKey();
		const named = (blanks: number) => variableOf(`SOME_API_KEY=${" ".repeat(blanks)}${classic}`, "a.txt");
		expect(named(256 - "SOME_API_KEY=".length)).toBe("SOME_API_KEY");
		expect(named(257 - "SOME_API_KEY=".length)).toBe("OME_API_KEY");
	});
});
