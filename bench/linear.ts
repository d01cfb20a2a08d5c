/**
 * Time of detection in proportion to length: single lines of up to 50 MB, and up to a million
 * near-misses, in three sizes each. Run: npm run bench:linear
 */
import { randomBytes } from "node:crypto";
import { Checker } from "../src/check/checker.js";
import { extraRule } from "../src/policy/extraRule.js";
import { BlockBuilder } from "../src/source/blockBuilder.js";
import { readText } from "../src/source/wholeFile.js";

const MEGABYTE = 1_000_000;
const LARGEST = 50 * MEGABYTE;
const NEAR_MISSES = 1_000_000;
const PARTS = [1 / 4, 1 / 2, 1];
/** A cost per megabyte that grows by more than this from the smallest to the largest is not linear. */
const MOST_GROWTH = 1.5;

const hex = (digits: number): string =>
	randomBytes(Math.ceil(digits / 2))
		.toString("hex")
		.slice(0, digits);
const repeated = (unit: string) => (part: number) => Buffer.alloc(Math.round(NEAR_MISSES * part) * unit.length, unit);
const line = (unit: string) => (part: number) => Buffer.alloc(Math.round(LARGEST * part), unit);
/** Random text is made once: what repeats at a period is a case of its own. */
const randomLine = (encoding: "hex" | "base64") => (part: number) =>
	Buffer.from(
		randomBytes(Math.round(LARGEST * part))
			.toString(encoding)
			.slice(0, Math.round(LARGEST * part)),
	);

/** Of a configuration: any expression, with repetitions that have no bound. */
const configured = new Checker({
	extraRules: [
		extraRule({ id: "acme-token", pattern: "acme_[0-9a-f]{32}" }),
		extraRule({ id: "acme-name", pattern: "(?i)acme.*(?:secret|password)\\s*=" }),
	],
});
const catalogued = new Checker();

const inputs: [string, (part: number) => Buffer, Checker?][] = [
	// First, so that both engines are warm.
	["50 MB line of one letter, own patterns", line("a"), configured],
	["acme and no secret, on a line, own patterns", repeated("acme "), configured],
	["acme and no secret, lines, own patterns", repeated("acme-1 \n"), configured],
	[
		"acme_ and a known near-miss in turn, lines, own patterns",
		repeated(`acme_${hex(31)}\nkey-${hex(31)}\n`),
		configured,
	],
	["50 MB line of one letter", line("a")],
	["50 MB line of minified code", line('var a=function(e){return e.key||"x"};')],
	["50 MB line of hexadecimal digits", randomLine("hex")],
	["50 MB line of base64", randomLine("base64")],
	["key-key-key-… on a line", repeated("key-")],
	["key- and 31 digits, lines", repeated(`key-${hex(31)}\n`)],
	["32 digits and a dash, on a line", repeated(`${hex(32)}-`)],
	["32 digits, a dash and 8, lines", repeated(`${hex(32)}-${hex(8)}\n`)],
	["monkey- and 32 digits, on a line", repeated(`monkey-${hex(32)} `)],
	["monkey- and 32 digits, lines", repeated(`monkey-${hex(32)}\n`)],
	["webhook key on a line", repeated("webhook key ")],
	["webhook signing key, lines", repeated("the webhook_signing_key goes here\n")],
	["base64 of api: and no key, on a line", repeated(`${Buffer.from(`api:${hex(53)}`).toString("base64")} `)],
	["base64 of hexadecimal digits on a line", repeated(Buffer.from(hex(48)).toString("base64"))],
	["UTF-16 without a key, on a line", line("a\0b\0")],
];

let failed = false;
function scan(text: Buffer, checker: Checker): void {
	readText(new BlockBuilder((block) => checker.check(block, () => undefined)), "", text);
}

scan(Buffer.alloc(MEGABYTE, "MAILGUN_API_KEY=monkey-x\n"), catalogued);
console.log("| input | MB | ms | ms per MB |");
console.log("| --- | ---: | ---: | ---: |");
for (const [name, make, checker = catalogued] of inputs) {
	const costs = PARTS.map((part) => {
		const text = make(part);
		const start = process.hrtime.bigint();
		scan(text, checker);
		const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
		const cost = milliseconds / (text.length / MEGABYTE);
		console.log(
			`| ${name} | ${(text.length / MEGABYTE).toFixed(1)} | ${milliseconds.toFixed(0)} | ${cost.toFixed(1)} |`,
		);
		return cost;
	});
	if ((costs[costs.length - 1] ?? 0) > MOST_GROWTH * (costs[0] ?? 0)) {
		failed = true;
		console.log(`${name}: the cost per megabyte grows`);
	}
}
process.exitCode = failed ? 1 : 0;
