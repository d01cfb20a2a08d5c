import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckError } from "../../src/finding/result.js";
import { readPaths } from "../../src/source/paths.js";
import { fakeGit } from "../support/fakeGit.js";
import {
	hermeticEnvironment,
	type TemporaryRepository,
	temporaryDirectory,
	temporaryRepository,
} from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
const folders: string[] = [];
const before = process.env;

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
});

afterEach(() => {
	process.env = before;
	repository.remove();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

interface Read {
	texts: string[];
	files: number;
	lines: number;
	errors: readonly CheckError[];
}

async function read(
	paths: string[],
	{
		cwd = repository.root,
		base = repository.root,
		ignored = false,
		signal,
	}: { cwd?: string; base?: string; ignored?: boolean; signal?: AbortSignal } = {},
): Promise<Read> {
	const texts: string[] = [];
	const reading = await readPaths(paths, { cwd, base, ignored, signal }, ({ path, bytes }) =>
		texts.push(`${path}: ${bytes.toString("latin1").trimEnd()}`),
	);
	return { texts, ...reading };
}

const write = (...paths: string[]) => {
	for (const path of paths) repository.write(path, `${path} text\n`);
};
const texts = (...paths: string[]) => paths.map((path) => `${path}: ${path} text`);

test("files and folders by name, each once, with what was read", async () => {
	write("a.txt", "x/b.txt", "x/y/c.txt", "z.txt");
	expect(await read(["x", "a.txt", "x/b.txt", "./a.txt", "x/y"])).toEqual({
		texts: texts("x/b.txt", "x/y/c.txt", "a.txt"),
		files: 3,
		lines: 3,
		errors: [],
	});
	expect((await read(["."])).texts).toEqual(texts("a.txt", "x/b.txt", "x/y/c.txt", "z.txt"));
	expect((await read(["b.txt", ".."], { cwd: join(repository.root, "x") })).texts).toEqual(
		texts("x/b.txt", "a.txt", "x/y/c.txt", "z.txt"),
	);
	expect(await read([])).toEqual({ texts: [], files: 0, lines: 0, errors: [] });
});

test("what .gitignore leaves out is read where it is named, or all is asked for", async () => {
	repository.write(".gitignore", "*.log\nout/\n");
	write("a.log", "b.txt", "out/c.txt", "out/d.log");
	repository.git("add", "b.txt");
	const ignore = ".gitignore: *.log\nout/";
	expect((await read(["."])).texts).toEqual([ignore, ...texts("b.txt")]);
	expect((await read(["a.log"])).texts).toEqual(texts("a.log"));
	expect((await read(["out"])).texts).toEqual(texts("out/c.txt", "out/d.log"));
	expect((await read(["."], { ignored: true })).texts).toEqual([
		ignore,
		...texts("a.log", "b.txt", "out/c.txt", "out/d.log"),
	]);
});

test("never what is in .git", async () => {
	write("a.txt");
	const { texts: all } = await read(["."], { ignored: true });
	expect(all).toEqual(texts("a.txt"));
});

test("a link is followed where it is named, and a text in a folder", async () => {
	write("a.txt", "x/b.txt");
	symlinkSync("a.txt", join(repository.root, "link"));
	symlinkSync("x", join(repository.root, "folder"));
	symlinkSync("nowhere", join(repository.root, "broken"));
	expect((await read(["link"])).texts).toEqual(["link: a.txt text"]);
	expect((await read(["folder"])).texts).toEqual(texts("x/b.txt"));
	expect((await read(["."])).texts.sort()).toEqual(
		[...texts("a.txt", "x/b.txt"), "broken: nowhere", "folder: x", "link: a.txt"].sort(),
	);
	expect(await read(["broken"])).toMatchObject({
		texts: [],
		errors: [{ path: "broken", message: "there is no such file or folder (ENOENT)" }],
	});
});

test.each([
	["none", "there is no such file or folder (ENOENT)"],
	["a.txt/b", "a part of its path is a file (ENOTDIR)"],
	["loop", "its symbolic links go round in a circle (ELOOP)"],
	["n".repeat(300), "its name is too long (ENAMETOOLONG)"],
])("what cannot be read is told, and the rest is read: %#", async (path, message) => {
	write("a.txt");
	symlinkSync("loop", join(repository.root, "loop"));
	expect(await read([path, "a.txt"])).toEqual({
		texts: texts("a.txt"),
		files: 1,
		lines: 1,
		errors: [{ path, message }],
	});
});

test("what is deleted in the work tree alone, or gone meanwhile, is none", async () => {
	write("a.txt", "b.txt");
	repository.git("add", ".");
	rmSync(join(repository.root, "a.txt"));
	expect(await read(["."])).toMatchObject({ texts: texts("b.txt"), errors: [] });
});

test("a large file is read whole, piece by piece", async () => {
	const size = (2 << 20) + 17;
	writeFileSync(join(repository.root, "large"), `${"x".repeat(99)}\n`.repeat(Math.ceil(size / 100)).slice(0, size));
	const { lines, files } = await read(["large"]);
	expect([files, lines]).toEqual([1, Math.ceil(size / 100)]);
	writeFileSync(join(repository.root, "empty"), "");
	expect(await read(["empty"])).toMatchObject({ files: 1, lines: 0, texts: [] });
});

test("another repository in a folder has its own .gitignore; a folder outside of any, too", async () => {
	write("inner/a.txt", "inner/b.log", "c.txt");
	repository.git("init", "-q", "inner");
	repository.write("inner/.gitignore", "*.log\n");
	expect((await read(["."])).texts.sort()).toEqual(
		[...texts("c.txt", "inner/a.txt"), "inner/.gitignore: *.log"].sort(),
	);
	expect((await read(["inner"])).texts.sort()).toEqual([...texts("inner/a.txt"), "inner/.gitignore: *.log"].sort());

	const outside = temporaryDirectory();
	folders.push(outside);
	writeFileSync(join(outside, "a.txt"), "text\n");
	writeFileSync(join(outside, "b.log"), "text\n");
	writeFileSync(join(outside, ".gitignore"), "*.log\n");
	expect((await read(["."], { cwd: outside, base: outside })).texts).toEqual([".gitignore: *.log", "a.txt: text"]);
	expect((await read(["."], { cwd: outside, base: outside, ignored: true })).texts).toEqual([
		".gitignore: *.log",
		"a.txt: text",
		"b.log: text",
	]);
	// From another folder on it has another name.
	expect((await read([join(outside, "a.txt")])).texts).toEqual([expect.stringMatching(/^\.\.\/.*\/a\.txt: text$/u)]);
});

test("a folder that git is not let into is told", async () => {
	write("a.txt");
	const git = fakeGit(
		`case " $* " in *" ls-files "*) echo "warning: could not open directory 'x/locked/': Permission denied" >&2 ;; esac\nexec "$REAL_GIT" "$@"`,
	);
	folders.push(git.folder);
	process.env = hermeticEnvironment({ PATH: git.PATH });
	expect(await read(["."])).toEqual({
		texts: texts("a.txt"),
		files: 1,
		lines: 1,
		errors: [{ path: "x/locked", message: "it may not be read (EACCES)" }],
	});
});

test("names that git would take for patterns are names", async () => {
	write("[a]/x.txt", "a/y.txt", "*/z.txt");
	expect((await read(["[a]"])).texts).toEqual(texts("[a]/x.txt"));
	expect((await read(["*"])).texts).toEqual(texts("*/z.txt"));
});

test("a signal ends it between two files", async () => {
	for (let number = 100; number < 300; number++) write(`${number}.txt`);
	expect((await read(["."], { signal: AbortSignal.abort() })).texts).toEqual([]);
	const controller = new AbortController();
	const reading = read(["."], { signal: controller.signal });
	// The first turn that the reading takes is enough to be heard.
	const stop = setInterval(() => controller.abort(), 0);
	const { files } = await reading;
	clearInterval(stop);
	expect(files).toBeLessThan(200);
});
