import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expand, HEXADECIMAL, SeededRandom } from "../../src/generate/template.js";
import { NATIVE, withEngine } from "../support/engines.js";
import { listCases, readCase } from "../support/keyCases.js";

/** The parts of mg-hook that come to depend on an engine, loaded once for each. */
function load() {
	const { Matcher } = require("../../src/detect/matcher.js") as typeof import("../../src/detect/matcher.js");
	const { catalogue } =
		require("../../src/detect/rules/catalogue.js") as typeof import("../../src/detect/rules/catalogue.js");
	const { extraRule } = require("../../src/policy/extraRule.js") as typeof import("../../src/policy/extraRule.js");
	const { BlockBuilder } =
		require("../../src/source/blockBuilder.js") as typeof import("../../src/source/blockBuilder.js");
	const { readText } = require("../../src/source/wholeFile.js") as typeof import("../../src/source/wholeFile.js");
	const { compile } = require("../../src/detect/re2.js") as typeof import("../../src/detect/re2.js");
	const known = new Matcher(catalogue);
	const detectionsIn = (text: Buffer, matcher = known): string[] => {
		const found: string[] = [];
		const builder = new BlockBuilder((block) =>
			matcher.scan(block, ({ line, lineAbove, rule, ...detection }) => {
				found.push(
					JSON.stringify({
						...detection,
						rule: rule.id,
						line: line.toString("latin1"),
						above: lineAbove?.toString("latin1"),
					}),
				);
			}),
		);
		readText(builder, "a.txt", text);
		return found;
	};
	const withPatterns = (...patterns: string[]) =>
		new Matcher([...catalogue, ...patterns.map((pattern, index) => extraRule({ id: `own-${index}`, pattern }))]);
	return { detectionsIn, withPatterns, compile, catalogue };
}

const describeBoth = NATIVE ? describe : describe.skip;

