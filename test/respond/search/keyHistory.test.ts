import { readIndex } from "../../../src/git/tree.js";
import { readKeyHistory } from "../../../src/respond/search/keyHistory.js";
import { keyInWorkTree } from "../../../src/respond/search/keyInFiles.js";
import { namesOf } from "../../../src/respond/search/keyNames.js";
import type { KeyObjects } from "../../../src/respond/search/keyObjects.js";
import { findKeyObjects } from "../../../src/respond/search/keyObjects.js";
import { limitsOfSearch } from "../../../src/respond/search/limits.js";
import { findWhereabouts } from "../../../src/respond/search/whereabouts.js";
import { classicKey } from "../../support/madeUpKeys.js";
import {
	hermeticEnvironment,
	type TemporaryRepository,
	temporaryRepository,
} from "../../support/temporaryRepository.js";

let repository: TemporaryRepository;
let key: string;
const before = { ...process.env };

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
	key = classicKey();
});

afterEach(() => {
	process.env = { ...before };
	repository.remove();
});

let day = 1;
function commit(files: Readonly<Record<string, string | undefined>>, message = "x"): string {
	for (const [path, content] of Object.entries(files)) {
		if (content === undefined) repository.git("rm", "-q", "--", path);
		else repository.write(path, content);
	}
	repository.git("add", "-A");
	const date = new Date(Date.UTC(2026, 0, day++)).toISOString();
	const env = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
	expect(repository.tryGit(["commit", "-q", "--allow-empty", "-m", message], { env }).code).toBe(0);
	return repository.git("rev-parse", "HEAD");
}

const line = () => `MAILGUN_API_KEY=${key}\n`;
const ids = (commits: readonly { id: string }[]) => commits.map(({ id }) => id);

describe("the objects with a key", () => {
	test("are told by kind and by spelling, and trees are not read", async () => {
		commit({ "a.env": line(), "b.txt": "nothing\n" });
		commit({ "c.txt": `${Buffer.from(key).toString("base64")} ${key}\n` });
		const said = commit({}, `with ${key}`);
		repository.git("tag", "-a", "v1", "-m", `with ${key}`);
		const tag = repository.git("rev-parse", "v1");
		const { blobs, commits, tags, read } = await findKeyObjects(repository.root, key);
		expect(Object.fromEntries(blobs)).toEqual({
			[repository.git("rev-parse", "HEAD:a.env")]: ["plain"],
			[repository.git("rev-parse", "HEAD:c.txt")]: ["plain", "base64"],
		});
		expect([commits, tags]).toEqual([[said], [tag]]);
		// Three contents, three commits and a tag.
		expect(read).toBe(7);
	});

	test("a key that two contents make together is none", async () => {
		commit({ "a.txt": key.slice(0, 20), "b.txt": key.slice(20) });
		expect((await findKeyObjects(repository.root, key)).blobs.size).toBe(0);
	});
});

