import { rmSync } from "node:fs";
import { join } from "node:path";
import type { CommitRecord } from "../../../src/git/changes.js";
import { findPushed, oldestDate } from "../../../src/respond/search/pushed.js";
import { notReachable, refsWithKey, stashesWithKey } from "../../../src/respond/search/refsWithKey.js";
import {
	hermeticEnvironment,
	run,
	type TemporaryRepository,
	temporaryRepository,
} from "../../support/temporaryRepository.js";

let repository: TemporaryRepository;
const before = { ...process.env };

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
});

afterEach(() => {
	process.env = { ...before };
	repository.remove();
});

let day = 1;
function commit(path: string): CommitRecord {
	repository.write(path, `${path} ${day}\n`);
	repository.git("add", ".");
	const date = `2026-01-${String(day++).padStart(2, "0")}T00:00:00+00:00`;
	expect(
		repository.tryGit(["commit", "-qm", path], { env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } }).code,
	).toBe(0);
	return { id: repository.git("rev-parse", "HEAD"), parents: [], author: "A", authorDate: date, committerDate: date };
}

const blobs = (...names: string[]) => new Map(names.map((name) => [repository.git("rev-parse", name), []]));

describe("refs", () => {
	test("of every kind, by what they are called, and whether their files have it now", async () => {
		const first = commit("a");
		const objects = blobs("HEAD:a");
		repository.git("tag", "light");
		repository.git("tag", "-a", "-m", "x", "heavy");
		repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
		repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
		repository.git("update-ref", "refs/notes/x", "HEAD");
		repository.git("branch", "feature/x");
		repository.git("rm", "-q", "a");
		commit("b");
		repository.write("b", "changed");
		repository.git("stash", "-q");
		expect(
			(await refsWithKey(repository.root, [first], objects)).map(({ name, fullName, kind, inFiles }) => [
				name,
				fullName,
				kind,
				inFiles,
			]),
		).toEqual([
			["feature/x", "refs/heads/feature/x", "branch", true],
			["main", "refs/heads/main", "branch", false],
			["refs/notes/x", "refs/notes/x", "other", true],
			["origin/main", "refs/remotes/origin/main", "remote-tracking branch", true],
			["stash", "refs/stash", "stash", false],
			["heavy", "refs/tags/heavy", "tag", true],
			["light", "refs/tags/light", "tag", true],
		]);
	});

	test("none where no commit brought it in, nor those that lack it", async () => {
		commit("a");
		repository.git("branch", "old");
		const second = commit("b");
		expect(await refsWithKey(repository.root, [], new Map())).toEqual([]);
		expect((await refsWithKey(repository.root, [second], new Map())).map(({ name }) => name)).toEqual(["main"]);
	});

	test("a hundred tips are looked at", async () => {
		const first = commit("a");
		const objects = blobs("HEAD:a");
		const commands: string[] = [];
		for (let number = 0; number < 102; number++) {
			const id = repository.git("commit-tree", "-p", "HEAD", "-m", `${number}`, "HEAD^{tree}");
			commands.push(`create refs/heads/x${String(number).padStart(3, "0")} ${id}`);
		}
		repository.tryGit(["update-ref", "--stdin"], { input: `${commands.join("\n")}\n` });
		const looked = (await refsWithKey(repository.root, [first], objects)).map(({ inFiles }) => inFiles);
		expect(looked.filter((inFiles) => inFiles === true)).toHaveLength(100);
		expect(looked.filter((inFiles) => inFiles === undefined)).toHaveLength(3);
	});

	test("a tip whose files git does not have was not looked at, by any of its names", async () => {
		const first = commit("a");
		const objects = blobs("HEAD:a");
		repository.git("branch", "whole");
		const second = commit("b");
		for (const name of ["same", "same2"]) repository.git("branch", name);
		const tree = repository.git("rev-parse", `${second.id}^{tree}`);
		rmSync(join(repository.root, ".git/objects", tree.slice(0, 2), tree.slice(2)));
		const refs = await refsWithKey(repository.root, [first], objects);
		expect(refs.map(({ name, inFiles }) => [name, inFiles])).toEqual([
			["main", undefined],
			["same", undefined],
			["same2", undefined],
			["whole", true],
		]);
	});

	test("a tag of a single object has no files", async () => {
		const first = commit("a");
		repository.git("tag", "-a", "-m", "x", "blob", "HEAD:a");
		const refs = await refsWithKey(repository.root, [first], blobs("HEAD:a"));
		expect(refs.map(({ name }) => name)).toEqual(["main"]);
	});
});

test("stashes are told by the commits that they are made of", async () => {
	commit("a");
	for (const text of ["one", "two", "three"]) {
		repository.write(text, text);
		repository.git("add", text);
		repository.write("a", text);
		repository.git("stash", "-q");
	}
	const record = (name: string) => ({ ...commitRecord(), id: repository.git("rev-parse", name) });
	const commitRecord = (): CommitRecord => ({ id: "", parents: [], author: "", authorDate: "", committerDate: "" });
	expect(await stashesWithKey(repository.root, [record("stash@{1}")])).toEqual(["stash@{1}"]);
	expect(await stashesWithKey(repository.root, [record("stash@{2}^2")])).toEqual(["stash@{2}"]);
	expect(await stashesWithKey(repository.root, [record("HEAD")])).toEqual([]);
	expect(await stashesWithKey(repository.root, [])).toEqual([]);
});

