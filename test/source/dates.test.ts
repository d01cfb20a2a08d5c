import type { CheckRequest } from "../../src/check/request.js";
import type { Finding } from "../../src/finding/finding.js";
import { keyWindow } from "../../src/respond/incident/exposureWindow.js";
import { findWhereabouts, type Whereabouts } from "../../src/respond/search/whereabouts.js";
import { checked } from "../support/checked.js";
import { classicKey } from "../support/madeUpKeys.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
let key: string;

beforeEach(() => {
	repository = temporaryRepository();
	key = classicKey();
});

afterEach(() => repository.remove());

/** Commits the key in a file of that name; days of January 2026. */
function commit(path: string, authored: number, committed: number): string {
	repository.write(path, `MAILGUN_API_KEY=${key}\n# ${path} ${authored}\n`);
	repository.git("add", ".");
	const date = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00+00:00`;
	const env = { GIT_AUTHOR_DATE: date(authored), GIT_COMMITTER_DATE: date(committed) };
	expect(repository.tryGit(["commit", "-qm", `add mailgun ${key}`], { env }).code).toBe(0);
	return repository.git("rev-parse", "HEAD");
}

const day = (date: string | undefined) => date?.slice(0, 10);

describe("of findings the author's dates are told", () => {
	const find = async (request: CheckRequest): Promise<readonly Finding[]> =>
		(await checked(repository.root, request)).findings;
	const datesOf = ({ date, firstDate, lastDate }: Finding) => [day(date), day(firstDate), day(lastDate)];

	test.each([
		[5, 9],
		[9, 5],
	])("written on the %i., committed on the %i.", async (authored, committed) => {
		commit("a.env", authored, committed);
		const date = `2026-01-0${authored}`;
		const found = await find({ kind: "history", history: {}, messages: true });
		expect(found.map(({ path, ...rest }) => [path, ...datesOf(rest as Finding)])).toEqual([
			["COMMIT_MSG", date, date, date],
			["a.env", date, date, date],
		]);
	});

	test("the first and the last are by them, too", async () => {
		repository.write("base", "x");
		repository.git("add", ".");
		repository.git("commit", "-qm", "base");
		const base = repository.git("rev-parse", "HEAD");
		// Committed in another order than written.
		const late = commit("a.env", 20, 1);
		repository.git("rm", "-q", "a.env");
		repository.git("commit", "-qm", "remove");
		const early = commit("a.env", 10, 2);
		const [finding] = await find({ kind: "range", range: `${base}..HEAD`, messages: false });
		expect(finding && datesOf(finding)).toEqual(["2026-01-10", "2026-01-10", "2026-01-20"]);
		expect(finding).toMatchObject({ commit: early, firstCommit: early, lastCommit: late, occurrences: 2 });
	});
});

describe("the window of an exposure begins with the older of both", () => {
	async function search(): Promise<Whereabouts> {
		const before = process.env;
		process.env = hermeticEnvironment();
		try {
			return await findWhereabouts(repository.root, key, "mailgun-private-key");
		} finally {
			process.env = before;
		}
	}
	const windowOf = async () => {
		const { state, from, to } = keyWindow(await search(), new Date("2026-06-01T00:00:00Z"));
		return [state, day(from), to];
	};
	const END = "2026-06-01T00:00:00.000Z";

	test.each([
		[5, 9],
		[9, 5],
	])("written on the %i., committed on the %i.", async (authored, committed) => {
		commit("a.env", authored, committed);
		expect(await windowOf()).toEqual(["committed", "2026-01-05", END]);
		repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
		expect(await windowOf()).toEqual(["pushed", "2026-01-05", END]);
	});

	test("of all commits that brought it in, pushed ones where there are any", async () => {
		commit("a.env", 7, 8);
		commit("b.env", 20, 6);
		commit("c.env", 3, 9);
		expect(await windowOf()).toEqual(["committed", "2026-01-03", END]);
		repository.git("update-ref", "refs/remotes/origin/main", "HEAD~1");
		expect(await windowOf()).toEqual(["pushed", "2026-01-06", END]);
	});

	test("in no commit, or nowhere", async () => {
		repository.write("base", "x");
		repository.git("add", ".");
		repository.git("commit", "-qm", "base");
		expect(await windowOf()).toEqual(["nowhere", undefined, END]);
		repository.write("a.env", `MAILGUN_API_KEY=${key}\n`);
		expect(await windowOf()).toEqual(["local", undefined, END]);
		repository.git("add", ".");
		repository.write("a.env", "");
		expect(await windowOf()).toEqual(["local", undefined, END]);
		repository.git("rm", "-q", "-f", "--cached", "a.env");
		expect(await windowOf()).toEqual(["local", undefined, END]);
	});
});
