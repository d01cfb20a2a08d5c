import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckRequest } from "../../src/check/request.js";
import type { Finding } from "../../src/finding/finding.js";
import { joinReports } from "../../src/merge/joinReports.js";
import { jsonReport } from "../../src/report/formats/json.js";
import { checked, type DatedRepository, datedRepository, places } from "../support/checked.js";
import { classicKey, currentKey } from "../support/madeUpKeys.js";

const history = (options: Extract<CheckRequest, { kind: "history" }>["history"] = {}): CheckRequest => ({
	kind: "history",
	history: options,
	messages: false,
});
const range = (range: string, messages = false): CheckRequest => ({ kind: "range", range, messages });
const line = (key: string) => `MAILGUN_API_KEY=${key}\n`;

let repository: DatedRepository;
beforeEach(() => {
	repository = datedRepository();
});
afterEach(() => repository.remove());

async function only(request: CheckRequest): Promise<Finding> {
	const { findings } = await checked(repository.root, request);
	expect(findings).toHaveLength(1);
	const [finding] = findings;
	if (finding === undefined) throw new Error("no finding");
	return finding;
}

describe("a history", () => {
	test("says commit, author and date, and that the key is gone from HEAD", async () => {
		repository.write("config.env", `A=1\n${line(classicKey())}`);
		const added = repository.commit("add", "--author=Ann Ä <ann@example.com>");
		repository.write("config.env", "A=1\n");
		repository.commit("remove");
		expect(await only(history())).toMatchObject({
			path: "config.env",
			line: 2,
			column: 17,
			commit: added,
			author: "Ann Ä <ann@example.com>",
			date: "2024-05-01T00:00:00+00:00",
			firstCommit: added,
			lastCommit: added,
			occurrences: 1,
			inHead: false,
			status: "blocking",
		});
	});

	test("says that the key is still in HEAD, though elsewhere or ignored", async () => {
		const key = classicKey();
		repository.write("config.env", line(key));
		repository.commit("add");
		repository.write("config.env", "");
		repository.write("other/place.txt", `mailgun ${key}\n`);
		repository.write("mg-hook.config.json", '{ "ignore": ["other/"] }');
		repository.commit("move");
		const { findings } = await checked(repository.root, history());
		expect(findings.map(({ path, inHead }) => [path, inHead])).toEqual([["config.env", true]]);
	});

	test("makes one finding of a key that comes again and again, with its first and last commit", async () => {
		const key = classicKey();
		const commits: string[] = [];
		for (let round = 0; round < 3; round++) {
			repository.write("config.env", `${"# up\n".repeat(3 - round)}${line(key)}`);
			commits.push(repository.commit(`add ${round}`));
			repository.write("config.env", "");
			repository.commit(`remove ${round}`);
		}
		expect(await only(history())).toMatchObject({
			commit: commits[0],
			line: 4,
			firstCommit: commits[0],
			firstDate: "2024-05-01T00:00:00+00:00",
			lastCommit: commits[2],
			lastDate: "2024-05-01T04:00:00+00:00",
			occurrences: 3,
		});
	});

	test("keeps a key at two paths, and two keys on one line, apart", async () => {
		const [one, two] = [classicKey(), classicKey()];
		repository.write("a.env", line(one));
		repository.write("b.env", `mailgun ${one} ${two}\n`);
		repository.commit("add");
		expect(places(await checked(repository.root, history()))).toEqual(["a.env:1:17", "b.env:1:46", "b.env:1:9"].sort());
	});

	test("blocks where the key once stood without the allow comment that it has now", async () => {
		const key = classicKey();
		repository.write("a.env", `${line(key).trimEnd()} # mg-hook:allow\n`);
		repository.commit("allowed");
		repository.write("a.env", `#\n${line(key)}`);
		const bare = repository.commit("bare");
		expect(await only(history())).toMatchObject({ status: "blocking", commit: bare, line: 2, occurrences: 2 });
	});

	test("reads every ref, and one branch alone where it is named", async () => {
		repository.write("a", "1\n");
		repository.commit("first");
		for (const [name, type] of [["branch"], ["tagged", "tag"], ["remote", "remote"]] as const) {
			repository.git("checkout", "-q", "--detach", "main");
			repository.write(`${name}.env`, line(classicKey()));
			const commit = repository.commit(name);
			repository.git(
				"update-ref",
				`refs/${type === "tag" ? "tags" : type === "remote" ? "remotes/origin" : "heads"}/${name}`,
				commit,
			);
		}
		repository.git("checkout", "-q", "main");
		repository.write("a", line(classicKey()));
		repository.later("stash", "-q");
		repository.git("checkout", "-q", "--detach", "main");
		repository.write("detached.env", line(classicKey()));
		repository.commit("detached");
		expect(places(await checked(repository.root, history()))).toEqual([
			"a:1:17",
			"branch.env:1:17",
			"detached.env:1:17",
			"remote.env:1:17",
			"tagged.env:1:17",
		]);
		expect(places(await checked(repository.root, history({ branch: "branch" })))).toEqual(["branch.env:1:17"]);
		expect(places(await checked(repository.root, history({ branch: "main" })))).toEqual([]);
	});

	test("stops at --max-count and --since", async () => {
		repository.write("old.env", line(classicKey()));
		repository.commit("old");
		repository.write("new.env", line(classicKey()));
		repository.commit("new");
		expect(places(await checked(repository.root, history({ maxCount: 1 })))).toEqual(["new.env:1:17"]);
		expect(places(await checked(repository.root, history({ since: "2024-05-01T00:30:00+00:00" })))).toEqual([
			"new.env:1:17",
		]);
	});

	test("refuses a date that git does not understand: it would take it for now", async () => {
		repository.commit("first");
		await expect(checked(repository.root, history({ since: "someday" }))).rejects.toThrow(/no date in the past/);
	});

	test("has nothing in a repository without a commit", async () => {
		expect((await checked(repository.root, history())).findings).toEqual([]);
	});

	test("reads a bare repository", async () => {
		repository.write("a.env", line(classicKey()));
		repository.commit("add");
		repository.git("clone", "-q", "--bare", ".", "../bare.git");
		expect(places(await checked(`${repository.root}/../bare.git`, history()))).toEqual(["a.env:1:17"]);
	});

	test("has the messages of commits and annotated tags where it is asked to", async () => {
		repository.commit(`mailgun ${classicKey()}`);
		repository.later("tag", "-a", "-m", `mailgun ${classicKey()}`, "v1");
		const request: CheckRequest = { kind: "history", history: {}, messages: true };
		const { findings } = await checked(repository.root, request);
		expect(findings.map(({ path }) => path).sort()).toEqual(["COMMIT_MSG", "TAG_MSG"]);
		expect((await checked(repository.root, history())).findings).toEqual([]);
	});

	test("takes author names from the mailmap", async () => {
		repository.write(".mailmap", "Right Name <right@example.com> <a@example.com>\n");
		repository.write("a.env", line(classicKey()));
		repository.commit("add");
		expect(await only(history())).toMatchObject({ author: "Right Name <right@example.com>" });
	});

	test("does not depend on any setting", async () => {
		repository.write("a.env", `\n\nA=1\n\n${line(classicKey())}`);
		repository.commit("root");
		repository.git("checkout", "-qb", "side");
		repository.write("a.env", "\n\nA=2\n\n");
		repository.commit("side");
		repository.git("checkout", "-q", "main");
		repository.write("a.env", "\n\nA=3\n\n");
		repository.commit("main");
		repository.tryGit(["merge", "side"]);
		repository.write("a.env", `\n\nA=4\n\n${line(classicKey())}`);
		repository.commit("merge");
		const configuration = join(repository.root, ".git/config");
		const before = readFileSync(configuration);
		for (const setting of [
			"log.showRoot=false",
			"log.showSignature=true",
			"log.diffMerges=off",
			"log.follow=true",
			"log.mailmap=false",
			"log.abbrevCommit=true",
			"log.date=relative",
			"log.decorate=full",
			"format.pretty=raw",
			"format.notes=true",
			"i18n.logOutputEncoding=UTF-16",
			"diff.suppressBlankEmpty=true",
			"diff.noprefix=true",
			"color.ui=always",
			"core.abbrev=5",
			"diff.orderFile=nowhere",
			"diff.interHunkContext=9",
		]) {
			const name = setting.slice(0, setting.indexOf("="));
			repository.git("config", name, setting.slice(name.length + 1));
			const { findings } = await checked(repository.root, history());
			expect([setting, findings.map(({ path, line, occurrences }) => [path, line, occurrences])]).toEqual([
				setting,
				[
					["a.env", 5, 1],
					["a.env", 5, 1],
				],
			]);
			writeFileSync(configuration, before);
		}
	});
});

