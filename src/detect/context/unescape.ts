import { lazyPattern } from "../re2.js";

/**
 * Characters written as HTML entities, percent or quoted-printable codes, backslash escapes of
 * JSON, C and shells, and terminal colours.
 */
const encoded = lazyPattern(
	String.raw`&(?:quot|apos|lt|gt|amp|nbsp|equals|colon|num|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});|%(?:25)*[0-9A-Fa-f]{2}|\\+(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|0[0-7]{2}|["'\x60/nrt])|=(?:3D|3A|2[0-9A-F])|\x1b\[[0-9;]*[A-Za-z]|(?:\\033|\\e|\\x1b|\\u001b)\[[0-9;]*m`,
	"g",
);

const entities: Readonly<Record<string, string>> = {
	quot: '"',
	apos: "'",
	lt: "<",
	gt: ">",
	amp: "&",
	nbsp: " ",
	equals: "=",
	colon: ":",
	num: "#",
};

function decodeOne(code: string): string {
	const first = code.charAt(0);
	if (first === "&") {
		const name = code.slice(1, -1);
		if (!name.startsWith("#")) return entities[name] ?? " ";
		return printable(/^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
	}
	if (first === "%" || first === "=") return printable(Number.parseInt(code.slice(-2), 16));
	if (first !== "\\" || code.endsWith("m")) return "";
	const sequence = code.replace(/^\\+/u, "");
	if (/^[ux]/u.test(sequence)) return printable(Number.parseInt(sequence.replace(/[^0-9a-f]/giu, ""), 16));
	if (/^0[0-7]/u.test(sequence)) return printable(Number.parseInt(sequence, 8));
	return { n: "\n", r: "\n", t: "\t" }[sequence] ?? sequence;
}

function printable(code: number): string {
	if (code === 10 || code === 13) return "\n";
	return code >= 32 && code < 127 ? String.fromCharCode(code) : " ";
}

/**
 * A stretch of a line with its escapes decoded: `apiKey":"` for `apiKey&quot;:&quot;`. An escaped line
 * end becomes a line feed.
 */
export function plainText(text: string): string {
	return encoded().replace(text, decodeOne);
}