describe("a history", () => {
	const read = async () => readKeyHistory(repository.root, await findKeyObjects(repository.root, key));

	test("without the key is not even walked", async () => {
		commit({ a: "x" });
		const none: KeyObjects = { blobs: new Map(), commits: [], tags: [], read: 0 };
		expect(await readKeyHistory("/nonexistent", none)).toEqual({
			paths: [],
			introducing: [],
			messages: [],
			reached: new Set(),
		});
	});

	test("has each time that it came and went, in the order of time", async () => {
		const first = commit({ "a.env": line() });
		const changed = commit({ "a.env": `${line()}MORE=1\n` });
		const removed = commit({ "a.env": "clean\n" });
		const other = commit({ "b.env": `# b\n${line()}` });
		const again = commit({ "a.env": line() });
		const gone = commit({ "a.env": undefined });
		const { paths, introducing, messages, reached } = await read();
		expect(paths.map(({ path, added, removed: out }) => [path, ids(added), ids(out)])).toEqual([
			["a.env", [first, again], [removed, gone]],
			["b.env", [other], []],
		]);
		expect(ids(introducing)).toEqual([first, other, again]);
		expect(ids(introducing)).not.toContain(changed);
		expect(messages).toEqual([]);
		expect(reached.size).toBe(3);
	});

	test("names an object that holds it, and every spelling at the path", async () => {
		const encoded = Buffer.from(key).toString("base64");
		commit({ "a.env": line() });
		const plain = repository.git("rev-parse", "HEAD:a.env");
		commit({ "a.env": `x ${encoded}\n` });
		const base64 = repository.git("rev-parse", "HEAD:a.env");
		commit({ "a.env": "clean\n" });
		const [path] = (await read()).paths;
		expect(path?.spellings.toSorted()).toEqual(["base64", "plain"]);
		// The newest commit is read first, and takes it out.
		expect([plain, base64]).toContain(path?.object);
		expect(path?.added).toHaveLength(1);
	});

	test("has a message's commit among those that brought it in, in its place", async () => {
		const first = commit({ "a.env": line() });
		const said = commit({}, `see ${key}`);
		const later = commit({ "b.env": `${line()}\n` });
		const { introducing, messages, paths } = await read();
		expect(ids(introducing)).toEqual([first, said, later]);
		expect(ids(messages)).toEqual([said]);
		expect(paths.map(({ path }) => path)).toEqual(["a.env", "b.env"]);
	});

	test("is in the order of the dates on which commits were made, not of the walk", async () => {
		const newest = commit({ "a.env": line() });
		day -= 20;
		const oldest = commit({ "b.env": `${line()}\n` });
		day += 30;
		const { introducing, paths } = await read();
		expect(ids(introducing)).toEqual([oldest, newest]);
		expect(paths.map(({ path }) => path)).toEqual(["b.env", "a.env"]);
	});
});

describe("files of the work tree", () => {
	const inTree = (...paths: string[]) =>
		keyInWorkTree(
			repository.root,
			key,
			paths.map((path) => Buffer.from(path)),
		);

	test("with lines of each spelling, in order, each once", () => {
		const encoded = Buffer.from(key).toString("base64");
		repository.write("a", `${encoded}\n${key} ${key}\nx\n${encoded} ${key}\n\n\n${key}`);
		repository.write("clean", "x\n");
		expect(inTree("a", "clean", "gone")).toEqual({
			files: [{ path: "a", spellings: ["plain", "base64"], lines: [1, 2, 4, 7] }],
			unreadable: [],
		});
	});

	test("at most twenty lines of a file", () => {
		repository.write("a", `${key}\n`.repeat(25));
		expect(inTree("a").files[0]?.lines).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
	});

	test("without lines where a file is over 16 MiB, or wide", () => {
		const size = 16 << 20;
		repository.write("at", Buffer.concat([Buffer.from(`${key}\n`), Buffer.alloc(size - key.length - 1, 120)]));
		repository.write("over", Buffer.concat([Buffer.from(`${key}\n`), Buffer.alloc(size - key.length, 120)]));
		repository.write("wide", Buffer.from(key, "utf16le"));
		expect(inTree("at", "over", "wide").files.map(({ path, lines }) => [path, lines])).toEqual([
			["at", [1]],
			["over", []],
			["wide", []],
		]);
	});

	test("a key over the pieces of a large file is found", () => {
		repository.write("a", Buffer.concat([Buffer.alloc((1 << 20) - 10, 120), Buffer.from(key), Buffer.alloc(100, 120)]));
		expect(inTree("a").files.map(({ lines }) => lines)).toEqual([[1]]);
	});

	test("what is no plain file is no file with the key", () => {
		repository.write("folder/a", key);
		expect(inTree("folder", "folder/a/b")).toEqual({ files: [], unreadable: [] });
	});
});

test("the index: each path with its object, submodules told apart", async () => {
	commit({ "a b.txt": "x", "\u00e4": "y" });
	const head = repository.git("rev-parse", "HEAD");
	repository.git("update-index", "--add", "--cacheinfo", `160000,${head},module`);
	expect(await readIndex(repository.root)).toEqual([
		{ path: "a b.txt", object: repository.git("rev-parse", ":a b.txt"), isSubmodule: false },
		{ path: "module", object: head, isSubmodule: true },
		{ path: "\u00e4", object: repository.git("rev-parse", ":\u00e4"), isSubmodule: false },
	]);
});

