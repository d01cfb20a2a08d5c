import { CannotCheck } from "../../src/failure.js";
import { readChanges } from "../../src/git/changes.js";
import * as client from "../../src/git/client.js";
import { filesWith, linesWith } from "../../src/git/grep.js";
import { readIndex, readTree } from "../../src/git/tree.js";
import { workTreePaths } from "../../src/git/workTree.js";
import { notReachable, stashesWithKey } from "../../src/respond/search/refsWithKey.js";
import { readMessages } from "../../src/source/commitMessages.js";
import { historySelection } from "../../src/source/commitSelection.js";
import { pushSelection } from "../../src/source/pushedRefs.js";
import { readTags } from "../../src/source/tagMessages.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

// git itself runs once for each reader; what it printed is then handed out cut short at every byte.
jest.mock("../../src/git/client.js", () => ({
	...jest.requireActual("../../src/git/client.js"),
	__esModule: true,
}));

let repository: TemporaryRepository;
const before = process.env;
beforeAll(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
	const commit = (message: string, content: string) => {
		repository.write("a.txt", content);
		repository.write("a folder/b.txt", `${content}the word is here\n`);
		repository.git("add", ".");
		repository.git("commit", "-q", "-m", message);
	};
	commit("first", "one\n");
	repository.git("checkout", "-q", "-b", "side");
	commit("side\n\nwith a body", "two word\n");
	repository.git("checkout", "-q", "main");
	commit("main", "three word\n");
	repository.tryGit(["merge", "-q", "side"]);
	commit("merged", "four word\n");
	repository.git("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "");
	COMMIT.id = repository.git("rev-parse", "HEAD");
	for (const name of ["origin", "an-other-one"]) repository.git("remote", "add", name, "../nowhere");
	for (const content of ["stashed\n", "stashed too\n"]) {
		repository.write("a.txt", content);
		repository.git("stash");
	}
});
afterAll(() => {
	process.env = before;
	repository.remove();
});
afterEach(() => jest.restoreAllMocks());

/** One that no remote has. */
const COMMIT = { id: "", parents: [], author: "", authorDate: "", committerDate: "" };
const PUSHED = { local: "1".repeat(40), remote: "0".repeat(40) };
const HASH = "[0-9a-f]{40}";
const MODE = "\\d{6}";

/** What git prints for each reader, as its comment says; a whole record or none stands before each seam. */
const READERS: readonly (readonly [name: string, read: (root: string) => Promise<unknown>, whole: string])[] = [
	[
		"the changes of all commits",
		(root) => readChanges(root, () => undefined),
		`(?:\\x01${HASH}\\0[^\\0]*\\0[^\\0]+\\0[^\\0]+\\0[^\\0]+\\0[\\n\\0]?(?::+(?:${MODE} )+(?:${HASH} )+[A-Z]+\\0[^\\0]+\\0)*)*`,
	],
	["the files of a commit", (root) => readTree(root, "HEAD"), `(?:${MODE} blob ${HASH}\\t[^\\0]+\\0)*`],
	["the index", readIndex, `(?:${MODE} ${HASH} 0\\t[^\\0]+\\0)*`],
	["the files of the work tree", (root) => workTreePaths(root), "(?:[^\\0]+\\0)*"],
	["files with a word", (root) => filesWith(root, ["-F"], ["word"]), "(?:[^\\0]+\\0)*"],
	["lines with a word", (root) => linesWith(root, "word"), "(?:[^\\0]+\\0\\d+\\0[^\\n]*\\n)*"],
	[
		"the messages of commits",
		(root) => readMessages(root, { revisions: ["--all"] }, { take: () => undefined }),
		`(?:\\n?\\0${HASH}\\0[^\\0]+\\0[^\\0]+\\0[^\\0]*\\0)*\\n?`,
	],
	["the stashes", (root) => stashesWithKey(root, []), `(?:stash@\\{\\d+\\}\\0${HASH}\\0(?:${HASH} ?)+\\n)*`],
	["what no remote has", (root) => notReachable(root, [COMMIT], "--remotes"), `(?:${HASH}\\n)*`],
	["the remotes", (root) => pushSelection(root, [PUSHED], "origin"), "(?:[a-z-]+\\n)*"],
	["a shard", (root) => historySelection(root, { shard: { index: 1, count: 1 } }), `(?:${HASH}\\n)*`],
];

test.each(READERS)("%s: refused wherever it stops in the middle", async (_name, read, whole) => {
	const real = jest.spyOn(client, "streamGit");
	const asked = jest.spyOn(client, "askGit");
	const parts: Buffer[] = [];
	const actual = jest.requireActual<typeof client>("../../src/git/client.js");
	real.mockImplementation((directory, args, call) =>
		actual.streamGit(directory, args, {
			...call,
			take(chunk) {
				parts.push(Buffer.from(chunk));
				call.take(chunk);
			},
		}),
	);
	asked.mockImplementation(async (...call) => {
		const output = await actual.askGit(...call);
		parts.push(output);
		return output;
	});
	await read(repository.root);
	const output = Buffer.concat(parts);
	const complete = new RegExp(`^${whole}$`, "u");
	expect(output.toString("latin1")).toMatch(complete);

	let cut = output;
	real.mockImplementation(async (_directory, _args, { take }) => take(cut));
	asked.mockImplementation(async () => cut);
	const taken: number[] = [];
	const seams: number[] = [];
	for (let length = 0; length < output.length; length++) {
		cut = output.subarray(0, length);
		if (complete.test(cut.toString("latin1"))) seams.push(length);
		const error = await read(repository.root).then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		if (error === undefined) taken.push(length);
		else expect(error).toBeInstanceOf(CannotCheck);
	}
	expect(taken).toEqual(seams);
	// Between records nothing can be told; there are few such places.
	expect(seams.length).toBeLessThan(output.length / 8);
});

test("objects of which git says nothing may be tags: refused", async () => {
	const objects = [repository.git("rev-parse", "HEAD"), repository.git("rev-parse", "HEAD:a.txt")];
	const answer = await client.askGit(repository.root, ["cat-file", "--batch-check=%(objectname) %(objecttype)"], {
		input: objects.map((object) => `${object}\n`).join(""),
	});
	const asked = jest.spyOn(client, "askGit");
	for (const length of [0, 20, 48, 60, answer.length - 1]) {
		asked.mockResolvedValue(answer.subarray(0, length));
		await expect(readTags(repository.root, () => undefined, objects)).rejects.toThrow("could not be read");
	}
	asked.mockResolvedValue(answer);
	expect((await readTags(repository.root, () => undefined, objects)).errors).toEqual([]);
});

test("a file of which git tells no path: refused", async () => {
	jest.spyOn(client, "askGit").mockResolvedValue(Buffer.from(`100644 blob ${"a".repeat(40)}\0`));
	await expect(readTree(repository.root, "HEAD")).rejects.toThrow("could not be read");
	await expect(readIndex(repository.root)).rejects.toThrow("could not be read");
});
