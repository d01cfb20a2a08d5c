import type { CheckRequest } from "../../src/check/request.js";
import { historySelection } from "../../src/source/commitSelection.js";
import { checked, type DatedRepository, datedRepository } from "../support/checked.js";
import { classicKey } from "../support/madeUpKeys.js";
import { hermeticEnvironment } from "../support/temporaryRepository.js";

let repository: DatedRepository;

beforeEach(() => {
	repository = datedRepository();
	for (let number = 0; number < 8; number++) repository.commit(`commit ${number}: mailgun ${classicKey()}`);
	repository.later("tag", "-a", "-m", `mailgun ${classicKey()}`, "v1");
});

afterEach(() => repository.remove());

const history = (index: number, count: number, branch?: string): CheckRequest => ({
	kind: "history",
	history: { shard: { index, count }, ...(branch === undefined ? {} : { branch }) },
	messages: true,
});

const pathsOf = async (request: CheckRequest) =>
	(await checked(repository.root, request)).findings.map(({ path }) => path).sort();

test("tags are read in the first shard only, commits each in one", async () => {
	const [first, second] = [await pathsOf(history(1, 2)), await pathsOf(history(2, 2))];
	expect(first.filter((path) => path === "TAG_MSG")).toHaveLength(1);
	expect(second).not.toContain("TAG_MSG");
	expect(second).toContain("COMMIT_MSG");
	expect([...first, ...second].filter((path) => path === "COMMIT_MSG")).toHaveLength(8);
	expect(await pathsOf(history(1, 1))).toEqual([...Array.from({ length: 8 }, () => "COMMIT_MSG"), "TAG_MSG"]);
});

test("of one branch no tags are read", async () => {
	expect(await pathsOf(history(1, 1, "main"))).toEqual(Array.from({ length: 8 }, () => "COMMIT_MSG"));
});

test("a commit's own name says which shard it is in: the first eight digits, by what is left of a division", async () => {
	const commits = repository.git("rev-list", "--all").split("\n");
	const before = process.env;
	process.env = hermeticEnvironment();
	try {
		for (const count of [1, 2, 3, 5]) {
			for (let index = 1; index <= count; index++) {
				const selection = await historySelection(repository.root, { shard: { index, count } });
				const expected = commits.filter((commit) => Number.parseInt(commit.slice(0, 8), 16) % count === index - 1);
				expect(selection?.input?.split("\n").filter((line) => line !== "") ?? []).toEqual(expected);
			}
		}
	} finally {
		process.env = before;
	}
});
