import { createHash } from "node:crypto";
import { pushedBudget } from "../../../src/environment.js";
import { streamGit } from "../../../src/git/client.js";
import { LOG_OPTIONS, PATCH_OPTIONS } from "../../../src/git/fixedOptions.js";
import { findPushedBefore } from "../../../src/respond/search/pushedBefore.js";
import { basicAuth, classicKey, currentKey } from "../../support/madeUpKeys.js";

// What git prints is searched piece by piece, wherever it is cut: each key must get the commit that it
// stands in, and that commit's date.

const commitOf = (number: number) => createHash("sha1").update(`commit ${number}`).digest("hex");
const dateOf = (number: number) => `2024-05-${10 + number}T12:34:56+02:00`;
const mark = (number: number) => `\u0001${commitOf(number)} ${dateOf(number)}\n`;
const patch = (path: string, ...lines: string[]) =>
	`\ndiff --git a/${path} b/${path}\nindex 1c59427..c6a8a2d 100644\n--- a/${path}\n+++ b/${path}\n@@ -1,0 +2,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join("")}`;

interface Told {
	commit: string;
	date: string;
}
const told = (number: number): Told => ({ commit: commitOf(number), date: dateOf(number) });

jest.mock("../../../src/git/client.js");

/** Has git print these pieces, whatever it is asked for; returns what it is asked for. */
function printing(pieces: readonly Buffer[]): (readonly string[])[] {
	const calls: (readonly string[])[] = [];
	jest.mocked(streamGit).mockImplementation(async (_root, args, { take, enough }) => {
		calls.push(args);
		for (const piece of pieces) {
			take(piece);
			if (enough?.() === true) return;
		}
	});
	return calls;
}

async function search(pieces: readonly Buffer[], keys: readonly string[], paths: readonly string[] = ["app.env"]) {
	const calls = printing(pieces);
	const secrets = new Map(keys.map((key, index) => [`mark ${index}`, key]));
	const results = await findPushedBefore("/", secrets, { paths, budget: 60_000 });
	return { results: keys.map((_key, index) => results.get(`mark ${index}`)), calls };
}

const cut = (text: string, ...at: number[]): Buffer[] => {
	const bytes = Buffer.from(text, "latin1");
	return [0, ...at].map((start, index) => Buffer.from(bytes.subarray(start, at[index] ?? bytes.length)));
};
const everyBytes = (text: string, size: number): Buffer[] =>
	cut(text, ...Array.from({ length: Math.ceil(text.length / size) - 1 }, (_, index) => (index + 1) * size));

describe("the commit that is named is the one that the key stands in", () => {
	const keys = [classicKey(), currentKey(), classicKey()];
	const [first = "", second = "", third = ""] = keys;
	const text =
		mark(1) +
		patch("one.txt", "nothing here") +
		mark(2) +
		patch("two.env", "A=1", `MAILGUN_API_KEY=${first}`, "B=2") +
		mark(3) +
		patch(
			"three.env",
			...Array.from({ length: 12 }, (_, line) => `LINE_${line}=${"x".repeat(40)}`),
			`AUTH=${basicAuth(second)}`,
		) +
		mark(4) +
		patch("four.txt", "nothing") +
		mark(5) +
		patch("five.env", third);
	const expected = [2, 3, 5].map((number) => ({ state: "pushed", ...told(number) }));

	test("cut in two at any byte", async () => {
		for (let at = 1; at < text.length; at++) {
			const { results } = await search(cut(text, at), keys);
			expect([at, results]).toEqual([at, expected]);
		}
	});

	test.each([1, 2, 3, 7, 31, 64, 100, 199, 200, 201, 255, 256, 257, 300, 456, 457, 1000])(
		"in pieces of %i bytes",
		async (size) => {
			const { results } = await search(everyBytes(text, size), keys);
			expect(results).toEqual(expected);
		},
	);

	test("cut in three around a mark", async () => {
		const at = text.indexOf(mark(3));
		for (let from = at - 60; from < at + 70; from += 3) {
			for (const length of [1, 2, 30, 68, 90, 300]) {
				const { results } = await search(cut(text, from, from + length), keys);
				expect([from, length, results]).toEqual([from, length, expected]);
			}
		}
	});

	test("however far its mark is behind", async () => {
		const far =
			mark(1) +
			patch("one", first) +
			mark(2) +
			patch("big", ...Array.from({ length: 3000 }, () => "z".repeat(60)), second);
		for (const size of [500, 4096, 65_536]) {
			const { results } = await search(everyBytes(far, size), [first, second]);
			expect(results).toEqual([1, 2].map((number) => ({ state: "pushed", ...told(number) })));
		}
	});

	test("in repositories of SHA-256, with dates of UTC", async () => {
		const id = createHash("sha256").update("commit").digest("hex");
		const output = `\u0001${id} 2024-05-10T12:34:56Z\n${patch("a", first)}`;
		const { results } = await search(everyBytes(output, 100), [first]);
		expect(results).toEqual([{ state: "pushed", commit: id, date: "2024-05-10T12:34:56Z" }]);
	});

	test("the newest, where it stands in more than one", async () => {
		const { results } = await search(cut(mark(1) + patch("a", first) + mark(2) + patch("a", first)), [first]);
		expect(results).toEqual([{ state: "pushed", ...told(1) }]);
	});
});

