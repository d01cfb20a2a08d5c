import { PATCH_OPTIONS, WITH_RENAMES, WITHOUT_DELETED } from "../../src/git/fixedOptions.js";
import { DiffReader } from "../../src/source/diffReader.js";
import { type DatedRepository, datedRepository } from "../support/checked.js";
import { EventRecorder } from "../support/recordedEvents.js";

class MergeRecorder extends EventRecorder {
	readonly marks: string[] = [];
	readonly unshownFiles: string[] = [];

	mark(line: Buffer): void {
		this.marks.push(line.toString("latin1"));
	}

	unshown(path: string, object: string): void {
		this.unshownFiles.push(`${path} ${object}`);
	}
}

function read(patch: string | Buffer, cuts: readonly number[] = []): MergeRecorder {
	const bytes = Buffer.from(patch);
	const recorder = new MergeRecorder();
	const reader = new DiffReader(recorder);
	let from = 0;
	for (const to of [...cuts, bytes.length]) {
		reader.push(Buffer.from(bytes.subarray(from, to)));
		from = to;
	}
	reader.end();
	return recorder;
}

const header = (path: string) => `diff --cc ${path}\nindex 1,2..3\n--- a/${path}\n+++ b/${path}\n`;

const LOG = [
	"\0one\n\n",
	header("a"),
	"@@@ -1,3 -1,3 +1,4 @@@ section\n  both\n- ours\n -theirs\n--neither\n++merged\n+ from theirs\n +from ours\n",
	// As git counts it where lines were removed behind the end: 9 of the first parent, 5 new ones.
	"@@@ -20,9 -20,2 +21,5 @@@\n  x\n++@@@ -1 -1 +1 @@@\n",
	"@@@ -40,1 -40,1 +41,0 @@@\n--gone\n",
	"@@@ -50,3 -50,2 +51,1 @@@\n++kept\n- ++ like an added line\n -\n",
	"diff --cc wide\nindex 1,2..abc\nBinary files differ\n",
	"\0two\n\n",
	"diff --git a/b b/b\nindex 1..2 100644\n--- a/b\n+++ b/b\n@@ -0,0 +1 @@\n+plain\n",
	"\0three\n\n",
	`diff --cc c\nindex 1,2,3..4\n--- a/c\n+++ b/c\n@@@@ -1,1 -1,1 -1,0 +1,3 @@@@\n    \n++++\n+++ d\n`
		.replace("\n++++\n", "\n+++all\n")
		.replace("\n    \n", "\n  +in two\n"),
].join("");

describe("a log with merges", () => {
	const recorded = read(LOG);

	test("has as new what no parent had", () => {
		expect(recorded.added).toEqual([
			"a:2:merged",
			"a:22:@@@ -1 -1 +1 @@@",
			"a:51:kept",
			"b:1:plain",
			"c:2:all",
			"c:3: d",
		]);
		expect(
			recorded.lines.filter(({ added }) => !added).map(({ path, line, text }) => `${path}:${line}:${text}`),
		).toEqual(["a:1:both", "a:3:from theirs", "a:4:from ours", "a:21:x", "c:1:in two"]);
	});

	test("tells commits, hunks and files whose content git does not show", () => {
		expect(recorded.marks).toEqual(["\0one", "\0two", "\0three"]);
		expect(recorded.unshownFiles).toEqual(["wide abc"]);
		expect(recorded.hunksEnded).toBe(recorded.hunks.length);
		expect(recorded.hunks).toHaveLength(6);
	});

	test("reads the same however it is cut in two", () => {
		for (let cut = 0; cut <= LOG.length; cut++) expect(read(LOG, [cut])).toEqual(recorded);
		expect(read(LOG, [...Array(LOG.length).keys()])).toEqual(recorded);
	});

	test.each([
		["cut off in a line", `${header("a")}@@@ -1 -1 +1 @@@\n++x`, /middle of/],
		["cut off in a line's columns", `${header("a")}@@@ -1 -1 +1 @@@\n++x\n-`, /middle of/],
		["with a line of no parent", `${header("a")}@@@ -1 -1 +1,2 @@@\n++x\n-x\n`, /no parent explains/],
		["with a header of no shape", `${header("a")}@@@ -1 -1 @@@\n`, /header of a merge/],
	])("refuses one %s", (_name, log, problem) => {
		expect(() => read(log)).toThrow(problem);
	});
});

describe("what git itself prints of merges", () => {
	let repository: DatedRepository;
	beforeAll(() => {
		repository = datedRepository();
		let state = 7;
		const below = (limit: number) => {
			state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
			return (state >> 8) % limit;
		};
		const edit = (lines: string[], name: string) => {
			const changed = [...lines];
			for (let edits = 1 + below(4); edits > 0; edits--) {
				const at = below(changed.length + 1);
				changed.splice(at, below(5), ...Array.from({ length: below(4) }, (_, index) => `${name} ${edits} ${index}`));
			}
			return changed;
		};
		const text = (lines: readonly string[]) =>
			lines.map((line) => `${line}\n`).join("") + (below(4) === 0 ? "no feed" : "");
		let lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
		repository.write("file", text(lines));
		repository.commit("first");
		for (let round = 0; round < 12; round++) {
			repository.git("checkout", "-q", "-b", `side${round}`);
			repository.write("file", text(edit(lines, `side ${round}`)));
			repository.commit(`side ${round}`);
			repository.git("checkout", "-q", "main");
			const ours = edit(lines, `main ${round}`);
			repository.write("file", text(ours));
			repository.commit(`main ${round}`);
			repository.tryGit(["merge", "-q", `side${round}`]);
			lines = edit(ours, `merge ${round}`);
			repository.write("file", text(lines));
			repository.commit(`merge ${round}`);
		}
	});
	afterAll(() => repository.remove());

	test.each([0, 1, 8])("agrees, with %i lines of context, line by line with the merged file", (context) => {
		const merges = repository.git("rev-list", "--merges", "main").split("\n");
		expect(merges.length).toBe(12);
		let seen = 0;
		for (const merge of merges) {
			const patch = repository.gitBytes(
				"show",
				"--format=%x00%H",
				"--cc",
				...PATCH_OPTIONS,
				WITHOUT_DELETED,
				...WITH_RENAMES,
				`--unified=${context}`,
				merge,
			);
			const merged = repository.git("show", `${merge}:file`).split("\n");
			const parents = [1, 2].map((parent) => new Set(repository.git("show", `${merge}^${parent}:file`).split("\n")));
			for (const { line, text, added } of read(patch).lines) {
				expect([line, text]).toEqual([line, merged[line - 1]]);
				if (added && text.startsWith("merge ")) seen++;
				// A line that neither parent holds anywhere can only be the merge's own.
				if (parents.every((parent) => !parent.has(text))) expect(added).toBe(true);
			}
		}
		expect(seen).toBeGreaterThan(20);
	});
});