describe("a merge", () => {
	/** Two sides that changed the same line, merged with `content` as the outcome. */
	function merge(content: string | Buffer, ours: string | Buffer = "A=2\n", theirs: string | Buffer = "A=3\n"): string {
		repository.write("a.env", "A=1\n");
		repository.commit("base");
		repository.git("checkout", "-qb", "side");
		repository.write("a.env", theirs);
		repository.commit("side");
		repository.git("checkout", "-q", "main");
		repository.write("a.env", ours);
		repository.commit("main");
		repository.tryGit(["merge", "side"]);
		repository.write("a.env", content);
		return repository.commit("merge");
	}

	test("is read for what it alone brought in", async () => {
		const commit = merge(`# merged\n${line(classicKey())}A=4\n`);
		expect(await only(history())).toMatchObject({ commit, path: "a.env", line: 2, column: 17, occurrences: 1 });
	});

	test("does not repeat what one of its parents had", async () => {
		const [ours, theirs] = [classicKey(), currentKey()];
		merge(`${line(ours)}${line(theirs)}`, line(ours), line(theirs));
		const { findings } = await checked(repository.root, history());
		expect(findings.map(({ occurrences }) => occurrences)).toEqual([1, 1]);
	});

	test("is read for a file that neither parent had", async () => {
		repository.commit("base");
		repository.git("checkout", "-qb", "side");
		repository.commit("side");
		repository.git("checkout", "-q", "main");
		repository.commit("main");
		repository.later("merge", "-q", "--no-commit", "--no-ff", "side");
		repository.write('we "quote".env', `#\n${line(classicKey())}`);
		const commit = repository.commit("merge");
		expect(await only(history())).toMatchObject({ commit, path: 'we "quote".env', line: 2 });
	});

	test("is read for what it brought into text that git takes for binary", async () => {
		const wide = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
		const commit = merge(wide(`A=4\r\n${line(classicKey())}`), wide("A=2\r\n"), wide("A=3\r\n"));
		expect(await only(history())).toMatchObject({ commit, path: "a.env", line: 2, column: 17 });
	});

	test("that takes out such a file has nothing to read", async () => {
		const wide = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");
		merge("", wide("A=2\r\n"), wide("A=3\r\n"));
		repository.git("rm", "-qf", "a.env");
		repository.later("commit", "-q", "--amend", "-m", "merge");
		expect(await checked(repository.root, history())).toMatchObject({ findings: [], errors: [] });
	});

	test("of more than two parents is read", async () => {
		repository.write("a.env", "A=1\n");
		const base = repository.commit("base");
		const sides = ["one", "two", "three"].map((name) => {
			repository.git("checkout", "-qb", name, base);
			repository.write(`${name}.txt`, name);
			return repository.commit(name);
		});
		repository.git("checkout", "-q", "main");
		repository.later("merge", "-q", "--no-ff", "--no-commit", ...sides);
		repository.write("a.env", `${line(classicKey())}`);
		const commit = repository.commit("octopus");
		expect(await only(history())).toMatchObject({ commit, path: "a.env", line: 1 });
	});
});

