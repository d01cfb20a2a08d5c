import { narrow } from "../../../src/detect/text/utf16.js";
import { scanText } from "../../../src/index.js";
import { classicKey } from "../../support/madeUpKeys.js";

const MARK = "\ufeff";

function wide(text: string, order: "little" | "big"): Buffer {
	const bytes = Buffer.from(text, "utf16le");
	return order === "little" ? bytes : bytes.swap16();
}

describe.each(["little", "big"] as const)("%s-endian UTF-16", (order) => {
	test.each([
		["with a byte order mark", `${MARK}name=value one\r\nsecond line\r\n`, "name=value one\r\nsecond line\r\n"],
		["without one", "name=value one\r\nsecond line\r\n", "name=value one\r\nsecond line\r\n"],
		["with other scripts", "ключ=日本語 one two\nsecond 😀 line here\n", "ключ=日本語 one two\nsecond 😀 line here\n"],
	])("%s", (_name, text, expected) => {
		// Behind the last feed stands its second half.
		expect(narrow(wide(text, order), true).bytes.toString("utf8").replace(/ $/u, "")).toBe(expected);
	});

	test("behind lines of another encoding: what PowerShell's >> does to a file", () => {
		const key = classicKey();
		const text = Buffer.concat([Buffer.from("plain\n".repeat(50)), wide(`${MARK}MAILGUN_API_KEY=${key}\r\n`, order)]);
		expect(scanText(text).map(({ line, column, status }) => ({ line, column, status }))).toEqual([
			{ line: 51, column: 17, status: "blocking" },
		]);
	});
});

test("a stray NUL takes a column and ends a word", () => {
	expect(narrow(Buffer.from("a\0b c\n"), true).bytes.toString("utf8")).toBe("a b c\n");
});

test("every byte says where it came from", () => {
	const bytes = wide("a=1\nlonger line\n", "little");
	const { bytes: text, sources } = narrow(bytes, true);
	expect(sources).toHaveLength(text.length + 1);
	expect(bytes[sources[text.indexOf("l")] ?? 0]).toBe("l".charCodeAt(0));
});
