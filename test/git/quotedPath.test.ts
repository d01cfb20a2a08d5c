import fc from "fast-check";
import { unquotePath } from "../../src/git/quotedPath.js";

test.each([
	["plain", "plain"],
	["with space", "with space"],
	[String.raw`back\slash unquoted`, String.raw`back\slash unquoted`],
	[String.raw`"\a\b\t\n\v\f\r\"\\"`, '\x07\b\t\n\v\f\r"\\'],
	[String.raw`"\303\251"`, "\xc3\xa9"],
	[String.raw`"\001\177\377"`, "\x01\x7f\xff"],
	[String.raw`"a\0011"`, "a\x011"],
	['""', ""],
	['"a"\t', "a"],
])("unquotes %s", (quoted, path) => {
	expect(unquotePath(Buffer.from(quoted, "latin1")).toString("latin1")).toBe(path);
});

test("takes back what git quotes, whatever the bytes", () => {
	const names = fc.sample(
		fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes.map((byte) => byte || 1))),
		{ seed: 1, numRuns: 2000 },
	);
	for (const name of names) expect(unquotePath(quotedAsGitDoes(name))).toEqual(name);
});

/** quote_c_style of git's quote.c. */
function quotedAsGitDoes(name: Buffer): Buffer {
	const letters: Record<number, string> = {
		7: "a",
		8: "b",
		9: "t",
		10: "n",
		11: "v",
		12: "f",
		13: "r",
		34: '"',
		92: "\\",
	};
	let out = "";
	for (const byte of name) {
		if (letters[byte] !== undefined) out += `\\${letters[byte]}`;
		else if (byte < 32 || byte > 126) out += `\\${byte.toString(8).padStart(3, "0")}`;
		else out += String.fromCharCode(byte);
	}
	return Buffer.from(out === name.toString("latin1") ? out : `"${out}"`, "latin1");
}
