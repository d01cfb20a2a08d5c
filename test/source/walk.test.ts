import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { walk } from "../../src/source/walk.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let root: string;
beforeEach(() => {
	root = temporaryDirectory();
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
}

async function walked(ignored = false) {
	const read: string[] = [];
	const failed: string[] = [];
	await walk(Buffer.from(root), {
		ignored,
		read: async (file) => {
			read.push(file.toString("latin1").slice(root.length + 1));
		},
		attempt: async (path, action) => {
			try {
				await action();
			} catch {
				failed.push(path.toString("latin1").slice(root.length + 1));
			}
		},
	});
	return { read, failed };
}

test("files in the order of names, folders as they come, nothing of .git", async () => {
	write({ "b/c": "", "b/a": "", a: "", c: "", ".git/config": "", "b/.git/config": "", "b/.github/x": "" });
	symlinkSync("a", join(root, "link"));
	expect(await walked()).toEqual({ read: ["a", "b/.github/x", "b/a", "b/c", "c", "link"], failed: [] });
});

test("a .gitignore counts for its folder and those below, the innermost first", async () => {
	write({
		".gitignore": "*.log\n/top\nbuild/\nkeep.txt\n",
		"a.log": "",
		top: "",
		"x/top": "",
		"x/a.log": "",
		"x/.gitignore": "!a.log\nkeep2.txt\n!keep.txt\n",
		"x/keep.txt": "",
		"x/keep2.txt": "",
		"keep2.txt": "",
		"build/a": "",
		"x/build/a": "",
		"x/y/a.log": "",
		"x/y/b.log": "",
	});
	expect((await walked()).read).toEqual([
		".gitignore",
		"keep2.txt",
		"x/.gitignore",
		"x/a.log",
		"x/keep.txt",
		"x/top",
		"x/y/a.log",
	]);
	expect((await walked(true)).read).toHaveLength(13);
});

test("a folder named .gitignore is none", async () => {
	write({ ".gitignore/a": "a", a: "" });
	expect(await walked()).toEqual({ read: [".gitignore/a", "a"], failed: [] });
});

test("names that a .gitignore cannot speak of are read", async () => {
	write({ ".gitignore": "*\n!.gitignore\n", a: "" });
	writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xe9])]), "");
	expect((await walked()).read).toContain(".gitignore");
	expect((await walked()).read).not.toContain("a");
});
