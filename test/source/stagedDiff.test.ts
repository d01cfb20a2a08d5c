import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { CannotCheck } from "../../src/failure.js";
import { readCommits } from "../../src/source/commitLog.js";
import { readMessages } from "../../src/source/commitMessages.js";
import { readStaged } from "../../src/source/stagedDiff.js";
import { fakeGit } from "../support/fakeGit.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
let folder: string | undefined;
const before = process.env;

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
	repository.write("a.txt", `${Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n")}\n`);
	repository.git("add", ".");
	repository.git("commit", "-qm", "first");
	repository.git("rm", "-q", "a.txt");
	repository.write("b.txt", "one\ntwo\n");
	repository.git("add", ".");
});

afterEach(() => {
	process.env = before;
	repository.remove();
	if (folder !== undefined) rmSync(folder, { recursive: true });
	folder = undefined;
});

/** From now on git's answers to a command go through a filter. */
function filtered(command: string, filter: string): void {
	const git = fakeGit(
		`case " $* " in *" ${command} "*) "$REAL_GIT" "$@" | ${filter} ;; *) exec "$REAL_GIT" "$@" ;; esac`,
	);
	folder = git.folder;
	process.env = hermeticEnvironment({ PATH: git.PATH });
}

const all = { revisions: ["--all", "--"] };

describe("the staged changes", () => {
	test("wait for what they are to be judged by", async () => {
		const done = join(repository.root, "../done");
		filtered("diff", `{ cat; touch ${done}; }`);
		const order: string[] = [];
		let settle = () => {};
		const ready = new Promise<void>((resolve) => {
			settle = resolve;
		}).then(() => order.push("ready"));
		const reading = readStaged(repository.root, ({ path }) => order.push(path), ready);
		// git has said all that it has to say, and there were turns enough to hear it.
		while (!existsSync(done)) await turn();
		for (let count = 0; count < 200; count++) await turn();
		expect(order).toEqual([]);
		settle();
		expect(await reading).toEqual({ files: 1, lines: 2 });
		expect(order).toEqual(["ready", "b.txt"]);
	});

	test("fail where that fails", async () => {
		const ready = Promise.reject(new Error("not ready"));
		await expect(readStaged(repository.root, () => undefined, ready)).rejects.toThrow("not ready");
	});

	test("are not read where git's answer is not whole", async () => {
		const whole = repository.gitBytes("diff", "--cached", "--irreversible-delete", "--unified=8").length;
		filtered("diff", `head -c ${whole - 3}`);
		await expect(readStaged(repository.root, () => undefined)).rejects.toThrow(CannotCheck);
	});
});

describe("a log", () => {
	test("is not read where git's answer is not whole", async () => {
		filtered("log", "head -c 300");
		await expect(readCommits(repository.root, all, { take: () => undefined })).rejects.toThrow(/middle of a hunk/u);
	});

	test("is not read where a commit's own line is not as asked for", async () => {
		filtered("log", "tr '\\0' 'x' | sed 's/^x/\\x00/'");
		await expect(readCommits(repository.root, all, { take: () => undefined })).rejects.toThrow(
			/The line of a commit that git log printed could not be read/u,
		);
	});

	test("of messages is read however it is cut", async () => {
		repository.git("commit", "-qm", "second\n\nbody \u00e4\u{1f511}");
		filtered("log", "{ dd bs=1 count=400 2>/dev/null; cat; }");
		const read: unknown[] = [];
		await readMessages(repository.root, all, {
			take: (block, place) => read.push([block.path, block.bytes.toString(), place?.author, place?.commit]),
		});
		const [second, first] = repository.git("rev-list", "--all").split("\n");
		expect(read).toEqual([
			["COMMIT_MSG", "second\n\nbody \u00e4\u{1f511}\n", "A <a@example.com>", second],
			["COMMIT_MSG", "first\n", "A <a@example.com>", first],
		]);
	});
});
