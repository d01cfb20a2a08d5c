import { createHash } from "node:crypto";
import { placeholderReason, placeholderTests } from "../../src/key/placeholder.js";
import { hex } from "../support/madeUpKeys.js";

// Each threshold at it and one past it: what is random must not be lost, what is made up must not block.

const failing = (name: string) => {
	const test = placeholderTests.find((candidate) => candidate.name === name);
	if (test === undefined) throw new Error(`no test is called ${name}`);
	return test.fails;
};

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

test("what is random is none, in any alphabet", () => {
	const digits = hex(64);
	expect(placeholderReason(digits.slice(0, 32))).toBeUndefined();
	expect(placeholderReason(digits.slice(0, 48))).toBeUndefined();
	expect(placeholderReason("7zc9k1q05x8m3j64bwt2nhr5pv0dy8gs")).toBeUndefined();
	expect(placeholderReason("7zC9k1Q05x8M3j64bWt2nHr5Pv0dY8gS")).toBeUndefined();
});

test("the first test that fails is the one that is named", () => {
	expect(placeholderReason("x".repeat(32))).toBe("placeholder: few different characters");
	expect(placeholderReason("0123456789abcdef".repeat(2))).toBe("placeholder: one group repeated");
	expect(placeholderReason(createHash("md5").update("hello").digest("hex"))).toBe(
		"placeholder: the MD5 of a common word",
	);
});

describe("few different characters", () => {
	const fails = failing("few different characters");
	/** 32 characters of `count` different ones, `last` among them. */
	const different = (count: number, last = "") =>
		`${DIGITS.slice(0, count - last.length)}${last}`.repeat(32).slice(0, 32);

	test.each([
		[8, false],
		[7, true],
	])("%i hexadecimal digits: %s", (count, made) => {
		expect(fails(different(count))).toBe(made);
	});

	test.each([
		[13, false],
		[12, true],
	])("%i letters and digits: %s", (count, made) => {
		expect(fails(different(count, "z"))).toBe(made);
		expect(fails(different(count, "g"))).toBe(made);
		expect(fails(different(count, "Z"))).toBe(made);
	});

	test("a capital makes a value no hexadecimal one, and is no other character", () => {
		expect(fails("0123456789aA".repeat(3).slice(0, 32))).toBe(true);
		expect(fails("0123456789abA".repeat(3).slice(0, 32))).toBe(true);
		expect(fails("0123456789abcA".repeat(3).slice(0, 32))).toBe(false);
	});

	test("0, 9, a and f are hexadecimal digits, and their neighbours are not", () => {
		for (const digit of "09af") expect(fails(`1234567${digit}`.repeat(4))).toBe(false);
		for (const other of "/:`gFA") expect(fails(`1234567${other}`.repeat(4))).toBe(true);
	});
});

describe("one group repeated", () => {
	const fails = failing("one group repeated");
	/** A group of `period` over and over, but for as many characters at the end as are `other`. */
	const repeated = (period: number, other: number) =>
		DIGITS.slice(0, period)
			.repeat(32)
			.slice(0, 32 - other) + "ABCDEFGH".slice(0, other);

	test.each([
		// 85 in a hundred of 31, 28, 24, 17 and 16 neighbours are 26.35, 23.8, 20.4, 14.45 and 13.6.
		[1, 4, true],
		[1, 5, false],
		[4, 4, true],
		[4, 5, false],
		[8, 3, true],
		[8, 4, false],
		[15, 2, true],
		[15, 3, false],
		[16, 2, true],
		[16, 3, false],
		[17, 0, false],
	])("of %i characters, %i that are not of it: %s", (period, other, made) => {
		expect(fails(repeated(period, other))).toBe(made);
	});

	test("85 in a hundred are enough", () => {
		// 20 neighbours: 17 are the same.
		expect(fails(`${"q".repeat(18)}ABC`)).toBe(true);
		expect(fails(`${"q".repeat(17)}ABCD`)).toBe(false);
		// 25 neighbours, of which 21 are 84 in a hundred.
		expect(fails(`${"q".repeat(22)}ABCD`)).toBe(false);
	});
});

