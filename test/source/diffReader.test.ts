import fc from "fast-check";
import { DiffReader } from "../../src/source/diffReader.js";
import { EventRecorder } from "../support/recordedEvents.js";

/** Reads a patch cut at the given offsets. */
function read(patch: string | Buffer, cuts: readonly number[] = []): EventRecorder {
	const bytes = Buffer.from(patch);
	const recorder = new EventRecorder();
	const reader = new DiffReader(recorder);
	let from = 0;
	for (const to of [...cuts, bytes.length]) {
		// A copy that is spoiled afterwards: the reader may keep nothing of a chunk's memory.
		const chunk = Buffer.from(bytes.subarray(from, to));
		reader.push(chunk);
		chunk.fill(0x21);
		from = to;
	}
	reader.end();
	return recorder;
}

const header = (path: string) => `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a/${path}\n+++ b/${path}\n`;

/** One of everything that a patch may hold. */
const EVERYTHING = [
	header("config.env"),
	"@@ -1,2 +1,3 @@ section one\n CONTEXT=1\n-OLD=2\n+NEW=3\n+MORE=4\n",
	"@@ -10 +11,0 @@ gone\n-x\n",
	"@@ -20,0 +21 @@\n+++ b/not-a-header\n",
	'diff --git "a/tab\\there" "b/tab\\there"\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ "b/tab\\there"\n@@ -0,0 +1,2 @@\n+diff --git a/x b/x\n+@@ -1 +1 @@\n\\ No newline at end of file\n',
	"diff --git a/one b/two\nsimilarity index 100%\nrename from one\nrename to two\n",
	header("with space"),
	"@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
	"diff --git a/mode b/mode\nold mode 100644\nnew mode 100755\n",
	header("blank"),
	"@@ -1,3 +1,5 @@\n\n+\n \n+\u00e9\u{1f511}\r\n x\n",
]
	.join("")
	.replace("+++ b/with space\n", "+++ b/with space\t\n");

describe("DiffReader", () => {
	const recorded = read(EVERYTHING);

	test("tells added lines with path and line, context with its own", () => {
		expect(recorded.added).toEqual([
			"config.env:2:NEW=3",
			"config.env:3:MORE=4",
			"config.env:21:++ b/not-a-header",
			"tab\there:1:diff --git a/x b/x",
			"tab\there:2:@@ -1 +1 @@",
			"with space:1:b",
			"blank:2:",
			`blank:4:${Buffer.from("\u00e9\u{1f511}\r").toString("latin1")}`,
		]);
		expect(
			recorded.lines.filter(({ added }) => !added).map(({ path, line, text }) => `${path}:${line}:${text}`),
		).toEqual(["config.env:1:CONTEXT=1", "blank:1:", "blank:3:", "blank:5:x"]);
	});

	test("tells each file that has a hunk once, with its hunks and their headings", () => {
		expect(recorded.files).toEqual(["config.env", "tab\there", "with space", "blank"]);
		expect(recorded.hunks).toEqual([
			{ path: "config.env", firstLine: 1, heading: "section one" },
			{ path: "config.env", firstLine: 11, heading: "gone" },
			{ path: "config.env", firstLine: 21, heading: "" },
			{ path: "tab\there", firstLine: 1, heading: "" },
			{ path: "with space", firstLine: 1, heading: "" },
			{ path: "blank", firstLine: 1, heading: "" },
		]);
		expect(recorded.hunksEnded).toBe(recorded.hunks.length);
	});

	test("reads the same however the patch is cut in two", () => {
		const length = Buffer.byteLength(EVERYTHING);
		for (let cut = 0; cut <= length; cut++) expect(read(EVERYTHING, [cut])).toEqual(recorded);
	});

	test("reads the same byte by byte", () => {
		const length = Buffer.byteLength(EVERYTHING);
		expect(read(EVERYTHING, [...Array(length).keys()])).toEqual(recorded);
	});

	test("reads the same however the patch is cut at all", () => {
		const length = Buffer.byteLength(EVERYTHING);
		fc.assert(
			fc.property(fc.uniqueArray(fc.nat(length), { maxLength: 40 }), (cuts) => {
				expect(
					read(
						EVERYTHING,
						cuts.sort((left, right) => left - right),
					),
				).toEqual(recorded);
			}),
			{ seed: 4, numRuns: 300 },
		);
	});

	test.each([
		["plain", "b/a.txt", "a.txt"],
		["in folders", "b/x/y/z.txt", "x/y/z.txt"],
		["space, so a tab behind it", "b/a b.txt\t", "a b.txt"],
		["quoted, with a space, so a tab behind it", '"b/a \\"b\\".txt"\t', 'a "b".txt'],
		["beginning like a prefix", "b/b/b/a.txt", "b/b/a.txt"],
		["ending in a carriage return", '"b/a\\r"', "a\r"],
		["octal", '"b/\\303\\251.txt"', "\u00e9.txt"],
		["not UTF-8", '"b/\\351.txt"', "\\xe9.txt"],
		["=>", "b/a => b\t", "a => b"],
		["dash first", "b/-rf", "-rf"],
		["named dev/null", "b/dev/null", "dev/null"],
	])("takes the path out of a header: %s", (_name, written, path) => {
		expect(read(`diff --git x x\n--- /dev/null\n+++ ${written}\n@@ -0,0 +1 @@\n+x\n`).files).toEqual([path]);
	});

	test.each([
		["of a merge's side", "* Unmerged path a.txt\n", /a\.txt has conflicts/],
		["without content", `${header("x")}Binary files a/x and b/x differ\n`, /takes for binary/],
		["cut off in a hunk", `${header("x")}@@ -0,0 +1,2 @@\n+x\n`, /middle of a hunk/],
		["cut off in a line", `${header("x")}@@ -0,0 +1,1 @@\n+x`, /middle of a hunk/],
		["cut off behind a line's sign", `${header("x")}@@ -0,0 +1,1 @@\n+`, /middle of a hunk/],
		["with a line of no kind", `${header("x")}@@ -0,0 +1,1 @@\nx\n`, /neither added, removed nor context/],
		["with more lines than said", `${header("x")}@@ -1,1 +1,2 @@\n-x\n-y\n`, /more lines than/],
		["with a header of no shape", `${header("x")}@@ -a +1 @@\n+x\n`, /hunk header/],
		["with a hunk of no file", "@@ -0,0 +1 @@\n+x\n", /hunk header/],
		["with a header line without end", `${header("x")}${"x".repeat(1 << 21)}`, /over a megabyte/],
		["of a combined diff", "diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1,1 -1,1 +1,2 @@@\n++x\n", /combined/],
	])("refuses a patch %s", (_name, patch, problem) => {
		expect(() => read(patch)).toThrow(problem);
	});

	test.each([[[]], [[1]], [[700_000]], [[1_048_575]], [[1_048_576]]])(
		"reads a header line of a megabyte and refuses one of a byte more, cut at %j",
		(cuts) => {
			// A line of no known kind, which is skipped.
			const long = (length: number) => `${"x".repeat(length)}\n${header("a")}@@ -0,0 +1 @@\n+x\n`;
			expect(read(long(1_048_576), cuts).added).toEqual(["a:1:x"]);
			expect(() => read(long(1_048_577), cuts)).toThrow(/over a megabyte/);
			expect(() => read("x".repeat(1_048_577), cuts)).toThrow(/over a megabyte/);
		},
	);

	test("reads an empty patch", () => {
		expect(read("").lines).toEqual([]);
	});
});