describe("a file's own text", () => {
	const key = classicKey();
	const between = (line: string) => cut(mark(1) + patch("a", "x") + mark(2) + patch("b", line, key));

	test.each([
		["the sign of a mark", "\u0001"],
		["with a commit that is none", "\u0001abc 2024-01-01T00:00:00Z"],
		["with a commit that is too short", `\u0001${"a".repeat(39)} 2024-01-01T00:00:00Z`],
		["with one that is too long", `\u0001${"a".repeat(65)} 2024-01-01T00:00:00Z`],
		["without a date", `\u0001${"a".repeat(40)}`],
		["with a date that is none", `\u0001${"a".repeat(40)} yesterday`],
		["with more behind it", `\u0001${"a".repeat(40)} 2024-01-01T00:00:00Z x`],
		["with something before it", `\u0001x${"a".repeat(40)} 2024-01-01T00:00:00Z`],
		["in capitals", `\u0001${"A".repeat(40)} 2024-01-01T00:00:00Z`],
		["with a date without an offset", `\u0001${"a".repeat(40)} 2024-01-01T00:00:00`],
	])("that has %s passes for none", async (_what, line) => {
		const { results } = await search(between(line), [key]);
		expect(results).toEqual([{ state: "pushed", ...told(2) }]);
	});

	test("at the very start of what is read there may be no mark, and it is pushed all the same", async () => {
		for (const output of [key, `\u0001${key}`, `x\u0001y ${key}`]) {
			const { results } = await search(cut(output), [key]);
			expect(results).toEqual([{ state: "pushed", commit: "", date: "" }]);
		}
	});
});

describe("what is asked for", () => {
	const keys = Array.from({ length: 6 }, () => classicKey());

	test("first the files in question, then all; each once", async () => {
		const { calls, results } = await search(cut(`${mark(1)}\n`), keys.slice(0, 1), ["a.env", "b/c.env"]);
		expect(results).toEqual([{ state: "not-pushed" }]);
		const tails = calls.map((args) => args.slice(args.indexOf("--")));
		expect(tails).toEqual([["--", ":(top,literal)a.env", ":(top,literal)b/c.env"], ["--"]]);
		for (const args of calls) {
			expect(args.slice(0, args.indexOf("--"))).toEqual([
				"log",
				"--remotes",
				"--format=tformat:%x01%H %cI",
				"-c",
				"--unified=0",
				...LOG_OPTIONS,
				...PATCH_OPTIONS,
				"--no-renames",
			]);
		}
	});

	test("no second time where all are found", async () => {
		const output = mark(1) + patch("a", keys[0] ?? "");
		expect((await search(cut(output), keys.slice(0, 1))).calls).toHaveLength(1);
		const both = await search(cut(output), keys.slice(0, 2));
		expect(both.calls).toHaveLength(2);
		expect(both.results).toEqual([{ state: "pushed", ...told(1) }, { state: "not-pushed" }]);
	});

	test("at most 50 files by name", async () => {
		const paths = Array.from({ length: 51 }, (_, index) => `${index}.env`);
		const { calls } = await search(cut("\n"), keys.slice(0, 1), paths);
		expect(calls[0]?.filter((arg) => arg.startsWith(":(top,literal)"))).toHaveLength(50);
		expect(calls[0]).toContain(":(top,literal)49.env");
	});

	test("for five keys, and what is said of a sixth", async () => {
		const output = mark(1) + patch("a", ...keys);
		const found = { state: "pushed", ...told(1) };
		expect((await search(cut(output), keys)).results).toEqual([...Array(5).fill(found), { state: "not-all-read" }]);
		expect((await search(cut("\n"), keys)).results).toEqual([
			...Array(5).fill({ state: "not-pushed" }),
			{ state: "not-all-read" },
		]);
	});
});

describe("how long it may take", () => {
	const budget = (seconds?: string) => pushedBudget(seconds === undefined ? {} : { MG_HOOK_PUSHED_TIMEOUT: seconds });

	test("300 ms unless said otherwise, in seconds up to an hour", () => {
		expect(budget()).toBe(300);
		expect(budget("")).toBe(300);
		expect(budget("0.001")).toBe(1);
		expect(budget("50")).toBe(50_000);
		expect(budget("3600")).toBe(3_600_000);
	});

	test.each(["3600.001", "3601", "0", "-0.5", "NaN", "Infinity", "x", "1s"])("%s is none", (seconds) => {
		expect(() => budget(seconds)).toThrow(/MG_HOOK_PUSHED_TIMEOUT/u);
	});
});