describeBoth("the native re2 and re2js", () => {
	const engines = NATIVE ? ([withEngine("re2", load), withEngine("re2js", load)] as const) : undefined;
	const [native, port] = engines ?? [];
	const random = new SeededRandom(11);
	const oneOf = <T>(choices: readonly T[]): T => choices[random.next(choices.length)] as T;

	function agree(text: Buffer): number {
		const found = native?.detectionsIn(text) ?? [];
		expect(port?.detectionsIn(text)).toEqual(found);
		return found.length;
	}

	test("find the same in every case", () => {
		let found = 0;
		for (const { ruleId, file } of listCases()) {
			const { lines } = readCase(ruleId, file, 7);
			found += agree(Buffer.concat(lines.flatMap(({ bytes }) => [bytes, Buffer.from("\n")])));
		}
		expect(found).toBeGreaterThan(300);
	});

	const examples = (native?.catalogue ?? []).flatMap((rule) => [...rule.examples.match, ...rule.examples.ignore]);
	const PIECES = [
		"mailgun ",
		"webhook signing key: ",
		"hmac ",
		"secret",
		"value = ",
		"key-{hex32}",
		"{current}",
		"{hex32}",
		"pubkey-{lower32}",
		"{base64:api:key-{hex32}}",
	];
	const NOISE: readonly Buffer[] = [
		...[
			"é",
			"密",
			"🔑",
			"K",
			"ſ",
			"\u0301",
			"\u2028",
			"-",
			"_",
			"=",
			'": "',
			"\\n",
			"%3D",
			"\n",
			"\r\n",
			"\t",
			" ",
			"\0",
		].map((text) => Buffer.from(text)),
		// No UTF-8: bytes of Latin-1, characters cut short, too long, of a surrogate, and beyond the last one.
		...[
			"\xe9",
			"\xff",
			"\x80",
			"\xc3",
			"\xe2\x82",
			"\xf0\x9f\x94",
			"\xc0\xaf",
			"\xe0\x80\x80",
			"\xed\xa0\x80",
			"\xf4\x90\x80\x80",
			"\xf8\x88\x80\x80\x80",
		].map((bytes) => Buffer.from(bytes, "latin1")),
	];

	function text(pieces: number): Buffer {
		const parts: Buffer[] = [];
		for (let piece = 0; piece < pieces; piece++) {
			const template = random.next(3) === 0 ? oneOf(examples) : oneOf(PIECES);
			parts.push(Buffer.from(expand(template, random, 1).text));
			for (let count = random.next(4); count > 0; count--) parts.push(oneOf(NOISE));
			if (random.next(4) === 0) parts.push(Buffer.from("\n"));
		}
		return Buffer.concat(parts);
	}

	test("find the same in text that is torn apart, not UTF-8, or UTF-16", () => {
		let found = 0;
		for (let run = 0; run < 400; run++) {
			const bytes = text(1 + random.next(12));
			found += agree(run % 10 === 0 ? Buffer.from(bytes.toString("utf8"), "utf16le") : bytes);
		}
		expect(found).toBeGreaterThan(600);
	});

	test("find the same on lines of any length, at every place in them", () => {
		let found = 0;
		for (const length of [4000, 4096, 4097, 6000, 300_000]) {
			for (let run = 0; run < 4; run++) {
				const filling = Buffer.from(
					oneOf(["x", "0", "a1-", "é", "key ", random.text(HEXADECIMAL, 64)]).repeat(length),
				).subarray(0, length);
				const parts: Buffer[] = [];
				for (let at = 0; at < length; ) {
					const size = random.next(length > 10_000 ? 20_000 : 1500);
					parts.push(filling.subarray(at, at + size), text(2));
					at += size + 1;
				}
				found += agree(Buffer.from(Buffer.concat(parts).filter((byte) => byte !== 10)));
			}
		}
		expect(found).toBeGreaterThan(150);
	});

	test("find the same in this repository's own files", () => {
		for (const file of ["package-lock.json", "README.md", "src/detect/rules/webhookSigningKey.ts", "CHANGELOG.md"]) {
			agree(readFileSync(join(__dirname, "../..", file)));
		}
	});

	const OWN = [
		"acme_[0-9a-f]{8}",
		"(?i)^token",
		"token$",
		"\\btoken\\b",
		"a(?P<n>b)c",
		"x(?P<n>y)z",
		"foo\\(bar",
		"[(]baz",
		"é+",
		"[^a-z\\s]{3}",
		"\\p{Greek}{2}",
		"(a?){20}a{20}",
		"\\s+token",
		"\\b[0-9]{0,3}",
		"\\b[α-ω]{0,3}",
	];

	test("find the same for patterns of a configuration", () => {
		const matchers = engines?.map(({ withPatterns }) => withPatterns(...OWN)) ?? [];
		const words = [
			"acme_0123abcd",
			"Token",
			"token",
			" token ",
			"tokens",
			"abc",
			"xyz",
			"foo(bar",
			"(baz",
			"éé",
			"+++",
			"αβ",
			"a".repeat(30),
			"\n",
			"\n\n",
			" ",
			"x",
			"\xff",
		];
		let found = 0;
		for (let run = 0; run < 200; run++) {
			const bytes = Buffer.from(
				Array.from({ length: random.next(40) }, () => oneOf(words)).join(oneOf(["", " ", "\n"])),
				oneOf(["utf8", "latin1"] as const),
			);
			const [left, right] = matchers.map((matcher, index) => engines?.[index]?.detectionsIn(bytes, matcher));
			expect(right).toEqual(left);
			found += left?.length ?? 0;
		}
		expect(found).toBeGreaterThan(500);
	});

	test.each(["xyz\\n", "z\\s", "(?m)xyz$", "xyz\\z", "[^a]\\n", "\\n"])(
		"find the same at a line's end: %s",
		(pattern) => {
			for (const text of ["xyz\nabc\n", "xyz\r\n\n", "abc\nxyz", "xyz"]) {
				const [left, right] =
					engines?.map(({ withPatterns, detectionsIn }) => detectionsIn(Buffer.from(text), withPatterns(pattern))) ??
					[];
				expect(right).toEqual(left);
			}
		},
	);

	/** Patterns, each with texts that tell what it means. */
	const SYNTAX: readonly [string, ...string[]][] = [
		["a{1000}", "a".repeat(1000)],
		["a{1001}"],
		["(?<n>a)b", "ab"],
		["(?P<n>a)b", "ab"],
		["\\u0041", "A"],
		["\\u{1F511}", "🔑"],
		["\\u41", "A"],
		["[\\u0041-\\u0043]", "B", "D"],
		["\\cA", "\x01"],
		["\\ca"],
		["\\c1"],
		["\\x41\\x{42}", "AB"],
		["\\x4"],
		["\\012", "\n"],
		["\\8"],
		["\\pL", "é", "1"],
		["\\p{L}", "é"],
		["\\p{Letter}", "é", "1"],
		["\\P{Letter}", "é", "1"],
		["[\\p{Letter}1]+", "é1"],
		["\\p{gc=Lu}", "A", "a"],
		["\\p{General_Category=Uppercase_Letter}", "A", "a"],
		["\\p{Greek}", "α", "a"],
		["\\p{Script=Greek}", "α", "a"],
		["\\p{sc=Greek}", "α"],
		["\\p{scx=Greek}", "α", "a"],
		["\\p{ASCII}", "a", "é"],
		["\\P{ASCII}", "a", "é"],
		["[^\\p{ASCII}]", "a", "é"],
		["[\\P{ASCII}]", "a", "é"],
		["\\p{Any}", "a"],
		["\\p{^L}", "é", "1"],
		...[
			"\\pC",
			"\\p{C}",
			"\\p{Other}",
			"[\\pCx]",
			"\\PC",
			"\\P{Other}",
			"[x\\PC]",
			"[^\\PC]",
			"\\p{^C}",
			"\\P{^C}",
		].map((pattern): [string, ...string[]] => [pattern, "\x01", "\u00ad", "\ue000", "\u0378", "\u{10ffff}", "a"]),
		["\\Q\\pC\\E", "\\pC", "\x01"],
		["\\Q[\\E\\p{ASCII}]", "[a]", "é]"],
		["\\Q[\\E\\pC]", "[\x01]", "x"],
		["[[:digit:]\\p{ASCII}]", "a", "é"],
		["[[:alpha:]\\PC]", "1", "\x01"],
		["[[:^alpha:]\\pC]", "1", "a"],
		["\\p{Foo}"],
		["\\p{LC}"],
		["\\p{Cn}"],
		["\\p{Cased_Letter}"],
		["\\p{Combining_Mark}"],
		["\\p{Emoji}", "🔑", "a"],
		["a/b\\/c", "a/b/c"],
		["(?=a)"],
		["(?!a)"],
		["(?<=a)b"],
		["(?<!a)b"],
		["\\1"],
		["\\Z"],
		["\\G"],
		["a\\z", "a", "ab"],
		["\\Ab", "b", "ab"],
		["\\Q.*\\E+", ".*", ".**"],
		["(?i)kS", "Ks", "\u212aſ"],
		["(?U)a+", "aaa"],
		["(?i-s:A.)b", "aXb", "a\nb"],
		["[[:alpha:]]+", "abc", "1"],
		["[[:word:]]", "_"],
		["[[:foo:]]"],
		["[]a]+", "]a"],
		["[^]a]", "b", "]"],
		["[]"],
		["[a"],
		["a**"],
		["a{2,1}"],
		["a{,3}", "a{,3}"],
		["a{", "a{"],
		["(?s:.)", "\n"],
		["(?m:^a$)", "b\na"],
		["\\h"],
		["\\e"],
		["\\K"],
		["\\R"],
		["\\X"],
		["\\N"],
		["\\_\\-\\#", "_-#"],
		["[\\d-z]", "-", "z"],
		["[z-a]"],
		["(?>a)"],
		["a++"],
		["(?#c)"],
		["(?P=n)"],
		["(?<n>a)(?<n>b)"],
		["\\bé", "é"],
		["\\Ba", "ba", "a"],
		["\\s", "\v", "\f", "\u00a0"],
		["\\w", "é", "_"],
		["\\d", "١", "1"],
		["$^", ""],
		["a|b*", "c"],
		["*"],
		["("],
		[")"],
		["((a{100}){100})"],
		["密{2}", "密密"],
		["(?<"],
		["(?<a"],
		["\\Qa(", "a("],
		["\\x{110000}"],
		["\\x{}"],
		["\\u{}"],
		["[\\b]"],
		["a\\"],
	];

	test.each(SYNTAX)("read %j alike", (pattern, ...texts) => {
		const answers =
			engines?.map(({ compile }) => {
				try {
					const compiled = compile(pattern, "g");
					return texts.map((text) => {
						const inText = compiled.exec(text);
						compiled.lastIndex = 0;
						const inBytes = compiled.exec(Buffer.from(text));
						compiled.lastIndex = 0;
						return [
							inText?.index,
							inText?.[0],
							inText?.[1],
							inBytes?.index,
							inBytes?.[0].toString(),
							compiled.replace(text, (match) => `<${match}>`),
						];
					});
				} catch (error) {
					return (error as Error).name === "SyntaxError" ? "no pattern" : error;
				}
			}) ?? [];
		expect(answers[1]).toEqual(answers[0]);
	});
});
