import fc from "fast-check";
import { Checker } from "../../src/check/checker";
import { catalogue } from "../../src/detect/rules/catalogue";
import { narrow } from "../../src/detect/text/utf16";
import type { Finding } from "../../src/finding/finding";
import { scanText } from "../../src/index";
import { jsonReport } from "../../src/report/formats/json";
import { BlockBuilder } from "../../src/source/blockBuilder";

const characters = (alphabet: string, length: number) =>
	fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((parts) => parts.join(""));
const HEX = "0123456789abcdef";
const LOWER = `${HEX}ghijklmnopqrstuvwxyz`;
const ANY = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

/** Random enough: fast-check likes the ends of its ranges, which are placeholders. */
const random = (alphabet: string, length: number) =>
	fc
		.noBias(characters(alphabet, length))
		.filter((value) => new Set(value).size > 11 && !/(.)\1\1\1/u.test(value) && !/[a-z]{16}/iu.test(value));

const classic = fc.constantFrom(HEX, LOWER, ANY).chain((alphabet) => random(alphabet, 32).map((rest) => `key-${rest}`));
const current = fc
	.tuple(random(HEX, 32), characters(HEX, 8), characters(HEX, 8))
	.map(([first, second, third]) => `${first}-${second}-${third}`);

/** The documented places of a key: what stands before and behind it. */
const places: readonly [string, string][] = [
	["MAILGUN_API_KEY=", ""],
	["export MG_API_KEY='", "'"],
	["API_KEY_MAILGUN: ", ""],
	['{"mailgun": {"apiKey": "', '", "domain": "a.example"}}'],
	["mailgun_api_key = '", "'"],
	["const mg = new Mailgun('", "');"],
	["https://api:", "@api.mailgun.net/v3/a.example/messages"],
	["https%3A%2F%2Fapi%3A", "%40api.mailgun.net%2Fv3"],
	['--user "api:', '" https://api.mailgun.net/v3/domains'],
	["requests.get(mailgun_url, auth=('api', '", "'))"],
	["MAILGUN&#x3A;&quot;", "&quot;"],
	['{"text": "MAILGUN_KEY\\u003d\\u0022', '\\u0022"}'],
	['{"text": "a\\nMAILGUN_KEY=', '\\n"}'],
	["mailgun key=3D", "=20"],
	["\u001b[1mMAILGUN_KEY\u001b[0m=\u001b[32m", "\u001b[0m"],
	["MAILGUN_KEY=🔑", "🔑"],
];

/** Lines that hold no key and do not call anything an id. */
const line = fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => text.replace(/[\n\r\0\\%&=]/gu, " "));

const at = (findings: readonly Finding[]) => findings.filter(({ status }) => status === "blocking");

