import { CannotCheck } from "../../src/failure.js";
import { parsePushedRefs, pushedObjects, pushSelection } from "../../src/source/pushedRefs.js";
import { runMgHook } from "../support/runMgHook.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const ZERO = "0".repeat(40);
const LOCAL = "1".repeat(40);
const REMOTE = "2".repeat(40);

describe("what git tells a pre-push hook", () => {
	test("is read a line a ref", () => {
		const text = `refs/heads/a ${LOCAL} refs/heads/b ${REMOTE}\n(delete) ${ZERO} refs/heads/c ${"3".repeat(64)}\n`;
		expect(parsePushedRefs(text)).toEqual([
			{ local: LOCAL, remote: REMOTE },
			{ local: ZERO, remote: "3".repeat(64) },
		]);
		expect(parsePushedRefs("")).toEqual([]);
		expect(parsePushedRefs(`a ${LOCAL} b ${REMOTE}`)).toHaveLength(1);
	});

	test.each([
		"nonsense",
		`a ${LOCAL} b`,
		`a ${LOCAL} b ${REMOTE} c`,
		` a ${LOCAL} b ${REMOTE}`,
		`a ${LOCAL}  b ${REMOTE}`,
		`a ${LOCAL.slice(1)} b ${REMOTE}`,
		`a ${LOCAL} b ${REMOTE.slice(1)}`,
		`a ${"1".repeat(65)} b ${REMOTE}`,
		`a ${"A".repeat(40)} b ${REMOTE}`,
		`a ${LOCAL} b ${REMOTE}\r`,
	])("is refused where it is anything else: %j", (line) => {
		expect(() => parsePushedRefs(`a ${LOCAL} b ${REMOTE}\n${line}\n`)).toThrow(CannotCheck);
	});

	test("deletions push nothing", () => {
		expect(
			pushedObjects([
				{ local: LOCAL, remote: ZERO },
				{ local: ZERO, remote: REMOTE },
				{ local: "0".repeat(64), remote: REMOTE },
				{ local: `0${LOCAL.slice(1)}`, remote: ZERO },
				{ local: `${LOCAL.slice(1)}0`, remote: ZERO },
			]),
		).toEqual([LOCAL, `0${LOCAL.slice(1)}`, `${LOCAL.slice(1)}0`]);
	});
});

describe("the commits that a push brings", () => {
	let repository: TemporaryRepository;
	const before = process.env;
	beforeEach(() => {
		process.env = hermeticEnvironment();
		repository = temporaryRepository();
		repository.git("remote", "add", "origin", "../none");
	});
	afterEach(() => {
		process.env = before;
		repository.remove();
	});
	const select = (refs: { local: string; remote: string }[], remote?: string) =>
		pushSelection(repository.root, refs, remote);

	test("are those of what is pushed without those of what is there", async () => {
		const refs = [
			{ local: LOCAL, remote: REMOTE },
			{ local: REMOTE, remote: ZERO },
		];
		const input = `${LOCAL}\n${REMOTE}\n^${REMOTE}\n`;
		expect(await select(refs, "origin")).toEqual({
			revisions: ["--ignore-missing", "--stdin", "--not", "--remotes=origin"],
			input,
		});
		for (const unknown of [undefined, "https://a.example/x.git", "", "orig", "origin2"]) {
			if (unknown === "") continue;
			expect(await select(refs, unknown)).toEqual({ revisions: ["--ignore-missing", "--stdin"], input });
		}
	});

	test("are none where nothing is pushed", async () => {
		expect(await select([])).toBeUndefined();
		expect(await select([{ local: ZERO, remote: REMOTE }])).toBeUndefined();
	});
});

describe("a pushed object that is not in this repository", () => {
	let repository: TemporaryRepository;
	beforeAll(() => {
		repository = temporaryRepository();
		repository.git("commit", "-q", "--allow-empty", "-m", "first");
	});
	afterAll(() => repository.remove());

	test.each(["alone", "beside one that is there"])("ends the check with 2, and names it: %s", (how) => {
		const head = repository.git("rev-parse", "HEAD");
		const there = how === "alone" ? "" : `refs/heads/main ${head} refs/heads/main ${ZERO}\n`;
		const input = `${there}refs/heads/x ${LOCAL} refs/heads/x ${ZERO}\n`;
		const { code, stdout } = runMgHook(repository.root, ["check", "--pre-push", "--format", "json"], { input });
		expect(JSON.parse(stdout)).toMatchObject({
			summary: { errors: 1 },
			errors: [{ path: LOCAL, message: "git does not have its content here" }],
		});
		expect(code).toBe(2);
	});

	test("does not matter where it is only what the remote has", () => {
		const input = `refs/heads/main ${repository.git("rev-parse", "HEAD")} refs/heads/main ${REMOTE}\n`;
		expect(runMgHook(repository.root, ["check", "--pre-push"], { input })).toMatchObject({ code: 0, stderr: "" });
	});
});