describe("a range", () => {
	test("is what git says it is, removed again or not", async () => {
		repository.write("before.env", line(classicKey()));
		const from = repository.commit("before");
		repository.write("within.env", line(classicKey()));
		const within = repository.commit("within");
		repository.write("within.env", "");
		const to = repository.commit("clean");
		repository.write("after.env", line(classicKey()));
		repository.commit("after");
		expect(await only(range(`${from}..${to}`))).toMatchObject({ path: "within.env", commit: within, inHead: false });
		expect(places(await checked(repository.root, range(`${to}..`)))).toEqual(["after.env:1:17"]);
		expect(places(await checked(repository.root, range("HEAD..HEAD")))).toEqual([]);
	});

	test("with three dots has both sides", async () => {
		repository.commit("base");
		repository.git("checkout", "-qb", "side");
		repository.write("side.env", line(classicKey()));
		repository.commit("side");
		repository.git("checkout", "-q", "main");
		repository.write("main.env", line(classicKey()));
		repository.commit("main");
		expect(places(await checked(repository.root, range("main...side")))).toEqual(["main.env:1:17", "side.env:1:17"]);
		expect(places(await checked(repository.root, range("main..side")))).toEqual(["side.env:1:17"]);
	});

	test("that git does not know is refused, with what to do in CI", async () => {
		repository.commit("first");
		await expect(checked(repository.root, range("nowhere..HEAD"))).rejects.toMatchObject({
			problem: expect.stringContaining("nowhere..HEAD"),
			wayOut: expect.stringContaining("fetch-depth"),
		});
	});

	test("is never taken for an option", async () => {
		repository.commit("first");
		await expect(checked(repository.root, range("--output=x..HEAD"))).rejects.toThrow(/does not know/);
	});

	test("reads a patch that looks like the log itself as text", async () => {
		const hash = "0".repeat(40);
		repository.write("log.txt", `\0${hash}\0date\0author\n+++ b/other\n@@ -1 +1 @@\n${line(classicKey())}`);
		const commit = repository.commit(
			`\u0001fake\n\ndiff --git a/x b/x\n+++ b/x\n@@ -0,0 +1 @@\n+${line(classicKey())}`,
		);
		expect(await only(history())).toMatchObject({
			path: "log.txt",
			line: 4,
			commit,
		});
	});

	test("reads messages where it is asked to", async () => {
		repository.commit("first");
		const commit = repository.commit(`Subject\n\nThe key is mailgun ${classicKey()}\n\u00e4`);
		expect(places(await checked(repository.root, range("HEAD~1..HEAD")))).toEqual([]);
		expect(await only(range("HEAD~1..HEAD", true))).toMatchObject({ path: "COMMIT_MSG", line: 3, column: 20, commit });
	});
});