describe("one character repeated", () => {
	const fails = failing("one character repeated");

	test.each([
		["72c9e1b05f8a3d64", 6, false],
		["72c9e1b05f8a3d64", 7, true],
		["7zc9k1q05x8m3j64", 4, false],
		["7zc9k1q05x8m3j64", 5, true],
		["7Zc9k1q05x8m3j64", 4, false],
		["7Zc9k1q05x8m3j64", 5, true],
	])("in %s, %i times: %s", (rest, times, made) => {
		for (const character of ["0", "4"]) {
			expect(fails(character.repeat(times) + rest)).toBe(made);
			expect(fails(rest.slice(0, 6) + character.repeat(times) + rest.slice(6, 15))).toBe(made);
			expect(fails(rest.slice(0, 15) + character.repeat(times))).toBe(made);
		}
	});

	test("whatever its case, and letters are none of each other", () => {
		expect(fails("7zcQqQqQ90")).toBe(true);
		expect(fails("7zcQqQq90")).toBe(false);
		// Where a letter stands in the alphabet: at its ends, in either case.
		for (const run of ["aaaaa", "zzzzz", "AAAAA", "ZZZZZ"]) expect(fails(`7k${run}12`)).toBe(true);
		for (const run of ["ababa", "zyzyz", "a1a1a", "AzAzA", "9a9a9"]) expect(fails(`7k${run}12`)).toBe(false);
	});
});

describe("counts or repeats", () => {
	const fails = failing("counts or repeats");
	/** Threes that count up: two steps each, and none from one to the next. */
	const HEX_THREES = "012 89a 456 cde 123 9ab 567 def 234 abc 678 012 89a".split(" ");
	const ALPHANUMERIC_THREES = "012 ghi 567 mno bcd stu".split(" ");
	const hexThrees = (count: number) => HEX_THREES.slice(0, count).join("");
	const alphanumericThrees = (count: number) => ALPHANUMERIC_THREES.slice(0, count).join("");

	test.each([
		["17 of 31 in hexadecimal", `${hexThrees(8)}34a2c5f7`, false],
		["18 of 31 in hexadecimal", `${hexThrees(8)}345a2c5f`, true],
		["25 of 47 in hexadecimal", `${hexThrees(12)}8b4e2c5f71d6`.slice(0, 48).replace("8b", "67"), false],
		["12 of 31 in letters and digits", `${alphanumericThrees(6)}4k8p2raxez6vj3`, false],
		["13 of 31 in letters and digits", `${alphanumericThrees(6)}v4k8p2raxez6vj`, true],
	])("steps of one: %s", (_what, value, made) => {
		expect([32, 48]).toContain(value.length);
		expect(fails(value)).toBe(made);
	});

	test("26 steps of 47 are too many, in three parts as in one", () => {
		const value = `${hexThrees(13)}4d2f6b3d8`;
		expect(value).toHaveLength(48);
		expect(fails(value)).toBe(true);
	});

	test("down as well as up, and none at all", () => {
		const backwards = (value: string) => [...value].reverse().join("");
		expect(fails(backwards(`${hexThrees(8)}345a2c5f`))).toBe(true);
		expect(fails(backwards(`${hexThrees(8)}34a2c5f7`))).toBe(false);
		// `…33…` in place of `…34…`.
		expect(fails(`${hexThrees(8)}33a2c5f7`)).toBe(false);
		expect(fails(`${hexThrees(8)}335a2c6f`.replace("335", "334"))).toBe(true);
	});

	test.each([
		["90", true],
		["f0", true],
		["91", true],
		["80", false],
		["e0", false],
		["f1", false],
		["81", false],
		["92", false],
	])("round the end of what is counted: %s is a step: %s", (pair, made) => {
		// 17 steps before it.
		expect(fails(`${hexThrees(8)}34a2c5${pair}`)).toBe(made);
	});

	test.each([
		["z0", true],
		["y0", false],
		["z1", false],
	])("round the end of the alphabet: %s is a step: %s", (pair, made) => {
		expect(fails(`${alphanumericThrees(6)}4k8p2raxe6v3${pair}`)).toBe(made);
	});

	test("steps at a distance of two", () => {
		// Two series in turn, of threes that count up: 17 and 18 steps of 30.
		const inTurn = (one: string, other: string) => [...one].map((digit, at) => digit + (other[at] ?? "")).join("");
		const nine = "01289a345cde127c";
		expect(fails(inTurn(nine, "678123abc4561e3a"))).toBe(false);
		expect(fails(inTurn(nine, "678123abc45670d3"))).toBe(true);
	});

	test.each([
		["234567", false],
		["2345678", true],
		["765432", false],
		["8765432", true],
		["89abcd", false],
		["89abcde", true],
		["klmnop", false],
		["klmnopq", true],
		["KLMNOPQ", true],
		["ponmlkj", true],
	])("%s in a row: %s", (run, made) => {
		expect(fails(`0f4b${run}k9e3g70m5x2r8c4t1w6z`.slice(0, 32))).toBe(made);
	});
});