test("commits that nothing reaches, of all refs or of remotes alone", async () => {
	const first = commit("a");
	repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
	const second = commit("b");
	const lost = commit("c");
	repository.git("reset", "-q", "--hard", "HEAD~1");
	const all = [first, second, lost];
	expect(await notReachable(repository.root, all, "--all")).toEqual([lost]);
	expect(await notReachable(repository.root, all, "--remotes")).toEqual([second, lost]);
	expect(await notReachable("/nonexistent", [], "--all")).toEqual([]);
});

describe("the oldest date", () => {
	const record = (authorDate: string, committerDate: string): CommitRecord => ({
		id: "",
		parents: [],
		author: "",
		authorDate,
		committerDate,
	});

	test("of all commits and of both dates, whatever their offsets", () => {
		const early = "2026-01-01T23:00:00-05:00";
		const late = "2026-01-02T01:00:00+09:00";
		// The second is the older moment.
		expect(oldestDate([record(early, early), record(late, early)])).toBe(late);
		expect(oldestDate([record(early, late)])).toBe(late);
		expect(oldestDate([record(late, early)])).toBe(late);
	});
});

describe("when this clone saw it on a remote", () => {
	/** Moves the remote-tracking branch, at noon of a day of February. */
	function seenOn(dayOfMonth: number, to: string, ref = "refs/remotes/origin/main"): void {
		const date = `2026-02-${String(dayOfMonth).padStart(2, "0")}T12:00:00+00:00`;
		const env = { GIT_COMMITTER_DATE: date };
		expect(repository.tryGit(["update-ref", "--create-reflog", ref, to], { env }).code).toBe(0);
	}
	const pushed = async (introducing: CommitRecord[]) => {
		const refs = await refsWithKey(repository.root, introducing, new Map());
		return findPushed(repository.root, introducing, refs);
	};

	test("at the first of its reflog's entries from which the commit can be reached", async () => {
		const chain = Array.from({ length: 9 }, (_, index) => commit(`${index}`));
		for (const [index, { id }] of chain.entries()) seenOn(index + 1, id);
		for (const [index, record] of chain.entries()) {
			expect(await pushed([record])).toMatchObject({
				state: "pushed",
				first: { id: record.id },
				seen: { ref: "origin/main", date: `2026-02-0${index + 1}T12:00:00+00:00` },
			});
		}
	});

	test("on the branch that had it first", async () => {
		const first = commit("a");
		seenOn(9, first.id, "refs/remotes/origin/a");
		seenOn(3, first.id, "refs/remotes/origin/b");
		seenOn(5, first.id, "refs/remotes/origin/c");
		expect(await pushed([first])).toMatchObject({
			refs: ["origin/a", "origin/b", "origin/c"],
			seen: { ref: "origin/b", date: "2026-02-03T12:00:00+00:00" },
		});
	});

	test("of five branches at most", async () => {
		const first = commit("a");
		for (const [index, name] of ["a", "b", "c", "d", "e", "f"].entries()) {
			seenOn(20 - index, first.id, `refs/remotes/origin/${name}`);
		}
		expect(await pushed([first])).toMatchObject({ seen: { ref: "origin/e", date: "2026-02-16T12:00:00+00:00" } });
	});

	test("is unknown where the reflog is silent", async () => {
		const first = commit("a");
		seenOn(1, first.id);
		repository.git("reflog", "expire", "--expire=all", "--all");
		expect(await pushed([first])).toMatchObject({ state: "pushed", seen: undefined });
	});

	test("only what was pushed counts, and its oldest date", async () => {
		const first = commit("a");
		seenOn(1, first.id);
		const second = commit("b");
		expect(await pushed([second])).toEqual({ state: "not-seen", lastFetch: undefined });
		const result = await pushed([{ ...second, authorDate: "2020-01-01T00:00:00Z" }, first]);
		expect(result).toMatchObject({ state: "pushed", first: { id: first.id }, oldest: first.authorDate });
	});

	test("where there is no remote nothing can be known, unless there are its branches", async () => {
		const first = commit("a");
		expect(await pushed([first])).toEqual({ state: "no-remotes" });
		repository.git("remote", "add", "origin", join(repository.root, "../none"));
		expect(await pushed([first])).toMatchObject({ state: "not-seen", lastFetch: undefined });
		repository.git("remote", "remove", "origin");
		seenOn(1, first.id);
		expect(await pushed([first])).toMatchObject({ state: "pushed" });
	});

	test("the last time that it heard from a remote", async () => {
		const first = commit("a");
		const remote = join(repository.root, "../remote.git");
		run("git", ["init", "-q", "--bare", remote]);
		repository.git("remote", "add", "origin", remote);
		repository.git("fetch", "-q", "origin");
		const state = await pushed([first]);
		expect(state).toEqual({ state: "not-seen", lastFetch: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) });
	});
});
