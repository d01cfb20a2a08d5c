import type { Random } from "./random.js";

/** Lines, in Latin-1 and without their ends, that have misled readers of diffs. */
const LINES = [
	"",
	"",
	" ",
	"\t",
	"a",
	"b",
	"c",
	"}",
	"\r",
	"x\r",
	"+",
	"-",
	"++ b/x",
	"-- a/x",
	"+++ b/x",
	"--- a/x",
	"@@ -1 +1 @@",
	"@ -1,2 +3,4 @@ x",
	"diff --git a/x b/x",
	"diff --cc x",
	"index 1..2 100644",
	"\\ No newline at end of file",
	" No newline at end of file",
	"Binary files a/x and b/x differ",
	"* Unmerged path x",
	"rename from x",
	"new file mode 100644",
	"Subproject commit 0",
	"\0",
	"\0\0a\0",
	"\xff\xfe",
	"\xe9",
	"\xc3\xa9",
	"\x1b[31m",
	"\f",
	"\v\x85\u00a0",
];

/** One version of a file, as its lines, each with its end; Latin-1: a character a byte. */
export type FileVersion = readonly string[];

function line(random: Random): string {
	if (random.chance(0.02)) return "y".repeat(random.below(9000));
	if (random.chance(0.15)) return `unique ${random.below(1e9)}`;
	return random.pick(LINES);
}

export function firstVersion(random: Random): FileVersion {
	const count = random.chance(0.1) ? 0 : random.below(random.chance(0.2) ? 120 : 14);
	return ended(
		random,
		Array.from({ length: count }, () => line(random)),
	);
}

/** A version with some edits: lines taken out, put in, moved, replaced; or the end of the last line changed. */
export function nextVersion(random: Random, before: FileVersion): FileVersion {
	const lines = before.map((text) => text.replace(/\n$/u, ""));
	for (let edits = random.below(5); edits >= 0; edits--) {
		const at = random.below(lines.length + 1);
		const some = 1 + random.below(random.chance(0.2) ? 12 : 3);
		const kind = random.below(5);
		if (kind === 0) lines.splice(at, some);
		else if (kind === 1) lines.splice(at, 0, ...Array.from({ length: some }, () => line(random)));
		else if (kind === 2) lines.splice(at, some, ...Array.from({ length: some }, () => line(random)));
		else if (kind === 3) lines.splice(random.below(lines.length + 1), 0, ...lines.splice(at, some));
		else lines.splice(at, 0, ...lines.slice(at, at + some));
	}
	return ended(random, lines);
}

function ended(random: Random, lines: readonly string[]): FileVersion {
	const withEnds = lines.map((text) => `${text}\n`);
	const last = lines.at(-1);
	if (last !== undefined && last !== "" && random.chance(0.3)) withEnds[withEnds.length - 1] = last;
	return withEnds;
}

/** A path that no other call's path gets in the way of: random bytes, in Latin-1, and a number. */
export function path(random: Random, number: number): string {
	const pieces = [
		" ",
		"\t",
		"\n",
		"\r",
		'"',
		"\\",
		"'",
		"-",
		"a/",
		"b/",
		" b/",
		" => ",
		"\xe9",
		"\xc3\xa9",
		"\x01",
		"\x7f",
		"#",
		":",
		"*",
		"a",
		"b",
		".",
		"{",
		"x\xff",
	];
	let name = "";
	for (let length = random.below(8); length > 0; length--) name += random.pick(pieces);
	// No empty, `.` or `..` part, no slash first or last: git takes none.
	const parts = `${name}${number}`.split("/").map((part) => (/^\.*$/u.test(part) ? `p${part}` : part));
	return parts.map((part, index) => (index < parts.length - 1 ? `${part}.${number}` : part)).join("/");
}

/** How many lines two versions have in common, in order. */
export function longestCommonSubsequence(left: FileVersion, right: FileVersion): number {
	let row = new Uint16Array(right.length + 1);
	for (const text of left) {
		const next = new Uint16Array(right.length + 1);
		for (const [index, other] of right.entries()) {
			next[index + 1] = text === other ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0);
		}
		row = next;
	}
	return row[right.length] ?? 0;
}

export function isSubsequence(part: FileVersion, whole: FileVersion): boolean {
	let at = 0;
	for (const text of whole) if (text === part[at]) at++;
	return at === part.length;
}
