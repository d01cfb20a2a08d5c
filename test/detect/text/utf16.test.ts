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

test("big-endian text whose first line alone tells it is read with all its characters", () => {
	const key = classicKey();
	const [finding] = scanText(wide(`# \u043a\u043b\u044e\u0447 ${key}\n`, "big"));
	expect([finding?.column, finding?.excerpt.text]).toEqual([8, `# \u043a\u043b\u044e\u0447 ${finding?.redacted}`]);
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

describe("a line is wide where enough of its bytes are NUL, and on one side", () => {
	test.each([
		[8, "a".repeat(8)],
		[7, "a ".repeat(7)],
	])("%i NULs", (count, narrowed) => {
		expect(narrow(wide("a".repeat(count), "little"), true).bytes.toString("utf8")).toBe(narrowed);
		expect(narrow(wide("a".repeat(count), "big"), true).bytes.toString("utf8")).toBe(
			count === 8 ? narrowed : " a".repeat(7),
		);
	});

	test.each([
		["3 for 10", 3, true],
		["4 for 10", 4, false],
	])("%s on the other side", (_what, other, isWide) => {
		// U+0100 has its NUL where ASCII has none.
		const { bytes } = narrow(wide("a".repeat(10) + "\u0100".repeat(other), "little"), true);
		expect(bytes.toString("utf8") === "a".repeat(10) + "\u0100".repeat(other)).toBe(isWide);
	});
});

describe("characters of every length", () => {
	test.each(["little", "big"] as const)("%s-endian", (order) => {
		const text = `# some text ~\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}\ud7ff\ue000 end`;
		const { bytes, sources } = narrow(wide(text, order), true);
		expect(bytes.toString("utf8")).toBe(text);
		const expected: number[] = [];
		let at = 0;
		for (const character of text) {
			for (let byte = 0; byte < Buffer.byteLength(character); byte++) expected.push(at);
			at += 2 * character.length;
		}
		expect([...sources]).toEqual([...expected, at]);
	});

	test("half a pair becomes the replacement character", () => {
		const text = (units: string) => narrow(wide(`# some text ${units}`, "little"), true).bytes.toString("utf8");
		expect(text("\ud800x")).toBe("# some text \ufffdx");
		expect(text("\udc00x")).toBe("# some text \ufffdx");
		expect(text("\udfff\ud800")).toBe("# some text \ufffd\ufffd");
		expect(text("\udbff")).toBe("# some text \ufffd");
		expect(text("x\ud800\ue000")).toBe("# some text x\ufffd\ue000");
	});

	test("a byte order mark and a NUL within are left out", () => {
		const { bytes } = narrow(wide(`${MARK}# some${MARK} te\0xt`, "little"), true);
		expect(bytes.toString("utf8")).toBe("# some text");
	});
});

describe("the order of the bytes", () => {
	// Lines of the middle of a file as git cuts them: behind each byte 0x0A.
	const middle = (text: string, order: "little" | "big") => {
		const bytes = wide(`before\n${text}`, order);
		return bytes.subarray(bytes.indexOf(10) + 1);
	};
	const read = (text: string, order: "little" | "big") =>
		narrow(middle(text, order), false).bytes.toString("utf8").replaceAll("\0", "").trim();

	test("little by a line that ends with what is not ASCII, big by one that begins so", () => {
		expect(read("first line\nkey line her\u043a\nlast line\n", "little")).toBe(
			"first line\nkey line her\u043a\nlast line",
		);
		expect(read("first line\n\u043aey line here\nlast line\n", "big")).toBe(
			"first line\n\u043aey line here\nlast line",
		);
	});

	test("little where none tells", () => {
		expect(read("first line\nkey line here\n", "little")).toBe("first line\nkey line here");
	});

	test.each([
		[0xfe, 0xff, "big"],
		[0xff, 0xfe, "little"],
	] as const)("by a mark on any line", (one, two, order) => {
		const bytes = Buffer.concat([Buffer.from("plain\n"), Buffer.from([one, two]), wide("key line here", order)]);
		expect(narrow(bytes, true).bytes.toString("utf8")).toBe("plain\nkey line here");
	});

	test("half a mark is none", () => {
		for (const order of ["little", "big"] as const) {
			// Characters of which one byte, or the other, is one of the mark's, or its neighbour.
			for (const first of ["\u04fe", "\u04ff", "\uff41", "\ufe41", "\u41ff", "\u41fe"]) {
				const text = `${first}ey line here`;
				expect(narrow(wide(text, order), true).bytes.toString("utf8")).toBe(text);
			}
		}
	});

	test("on the file's first line, by where the NULs are", () => {
		for (const order of ["little", "big"] as const) {
			expect(narrow(wide("key line here", order), true).bytes.toString("utf8")).toBe("key line here");
		}
		// Elsewhere a line that begins with a NUL is little-endian's.
		expect(narrow(wide("key line here", "big"), false).bytes.toString("utf8")).not.toBe("key line here");
	});
});
