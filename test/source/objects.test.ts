import { rmSync } from "node:fs";
import { CannotCheck } from "../../src/failure.js";
import { type NamedObject, readBlobs } from "../../src/source/blobs.js";
import { BlockBuilder } from "../../src/source/blockBuilder.js";
import { join as joinPath, relativeTo } from "../../src/source/bytePath.js";
import { untilAborted } from "../../src/source/reading.js";
import { WholeFile } from "../../src/source/wholeFile.js";
import { fakeGit } from "../support/fakeGit.js";
import { EventRecorder } from "../support/recordedEvents.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

describe("paths in bytes", () => {
	test.each([
		["/a", "b", "/a/b"],
		["/a", "b/", "/a/b"],
		["/a", "b/c", "/a/b/c"],
		["", "b", "/b"],
	])("%s and %s are %s", (folder, name, path) => {
		expect(joinPath(Buffer.from(folder), Buffer.from(name)).toString()).toBe(path);
	});

	test.each([
		["/a", "/a/b", "b"],
		["/a", "/a/b/c", "b/c"],
		["/", "/a/b", "a/b"],
		["/a", "/ab", "../ab"],
		["/a/b", "/a/c", "../c"],
	])("from %s on %s is %s", (base, file, path) => {
		expect(relativeTo(base, Buffer.from(file)).toString()).toBe(path);
	});

	test("bytes that are not UTF-8 are kept", () => {
		expect(relativeTo("/a", Buffer.from([47, 97, 47, 0xe9]))).toEqual(Buffer.from([0xe9]));
	});
});

describe("a whole file", () => {
	const lines = (...pieces: string[]) => {
		const recorder = new EventRecorder();
		const file = new WholeFile(recorder, "a.txt");
		for (const piece of pieces) file.push(Buffer.from(piece));
		file.end();
		expect(recorder.hunks).toEqual([{ path: "a.txt", firstLine: 1, heading: "" }]);
		expect(recorder.hunksEnded).toBe(1);
		return recorder.lines.map(({ line, text, added }) => `${line}${added ? "+" : " "}${text}`);
	};

	test.each<[string[], string[]]>([
		[[], []],
		[[""], []],
		[["a"], ["1+a"]],
		[["a\n"], ["1+a"]],
		[["\n"], ["1+"]],
		[["a\n\nb"], ["1+a", "2+", "3+b"]],
		[
			["a", "b\n", "c", "\n", "d"],
			["1+ab", "2+c", "3+d"],
		],
		[
			["a\n", "b"],
			["1+a", "2+b"],
		],
		[["a", "\n"], ["1+a"]],
		[["a\n", ""], ["1+a"]],
	])("%j", (pieces, expected) => {
		expect(lines(...pieces)).toEqual(expected);
	});

	test("of a part of a piece", () => {
		const recorder = new EventRecorder();
		const file = new WholeFile(recorder, "a.txt");
		file.push(Buffer.from("xxa\nb\nyy"), 2, 5);
		file.push(Buffer.from("cc\nyy"), 0, 2);
		file.end();
		expect(recorder.lines.map(({ text }) => text)).toEqual(["a", "bcc"]);
	});
});

describe("objects", () => {
	let repository: TemporaryRepository;
	const before = process.env;
	beforeEach(() => {
		process.env = hermeticEnvironment();
		repository = temporaryRepository();
	});
	const folders: string[] = [];
	afterEach(() => {
		process.env = before;
		repository.remove();
		for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
	});

	async function read(objects: NamedObject[], piece?: string) {
		const texts: string[] = [];
		const begun: number[] = [];
		const builder = new BlockBuilder((block) => texts.push(`${block.path}: ${block.bytes.toString("latin1")}`));
		if (piece !== undefined) {
			const { folder, PATH } = fakeGit(piece);
			folders.push(folder);
			process.env = hermeticEnvironment({ PATH });
		}
		const errors = await readBlobs(repository.root, objects, { builder, begin: (index) => begun.push(index) });
		const missing = errors.map(({ path }) => path);
		return { texts, begun, missing, extent: builder.extent };
	}
	const store = (text: string | Buffer) =>
		repository.tryGit(["hash-object", "-w", "--stdin"], { input: text }).stdout.trim();

	test("are read in their order, and those that are not here are told", async () => {
		const [one, empty, three] = [store("a\nb\n"), store(""), store("no end")];
		const gone = "1".repeat(40);
		expect(
			await read([
				{ object: one, path: "1" },
				{ object: gone, path: "2" },
				{ object: empty, path: "3" },
				{ object: three, path: "4" },
				{ object: gone, path: "5" },
			]),
		).toEqual({
			texts: ["1: a\nb\n", "4: no end\n"],
			begun: [0, 2, 3],
			missing: ["2", "5"],
			extent: { files: 3, lines: 3 },
		});
		expect(await read([])).toMatchObject({ texts: [], missing: [] });
	});

	test("however git's answer is cut", async () => {
		const texts = ["a\nb\n", "x".repeat(100_000), "\n\n", "\0bin\n"];
		const objects = texts.map((text, index) => ({ object: store(text), path: `${index}` }));
		// A few bytes at a time, and then the rest.
		const result = await read(
			objects,
			`case " $* " in *" cat-file "*)
	"$REAL_GIT" "$@" | { dd bs=1 count=150 2>/dev/null; cat; } ;;
*) exec "$REAL_GIT" "$@" ;; esac`,
		);
		expect(result.texts).toEqual(texts.map((text, index) => `${index}: ${text.endsWith("\n") ? text : `${text}\n`}`));
	});

	test.each([
		["nothing", "exit 0"],
		["less than was asked for", 'printf "%s blob 1\\na\\n" 1111'],
		["half of a content", 'printf "%s blob 9\\na" 1111'],
		["more than was asked for", 'printf "%s blob 1\\na\\n%s blob 1\\nb\\n%s blob 1\\nc\\n" 1 2 3'],
		["something else", "echo what"],
		["a header without end", "head -c 5000 /dev/zero | tr '\\0' 1"],
	])("where git prints %s it is said", async (_what, script) => {
		const objects = [1, 2].map((number) => ({ object: "1".repeat(40), path: `${number}` }));
		const answer = read(
			objects,
			`case " $* " in *" cat-file "*) cat >/dev/null; ${script} ;; *) exec "$REAL_GIT" "$@" ;; esac`,
		);
		await expect(answer).rejects.toThrow(CannotCheck);
	});
});

describe("a reading that a signal may end", () => {
	test("fails where nobody ended it", async () => {
		const fails = () => Promise.reject(new Error("no"));
		await expect(untilAborted(undefined, fails)).rejects.toThrow("no");
		await expect(untilAborted(new AbortController().signal, fails)).rejects.toThrow("no");
		await expect(untilAborted(AbortSignal.abort(), fails)).resolves.toBeUndefined();
		await expect(untilAborted(undefined, () => Promise.resolve())).resolves.toBeUndefined();
	});
});