describe("a key in any documented place", () => {
	it("is found at its line and column, whatever the text around it", () => {
		fc.assert(
			fc.property(
				fc.array(line, { maxLength: 6 }),
				fc.constantFrom(...places),
				fc.oneof(classic, current),
				fc.array(line, { maxLength: 3 }),
				fc.constantFrom("\n", "\r\n"),
				(above, [before, after], key, below, end) => {
					const text = [...above, before + key + after, ...below].join(end);
					const found = at(scanText(text)).map(({ line: row, column, endColumn }) => [row, column, endColumn]);
					const column = before.length + 1;
					expect(found).toEqual([[above.length + 1, column, column + key.length]]);
				},
			),
			{ numRuns: 1000, seed: 1 },
		);
	});

	it("is found between any bytes that go on no word", () => {
		const separator = fc
			.integer({ min: 0, max: 255 })
			.filter((byte) => !/[\w.\n\\%&=/#-]/u.test(String.fromCharCode(byte)));
		const bytes = fc
			.uint8Array({ maxLength: 80 })
			.map((array) => Buffer.from(array.filter((byte) => byte !== 10 && byte !== 0 && byte !== 13)));
		fc.assert(
			fc.property(bytes, separator, classic, separator, bytes, (left, one, key, other, right) => {
				const head = Buffer.from([...Buffer.from("MAILGUN_KEY "), ...left, 32, one]);
				const text = Buffer.concat([head, Buffer.from(key), Buffer.from([other]), right]);
				const [finding, ...more] = at(scanText(text));
				expect(more).toEqual([]);
				const valid = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
				let column = head.length + 1;
				try {
					valid.decode(text);
					column = head.toString("utf8").length + 1;
				} catch {}
				expect(finding?.column).toBe(column);
			}),
			{ numRuns: 1000, seed: 2 },
		);
	});

	it("is found as base64 of the user api and the key", () => {
		fc.assert(
			fc.property(fc.oneof(classic, current), line, fc.constantFrom("\n", ""), (key, above, end) => {
				const text = `${above}\nAuthorization: Basic ${Buffer.from(`api:${key}${end}`).toString("base64")}`;
				expect(at(scanText(text)).map(({ ruleId, line: row, column }) => [ruleId, row, column])).toEqual([
					["mailgun-basic-auth", 2, 22],
				]);
			}),
			{ numRuns: 300, seed: 3 },
		);
	});

	it("is found in a base64 value, wherever it stands in it", () => {
		const words = characters(`${ANY} :,.="\n`, 40).chain((text) => fc.nat(40).map((length) => text.slice(0, length)));
		fc.assert(
			fc.property(words, fc.oneof(classic, current), words, (before, key, after) => {
				const value = Buffer.from(`${before}\n${key}\n${after}`).toString("base64");
				const found = at(scanText(`  MAILGUN_ENV: ${value}`));
				expect(found.map(({ ruleId, column, endColumn }) => [ruleId, column, endColumn])).toEqual([
					["mailgun-base64-key", 16, 16 + value.length],
				]);
			}),
			{ numRuns: 500, seed: 4 },
		);
	});
});

describe("UTF-16", () => {
	const wide = (text: string, order: "le" | "be"): Buffer => {
		const bytes = Buffer.from(text, "utf16le");
		return order === "be" ? bytes.swap16() : bytes;
	};
	// Without U+0A00 to U+0AFF and U+..0A, whose bytes git takes for line ends.
	const wideLine = fc
		.string({ unit: "grapheme", maxLength: 40 })
		.map((text) => text.replace(/\p{Cc}/gu, " "))
		.filter((text) => ![...wide(text, "le")].includes(10));

	it("holds a key at its line and column, in both orders, with a byte order mark or without", () => {
		fc.assert(
			fc.property(
				fc.array(wideLine, { maxLength: 5 }),
				wideLine,
				fc.oneof(classic, current),
				fc.array(wideLine, { maxLength: 3 }),
				fc.constantFrom<"le" | "be">("le", "be"),
				fc.boolean(),
				fc.constantFrom("\n", "\r\n"),
				(above, head, key, below, order, mark, end) => {
					// Enough of ASCII on the first line to tell the order, as any real file has.
					const lines = ["# configuration", ...above, `${head} MAILGUN_API_KEY="${key}"`, ...below];
					const text = (mark ? "\ufeff" : "") + lines.join(end);
					const column = head.length + ' MAILGUN_API_KEY="'.length + 1;
					expect(at(scanText(wide(text, order))).map(({ line: row, column: found }) => [row, found])).toEqual([
						[above.length + 2, column],
					]);
				},
			),
			{ numRuns: 1000, seed: 5 },
		);
	});

	it("is found where only some lines of the file are in the change", () => {
		fc.assert(
			fc.property(wideLine, classic, fc.constantFrom<"le" | "be">("le", "be"), fc.nat(100), (head, key, order, row) => {
				const text = `one\r\n${head} MAILGUN_API_KEY="${key}"\r\ntwo\r\n`;
				const findings: Finding[] = [];
				const checker = new Checker();
				const builder = new BlockBuilder((block) => checker.check(block, (finding) => findings.push(finding)));
				builder.file("a.txt");
				builder.hunk(row + 10, "");
				const bytes = wide(text, order);
				// A hunk of the middle line, as git cuts it: behind bytes of 0x0A.
				const first = bytes.indexOf(10) + 1;
				const second = bytes.indexOf(10, first);
				builder.line(true);
				builder.text(bytes, first, second);
				builder.lineEnd();
				builder.hunkEnd();
				expect(findings.map(({ line: found, column }) => [found, column])).toEqual([
					[row + 10, head.length + ' MAILGUN_API_KEY="'.length + 1],
				]);
			}),
			{ numRuns: 500, seed: 6 },
		);
	});

	it("becomes UTF-8 whose bytes know where they came from", () => {
		fc.assert(
			fc.property(wideLine, fc.constantFrom<"le" | "be">("le", "be"), (head, order) => {
				const text = `# configuration ${head}`;
				const { bytes, sources } = narrow(wide(text, order), true);
				expect(bytes.toString("utf8")).toBe(text);
				expect(sources[bytes.length]).toBe(2 * text.length);
				expect([...sources].every((source, index) => index === 0 || source >= (sources[index - 1] ?? 0))).toBe(true);
			}),
			{ numRuns: 500, seed: 7 },
		);
	});
});

describe("what is redacted", () => {
	it("never appears whole in a finding, its excerpt or the JSON, nor most of it", () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom(...places), fc.oneof(classic, current)), { minLength: 1, maxLength: 4 }),
				fc.constantFrom(" ", "\n", ",", ";", '","'),
				(entries, between) => {
					const text = entries.map(([[before, after], key]) => before + key + after).join(between);
					const findings = scanText(text);
					const json = jsonReport({ scope: "staged", files: 1, lines: 1, findings, errors: [] });
					const shown = `${JSON.stringify(findings)}\n${json}`;
					for (const [, key] of entries) {
						const rest = key.replace(/^key-/u, "");
						const pieces = Array.from({ length: rest.length - 11 }, (_, start) => rest.slice(start, start + 12));
						expect(pieces.filter((piece) => shown.includes(piece))).toEqual([]);
					}
				},
			),
			{ numRuns: 500, seed: 8 },
		);
	});
});

describe("triggers", () => {
	it("stand on the line of whatever their rules report, so that the gate lets nothing by", () => {
		const gate = catalogue.map(({ trigger }) => new RegExp(trigger, "u"));
		fc.assert(
			fc.property(
				fc.constantFrom(...places),
				fc.oneof(classic, current, random(HEX, 32)),
				fc.constantFrom("plain", "base64", "basic"),
				fc.constantFrom("mailgun:\n  signing_key: ", "", "- name: MAILGUN_WEBHOOK_SIGNING_KEY\n  value: "),
				([before, after], key, form, above) => {
					const value = form === "plain" ? key : Buffer.from(form === "basic" ? `api:${key}` : key).toString("base64");
					const text = above + before + value + after;
					const lines = text.split("\n");
					for (const { ruleId, line: row } of scanText(text)) {
						const found = gate.some((trigger) => trigger.test(lines[row - 1] ?? ""));
						expect([ruleId, found]).toEqual([ruleId, true]);
					}
				},
			),
			{ numRuns: 500, seed: 9 },
		);
	});
});
