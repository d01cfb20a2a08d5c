/**
 * How many random keys each placeholder test takes for made up, out of a million of each alphabet.
 * Run: npm run bench:placeholders [how many]
 */
import { randomBytes } from "node:crypto";
import { placeholderTests } from "../src/key/placeholder.js";

const COUNT = Number(process.argv[2] ?? 1_000_000);
const LIMIT = 1e-4;

const HEXADECIMAL = "0123456789abcdef";
const LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";
const ALL = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

function* values(alphabet: string, length: number): Generator<string> {
	let pool = randomBytes(0);
	let at = 0;
	// Bytes at or above this would make the first characters of the alphabet likelier.
	const fair = 256 - (256 % alphabet.length);
	for (let made = 0; made < COUNT; made++) {
		let value = "";
		while (value.length < length) {
			if (at === pool.length) {
				pool = randomBytes(1 << 16);
				at = 0;
			}
			const byte = pool[at++] ?? 0;
			if (byte < fair) value += alphabet.charAt(byte % alphabet.length);
		}
		yield value;
	}
}

const kinds: { name: string; alphabet: string; parts: (value: string) => string[]; length: number }[] = [
	{ name: "classic, hexadecimal", alphabet: HEXADECIMAL, length: 32, parts: (value) => [value] },
	{ name: "classic, base36", alphabet: LOWER, length: 32, parts: (value) => [value] },
	{ name: "classic, base62", alphabet: ALL, length: 32, parts: (value) => [value] },
	{ name: "three parts", alphabet: HEXADECIMAL, length: 48, parts: (value) => [value.slice(0, 32), value] },
];

let failed = false;
for (const { name, alphabet, length, parts } of kinds) {
	const counts = new Map(placeholderTests.map((test) => [test.name, 0]));
	let total = 0;
	for (const value of values(alphabet, length)) {
		let any = false;
		for (const test of placeholderTests) {
			if (!parts(value).some((part) => test.fails(part))) continue;
			counts.set(test.name, (counts.get(test.name) ?? 0) + 1);
			any = true;
		}
		if (any) total++;
	}
	console.log(`${name}: ${total} of ${COUNT} random keys lost (${((total / COUNT) * 1e4).toFixed(2)} in 10,000)`);
	for (const [test, count] of counts) console.log(`  ${String(count).padStart(6)}  ${test}`);
	if (total / COUNT >= LIMIT) failed = true;
}
process.exitCode = failed ? 1 : 0;