describe("the names that a key goes by", () => {
	const search = () => findWhereabouts(repository.root, key, "x");
	const names = async () => {
		const { history, index } = await search();
		return namesOf(repository.root, key, [...history, ...index]);
	};

	test("the most frequent first, five at most, and none of another key", async () => {
		commit({
			"a.env": [1, 2, 3, 4, 5, 6].map((number) => `MAILGUN_KEY_${number}=${key}\n`).join(""),
			"b.env": `MAILGUN_KEY_6=${key}\nMAILGUN_KEY_6=${key}\nMAILGUN_KEY_5=${key}\nOTHER_MAILGUN=${classicKey()}\n`,
		});
		repository.write("c.env", `MAILGUN_KEY_6=${key}\n`);
		repository.git("add", ".");
		const found = await names();
		expect(found).toHaveLength(5);
		expect(found.slice(0, 2)).toEqual(["MAILGUN_KEY_6", "MAILGUN_KEY_5"]);
		expect(found).not.toContain("OTHER_MAILGUN");
	});

	test("of twelve contents at most", async () => {
		for (let number = 10; number < 23; number++) commit({ [`${number}.env`]: `MAILGUN_${number}=${key}\n` });
		repository.git("rm", "-q", "--cached", "-r", ".");
		const { history } = await search();
		expect(await namesOf(repository.root, key, history)).toHaveLength(5);
		const object = repository.git("rev-parse", "HEAD:22.env");
		const thirteenth = await namesOf(
			repository.root,
			key,
			history.toReversed().map((entry, index) => (index < 12 ? { ...entry, object } : entry)),
		);
		expect(thirteenth).toEqual(["MAILGUN_22"]);
	});

	test("an object that is gone has none", async () => {
		commit({ a: "x" });
		expect(await namesOf(repository.root, key, [{ path: "a", object: "1".repeat(40) }])).toEqual([]);
	});
});

describe("the limits of a search", () => {
	const limits = (unreadable: string[] = []) => limitsOfSearch(repository.root, [], unreadable);

	test("what is always out of reach", async () => {
		commit({ a: "x" });
		expect(await limits()).toEqual([
			expect.stringContaining("Ignored files were not searched"),
			expect.stringContaining("Other clones, forks"),
		]);
	});

	test.each([
		[1, "1 file could not be read: `0`."],
		[5, "5 files could not be read: `0`, `1`, `2`, `3`, `4`."],
		[6, "6 files could not be read: `0`, `1`, `2`, `3`, `4`, …."],
	])("%i files that could not be read", async (count, sentence) => {
		const plain = (await limits(Array.from({ length: count }, (_, index) => `${index}`)))[0] ?? "";
		expect(plain.replaceAll(/[^\x20-\x7e…]/gu, "`").replaceAll(/`+/gu, "`")).toBe(sentence);
	});

	test.each([
		["1 commit", 1],
		["2 commits", 2],
	])("a shallow clone: %s at its edge", async (commits, count) => {
		commit({ a: "x" });
		const edges = [repository.git("rev-parse", "HEAD"), commit({ a: "y" })].slice(0, count);
		repository.write(".git/shallow", edges.map((id) => `${id}\n`).join(""));
		expect((await limits())[0]).toContain(`what is older than ${commits} at its edge was not searched`);
	});

	test("a submodule, and two", async () => {
		const entry = { path: "m", object: "", isSubmodule: true };
		const said = async (count: number) => (await limitsOfSearch(repository.root, Array(count).fill(entry), []))[0];
		commit({ a: "x" });
		expect(await said(1)).toContain("1 submodule not searched");
		expect(await said(2)).toContain("2 submodules not searched");
		expect((await limitsOfSearch(repository.root, [{ ...entry, isSubmodule: false }], []))[0]).toContain("Ignored");
	});

	test("linked work trees and what Git LFS keeps", async () => {
		commit({ a: "x" });
		repository.write(".git/lfs/objects/x", "");
		repository.git("worktree", "add", "-q", "../linked");
		const said = (await limits()).join("\n");
		expect(said).toContain("Git LFS");
		expect(said).toContain("linked worktrees");
		repository.git("worktree", "remove", "../linked");
		expect((await limits()).join("\n")).not.toContain("linked worktrees");
	});
});
