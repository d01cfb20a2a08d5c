import { CannotCheck } from "../../src/failure.js";
import { hasHead } from "../../src/git/repository.js";
import { countCommits, historySelection, rangeSelection, withRangeAdvice } from "../../src/source/commitSelection.js";
import { type DatedRepository, datedRepository } from "../support/checked.js";
import { hermeticEnvironment } from "../support/temporaryRepository.js";

let repository: DatedRepository;
const before = process.env;

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = datedRepository();
});

afterEach(() => {
	process.env = before;
	repository.remove();
});

describe("how many commits a selection holds", () => {
	beforeEach(() => {
		for (let number = 0; number < 5; number++) repository.commit(`${number}`);
		repository.git("branch", "old", "HEAD~3");
	});

	const count = async (selection: Awaited<ReturnType<typeof historySelection>>) =>
		selection === undefined ? 0 : countCommits(repository.root, selection);

	test("by its revisions", async () => {
		expect(await count(rangeSelection("HEAD~2..HEAD"))).toBe(2);
		expect(await count(await historySelection(repository.root, {}))).toBe(5);
		expect(await count(await historySelection(repository.root, { branch: "old" }))).toBe(2);
		expect(await count(await historySelection(repository.root, { maxCount: 3 }))).toBe(3);
		expect(await count(await historySelection(repository.root, { since: "2024-05-01 02:30 +0000" }))).toBe(2);
	});

	test("by what stands on standard input", async () => {
		const [head, parent] = repository.git("rev-list", "HEAD").split("\n");
		expect(await countCommits(repository.root, { revisions: ["--stdin"], input: `${head}\n^${parent}\n` })).toBe(1);
		expect(
			await countCommits(repository.root, {
				revisions: ["--no-walk=unsorted", "--stdin"],
				input: `${head}\n${parent}\n`,
			}),
		).toBe(2);
		expect(await countCommits(repository.root, { revisions: ["--no-walk=unsorted", "--stdin"] })).toBe(0);
	});

	test("of the shards together as many as of the whole", async () => {
		let sum = 0;
		for (let index = 1; index <= 3; index++) {
			sum += await count(await historySelection(repository.root, { shard: { index, count: 3 } }));
		}
		expect(sum).toBe(5);
	});
});

test("whether a selection is the whole history", async () => {
	repository.commit("one");
	const whole = async (options: Parameters<typeof historySelection>[1]) =>
		(await historySelection(repository.root, options))?.whole;
	expect(await whole({})).toBe(true);
	expect(await whole({ branch: "main" })).toBe(true);
	expect(await whole({ maxCount: 1 })).toBe(false);
	expect(await whole({ since: "2020-01-01" })).toBe(false);
	expect(await whole({ shard: { index: 1, count: 1 } })).toBe(true);
	expect(await whole({ shard: { index: 1, count: 1 }, maxCount: 1 })).toBe(false);
	expect(rangeSelection("A..B")).toEqual({ revisions: ["--end-of-options", "A..B", "--"] });
});

test.each(["someday", "tomorrow", "now", ""])("%j is no date in the past", async (since) => {
	await expect(historySelection(repository.root, { since })).rejects.toMatchObject({
		kind: "usage",
		problem: `git finds no date in the past in --since ${JSON.stringify(since)}.`,
	});
});

test("a repository has a commit or none", async () => {
	expect(await hasHead(repository.root)).toBe(false);
	repository.commit("one");
	expect(await hasHead(repository.root)).toBe(true);
});

test("advice on a range is for names that git does not know", () => {
	const unknown = new CannotCheck("unknown-revision", "a", "b");
	const advised = withRangeAdvice(unknown, "A..B");
	expect(advised).toMatchObject({
		kind: "unknown-revision",
		problem: "git does not know the commits of A..B here.",
		wayOut: expect.stringContaining("fetch-depth: 0"),
		cause: unknown,
	});
	for (const other of [new CannotCheck("git", "a", "b"), new Error("x"), undefined]) {
		expect(withRangeAdvice(other, "A..B")).toBe(other);
	}
});
