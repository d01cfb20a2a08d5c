import { createHash } from "node:crypto";
import { inCommittedRepository, KEY, KEY_LINE, PLACE, stagedPlaces, WITH_KEY } from "../support/situation.js";

/** Contents of a new file, with the places of their keys; the line feed alone ends a line, as for git. */
const CONTENTS: Record<string, readonly [content: string | Buffer, ...places: string[]]> = {
	empty: [""],
	"a line feed": ["\n"],
	"no newline at the end": [`A=1\n${KEY_LINE}`, "2:17"],
	CRLF: [WITH_KEY.replaceAll("\n", "\r\n"), "4:17"],
	"CRLF and no newline at the end": [`A=1\r\n${KEY_LINE}\r`, "2:17"],
	"mixed ends": [`A=1\r\nB=2\nC=3\r\n\r\n\n${KEY_LINE}\r\n`, "6:17"],
	// An editor that counts CR as an end of line shows another number: git, grep and compilers do not.
	"CR alone": [`A=1\rB=2\r${KEY_LINE}\rC=3\r`, "1:25"],
	"CR before the key and behind it": [`A=1\n\r${KEY_LINE}\r\r\n`, "2:18"],
	"form feeds, vertical tabs, NEL, line separators": [`\f\v\u0085\u2028${KEY_LINE}\u2029x\n`, "1:21"],
	"a byte order mark": [`\ufeff${KEY_LINE}\n`, "1:18"],
	"NUL bytes": [`\0\0A=1\n\0${KEY_LINE}\0\n`, "2:18"],
	"Latin-1": [Buffer.from(`caf\xe9 ${KEY_LINE}\n`, "latin1"), "1:22"],
	"UTF-8 of all lengths": [`\u00e9\u20ac\u{1f511} ${KEY_LINE}\n`, "1:22"],
	"control characters": [`\u0007\u001b[31m${KEY_LINE}\u001b[0m\n`, "1:23"],
	"many blank lines": [`${"\n".repeat(5000)}${KEY_LINE}\n`, "5001:17"],
	"a thousand keys": [
		`${KEY_LINE}\n`.repeat(1000),
		...Array.from({ length: 1000 }, (_, index) => `${index + 1}:17`).sort(),
	],
	"lines like a diff's": [
		`--- a/x\n+++ b/x\n@@ -1 +1 @@\n${KEY_LINE}\ndiff --git a/y b/y\n+${KEY_LINE}\n-${KEY_LINE}\n \\ No newline at end of file\n\\ No newline at end of file\n++ ${KEY_LINE}\n`,
		"10:20",
		"4:17",
		"6:18",
		"7:18",
	],
	"a patch as a file": [
		`From 0\nSubject: x\n\n---\n x | 1 +\n\ndiff --git a/x b/x\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+${KEY_LINE}\n-- \n2.39\n`,
		"13:18",
	],
	"Binary files differ": [`Binary files a/x and b/x differ\n* Unmerged path x\n${KEY_LINE}\n`, "3:17"],
	"conflict markers": [`<<<<<<< HEAD\n${KEY_LINE}\n=======\n>>>>>>> side\n`, "2:17"],
};

test.each(Object.entries(CONTENTS))("%s", async (_name, [content, ...places]) => {
	await inCommittedRepository(async (repository) => {
		repository.write("new.env", content);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(places.map((place) => `new.env:${place}`));
	});
});

test("an added line like a header of another file does not change whose the next line is", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("a.txt", "one\ntwo\nthree\n");
		repository.git("add", ".");
		repository.git("commit", "-qm", "a");
		repository.write("a.txt", `one\n++ b/elsewhere\n@ -1 +1 @@\n${KEY_LINE}\nthree\n`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["a.txt:4:17"]);
	});
});

test("removed lines like a header's do not either", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("a.txt", "-- a/x\n-- a/y\n++ b/x\nlast\n");
		repository.git("add", ".");
		repository.git("commit", "-qm", "a");
		repository.write("a.txt", `last\n${KEY_LINE}\n`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["a.txt:2:17"]);
	});
});

test("the newline at the end comes and goes", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("a.txt", KEY_LINE);
		repository.write("b.txt", `${KEY_LINE}\n`);
		repository.git("add", ".");
		repository.git("commit", "-qm", "a");
		repository.write("a.txt", `${KEY_LINE}\n`);
		repository.write("b.txt", KEY_LINE);
		repository.git("add", ".");
		// For git the line is another one, and so it is added.
		expect(await stagedPlaces(repository.root)).toEqual(["a.txt:1:17", "b.txt:1:17"]);
	});
});

test("hunks far apart, with fewer and more lines than before, keep their numbers", async () => {
	await inCommittedRepository(async (repository) => {
		const lines = Array.from({ length: 500 }, (_, index) => `LINE_${index}=1`);
		repository.write("a.env", `${lines.join("\n")}\n`);
		repository.git("add", ".");
		repository.git("commit", "-qm", "a");
		lines.splice(450, 1, `MG_KEY=${KEY}`);
		lines.splice(300, 30);
		lines.splice(100, 0, KEY_LINE, KEY_LINE);
		lines.splice(0, 5);
		repository.write("a.env", `${lines.join("\n")}\n`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["a.env:418:8", "a.env:96:17", "a.env:97:17"]);
	});
});

test("ten thousand files", async () => {
	await inCommittedRepository(async (repository) => {
		// By fast-import into a tree and from there into the index: files would take a minute.
		const stream: string[] = ["commit refs/heads/many\ncommitter A <a@example.com> 0 +0000\ndata 0\n"];
		const expected: string[] = [];
		for (let index = 0; index < 10_000; index++) {
			const path = `d${index % 100}/f${index}.env`;
			const content = index % 500 === 499 ? WITH_KEY : `PORT=${index}\n`;
			if (content === WITH_KEY) expected.push(`${path}${PLACE}`);
			stream.push(`M 100644 inline ${path}\ndata ${content.length}\n${content}\n`);
		}
		expect(repository.tryGit(["fast-import", "--quiet"], { input: stream.join("") }).code).toBe(0);
		repository.git("read-tree", "many");
		expect(await stagedPlaces(repository.root)).toEqual(expected.sort());
	});
});

/** Text that does not compress to nothing, so that it comes through the pipe as files do. */
function filler(bytes: number): string {
	const line = `${createHash("sha512").update("filler").digest("base64").slice(0, 79)}\n`;
	return line.repeat(Math.ceil(bytes / line.length));
}

test("a file of 200 MB", async () => {
	await inCommittedRepository(async (repository) => {
		repository.git("config", "core.compression", "0");
		const half = Buffer.from(filler(100_000_000));
		const lines = half.length / 80;
		repository.write("big.env", Buffer.concat([half, Buffer.from(`${KEY_LINE}\n`), half, Buffer.from(KEY_LINE)]));
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(
			[`big.env:${lines + 1}:17`, `big.env:${2 * lines + 2}:17`].sort(),
		);
	});
});

test("a line of 50 MB", async () => {
	await inCommittedRepository(async (repository) => {
		repository.git("config", "core.compression", "0");
		const half = filler(25_000_000).replaceAll("\n", " ");
		repository.write("big.min.js", `first\n${half}${KEY_LINE} ${half}${KEY_LINE}\n${KEY_LINE}\n`);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([
			`big.min.js:2:${half.length + 17}`,
			`big.min.js:2:${2 * half.length + KEY_LINE.length + 18}`,
			"big.min.js:3:17",
		]);
	});
});
