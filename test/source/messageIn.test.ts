import { messageIn } from "../../src/source/commitMessages.js";

const LINE = `${"-".repeat(24)} >8 ${"-".repeat(24)}`;
const kept = (text: string) => messageIn(Buffer.from(text)).toString();

describe("a commit's message ends where git's scissors are", () => {
	test.each([
		[`a\n# ${LINE}\n# below\nsecret\n`, "a\n"],
		[`a\n; ${LINE}\n; below\n`, "a\n"],
		[`a\n# ${LINE}\r\n# below\n`, "a\n"],
		[`# ${LINE}\n# below\n`, ""],
		[`l\u00f6sung\n# ${LINE}\n# below\n`, "l\u00f6sung\n"],
		[`a\n# ${LINE}\n# one\n# ${LINE}\n# two\n`, "a\n"],
	])("%j", (text, message) => {
		expect(kept(text)).toBe(message);
	});

	test.each([
		"a\nb\n",
		"",
		// What a person wrote: no comment follows it, or it is not the same.
		`a\n# ${LINE}\nbelow\n`,
		`a\n# ${LINE}\n; below\n`,
		`a\n# ${LINE}\n#below\n`,
		`a\n# ${LINE}`,
		`a\n# ${LINE} \n# below\n`,
		`a\n ${LINE}\n# below\n`,
		`a\n## ${LINE}\n# below\n`,
		`a\nx # ${LINE}\n# below\n`,
		`a\n# -${LINE}\n# below\n`,
		`a\n# ${LINE}-\n# below\n`,
		`a\n# ${LINE.slice(1)}\n# below\n`,
	])("but not here: %j", (text) => {
		expect(kept(text)).toBe(text);
	});

	test("bytes are kept as they are", () => {
		const bytes = Buffer.concat([Buffer.from([0xe9, 0x0a]), Buffer.from(`# ${LINE}\n# x\n`)]);
		expect(messageIn(bytes)).toEqual(Buffer.from([0xe9, 0x0a]));
	});
});