describe("made of words", () => {
	const fails = failing("made of words");

	test.each([
		["a word of six letters", "7q4apikey90", true],
		["in capitals", "7q4APIKEY90", true],
		["a word of five", "7q4mykey90", false],
		["one of five and one of four", "7q4mykey90mock1", true],
		["one of five, twice", "7q4mykey90mykey", false],
		["one of four", "7q4your90", false],
		["two of four", "7q4your90mock1", true],
		["one of four, twice", "7q4face90face1", true],
		["one of four at the ends", "face7q4190face", true],
	])("%s: %s", (_what, value, made) => {
		expect(fails(value)).toBe(made);
	});

	test.each(
		"mailgun example sample placeholder private secret apikey yourkey replace changeme insert redacted removed masked hidden censored dummytest testing fixture notreal realkey fakekey testkey goeshere password sandbox default template something whatever deadbeef badcafe cafebabe c0ffee qwerty qazwsx qwertz azerty asdfgh zxcvbn foobar".split(
			" ",
		),
	)("%s gives a value away", (word) => {
		expect(fails(`7q4k${word}9x1z`)).toBe(true);
	});

	describe("reads like text", () => {
		const ENGLISH = "in er re on es en te at ti ed nt co or al de".split(" ");
		const english = (count: number) => ENGLISH.slice(0, count).join("7");
		const strange = (count: number) => Array.from({ length: count }, () => "zq").join("4");

		test.each([
			["14 pairs of English", english(14), true],
			["13 pairs", english(13), false],
			["14 of 23 pairs", `${english(14)}9${strange(9)}`, true],
			["14 of 24 pairs", `${english(14)}9${strange(10)}`, false],
			["15 of 25 pairs", `${english(15)}9${strange(10)}`, true],
			["14 pairs in capitals", english(14).toUpperCase(), true],
			[
				"14 pairs that begin with a capital",
				english(14).replaceAll(/\b[a-z]|(?<=7)[a-z]/gu, (first) => first.toUpperCase()),
				true,
			],
			["14 pairs across capitals", english(14).replaceAll(/[a-z](?=7|$)/gu, (last) => last.toUpperCase()), false],
		])("%s: %s", (_what, value, made) => {
			expect(fails(value)).toBe(made);
		});
	});
});

describe("letters only", () => {
	const fails = failing("letters only");
	const letters = "qzkxvbjwpfhgmcydqzkxvbjwpfhgmcyd";

	test.each([
		["32 small ones", letters, true],
		["32 capitals", letters.toUpperCase(), true],
		["31", letters.slice(1), false],
		["33", `${letters}k`, true],
		["both cases", `Q${letters.slice(1)}`, false],
		["a digit before", `7${letters}`, false],
		["a digit behind", `${letters}7`, false],
		["a digit before capitals", `7${letters.toUpperCase()}`, false],
		["a digit behind capitals", `${letters.toUpperCase()}7`, false],
	])("%s: %s", (_what, value, made) => {
		expect(fails(value)).toBe(made);
	});
});

test.each(
	"|hello|Hello|test|abc|abc123|foo|bar|baz|password|secret|key|admin|a|1|123|1234|12345|123456|12345678|example|mailgun|hello world|Hello World|The quick brown fox jumps over the lazy dog".split(
		"|",
	),
)("the MD5 of %j", (word) => {
	const digest = createHash("md5").update(word).digest("hex");
	expect(failing("the MD5 of a common word")(digest)).toBe(true);
	expect(failing("the MD5 of a common word")([...digest].reverse().join(""))).toBe(false);
});