describe("shards", () => {
	test("of any number add up to the whole", async () => {
		const keys = [classicKey(), classicKey(), currentKey()];
		for (let number = 0; number < 24; number++) {
			repository.write(`file${number % 5}.env`, `N=${number}\n${line(keys[number % 3] ?? "")}`);
			repository.commit(`commit ${number}`);
		}
		const whole = await checked(repository.root, history());
		expect(whole.findings.length).toBe(15);
		for (const count of [1, 2, 3, 4, 5, 6, 7]) {
			const parts: { name: string; text: string }[] = [];
			for (let index = 1; index <= count; index++) {
				const text = jsonReport(await checked(repository.root, history({ shard: { index, count } })));
				parts.push({ name: `${index}`, text });
			}
			// Whatever order they come in.
			const joined = JSON.parse(jsonReport(joinReports(parts.reverse())));
			expect([count, joined]).toEqual([count, JSON.parse(jsonReport(whole))]);
			if (count > 1) expect(parts.filter(({ text }) => text.includes('"ruleId"')).length).toBeGreaterThan(1);
		}
	});
});

test("an odd clone says so rather than reading less", async () => {
	repository.write("a.env", line(classicKey()));
	repository.commit("add");
	writeFileSync(`${repository.root}/.git/refs/heads/broken`, `${"1".repeat(40)}\n`);
	await expect(checked(repository.root, history())).rejects.toThrow(/git log failed/);
});
