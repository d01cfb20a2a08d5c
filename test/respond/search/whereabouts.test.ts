import { join } from "node:path";
import { findWhereabouts, type Whereabouts } from "../../../src/respond/search/whereabouts.js";
import { basicAuth, classicKey } from "../../support/madeUpKeys.js";
import {
	hermeticEnvironment,
	run,
	type TemporaryRepository,
	temporaryRepository,
} from "../../support/temporaryRepository.js";

let repository: TemporaryRepository;
let key: string;
const before = { ...process.env };

beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = temporaryRepository();
	key = classicKey();
	commit("readme", "README.md", "hello\n");
});

afterEach(() => {
	process.env = { ...before };
	repository.remove();
});

let day = 1;
/** Writes a file and commits it, a day after the commit before; returns the commit. */
function commit(message: string, path: string, content: string | Buffer, author = "A <a@example.com>"): string {
	repository.write(path, content);
	repository.git("add", "--", path);
	return commitStaged(message, author);
}

function commitStaged(message: string, author = "A <a@example.com>"): string {
	const date = new Date(Date.UTC(2026, 0, day++)).toISOString();
	const { code, stderr } = repository.tryGit(["commit", "-q", "-m", message, `--author=${author}`], {
		env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
	});
	if (code !== 0) throw new Error(stderr);
	return repository.git("rev-parse", "HEAD");
}

function removed(path: string): string {
	repository.git("rm", "-q", "--", path);
	return commitStaged(`remove ${path}`);
}

const search = (root = repository.root): Promise<Whereabouts> => findWhereabouts(root, key, "mailgun-private-key");
const line = () => `MAILGUN_API_KEY=${key}\n`;

test("nowhere", async () => {
	expect(await search()).toMatchObject({
		workTree: [],
		index: [],
		history: [],
		introducing: [],
		refs: [],
		stashes: [],
		loose: 0,
		pushed: { state: "no-remotes" },
	});
});

test("in the work tree: tracked, not yet added, encoded; with lines; ignored files are not read, and it says so", async () => {
	repository.write(".gitignore", "ignored.env\n");
	repository.write("ignored.env", line());
	repository.write("new.env", `a\nb\n${line()}c\n${line()}`);
	repository.write("header.txt", `Authorization: Basic ${basicAuth(key)}\n`);
	repository.write("wide.txt", Buffer.from(line(), "utf16le"));
	const { workTree, limits } = await search();
	expect(workTree).toEqual([
		{ path: "header.txt", spellings: ["base64"], lines: [1] },
		{ path: "new.env", spellings: ["plain"], lines: [3, 5] },
		{ path: "wide.txt", spellings: ["utf-16"], lines: [] },
	]);
	expect(limits.join()).toContain("Ignored files were not searched");
});

test("staged alone: in the index, and in no commit", async () => {
	repository.write("new.env", line());
	repository.git("add", "new.env");
	repository.write("new.env", "clean\n");
	const found = await search();
	expect(found).toMatchObject({ workTree: [], index: [{ path: "new.env" }], introducing: [], loose: 0 });
});

test("staged once and taken back: a loose object", async () => {
	repository.write("new.env", line());
	repository.git("add", "new.env");
	repository.git("rm", "-q", "--cached", "new.env");
	repository.write("new.env", "clean\n");
	expect(await search()).toMatchObject({ workTree: [], index: [], loose: 1 });
});

test("in history: who brought it in and who took it out, when, and which refs have it", async () => {
	const added = commit("add", "app.env", line(), "Ann <ann@example.com>");
	repository.git("tag", "v1");
	const out = removed("app.env");
	repository.git("branch", "later");
	repository.git("branch", "early", `${added}~1`);
	const { history, introducing, refs } = await search();
	expect(introducing.map(({ id, author }) => [id, author])).toEqual([[added, "Ann <ann@example.com>"]]);
	expect(history).toMatchObject([{ path: "app.env", added: [{ id: added }], removed: [{ id: out }] }]);
	expect(refs.map(({ name, kind, inFiles }) => [name, kind, inFiles])).toEqual([
		["later", "branch", false],
		["main", "branch", false],
		["v1", "tag", true],
	]);
});

test("a change beside the key is no second time", async () => {
	const added = commit("add", "app.env", line());
	commit("change", "app.env", `${line()}MORE=1\n`);
	const { history } = await search();
	expect(history[0]?.added.map(({ id }) => id)).toEqual([added]);
	expect(history[0]?.removed).toEqual([]);
});

test("a renamed file: both names, each with its commits, whatever the file held beside", async () => {
	const added = commit("add", "old.env", `${line()}A=1\nB=2\n`);
	repository.git("mv", "old.env", "new.env");
	const moved = commitStaged("move");
	const { history, introducing } = await search();
	expect(
		history.map(({ path, added: by, removed: out }) => [path, by.map(({ id }) => id), out.map(({ id }) => id)]),
	).toEqual([
		["old.env", [added], [moved]],
		["new.env", [moved], []],
	]);
	expect(introducing.map(({ id }) => id)).toEqual([added, moved]);
});

test("a history longer than one piece of git's output loses no commit", async () => {
	const commits = 1200;
	const stream = Array.from({ length: commits }, (_, index) => {
		const text = index % 2 === 0 ? line() : "clean\n";
		return `commit refs/heads/long\ncommitter A <a@example.com> ${1_700_000_000 + index * 60} +0000\ndata 2\nx\nM 100644 inline some/folder/app.env\ndata ${text.length}\n${text}\n`;
	}).join("");
	expect(run("git", ["fast-import", "--quiet"], { cwd: repository.root, input: stream }).code).toBe(0);
	repository.git("update-ref", "refs/remotes/origin/long", "long");
	const { history, introducing, limits, pushed } = await search();
	expect(limits[0]).toContain(`${commits / 2} commits brought it in`);
	expect(pushed).toMatchObject({ state: "pushed", refs: ["origin/long"] });
	expect(history).toHaveLength(1);
	expect(history[0]?.added).toHaveLength(commits / 2);
	expect(history[0]?.removed).toHaveLength(commits / 2);
	expect(introducing).toHaveLength(commits / 2);
	expect(new Set(introducing.map(({ committerDate }) => committerDate)).size).toBe(commits / 2);
});

test("a merge that alone brings it in", async () => {
	repository.git("checkout", "-q", "-b", "side");
	commit("side", "side.txt", "x\n");
	repository.git("checkout", "-q", "main");
	commit("main", "main.txt", "x\n");
	repository.git("merge", "-q", "--no-commit", "side");
	repository.write("evil.env", line());
	repository.git("add", "evil.env");
	const merge = commitStaged("merge");
	expect((await search()).introducing.map(({ id }) => id)).toEqual([merge]);
});

test("in a commit's message and in a tag's", async () => {
	const said = commit(`use ${key}`, "x.txt", "x\n");
	repository.git("tag", "-a", "v1", "-m", `with ${key}`);
	expect(await search()).toMatchObject({ messages: [{ id: said }], tagMessages: 1, introducing: [{ id: said }] });
});

test.each([
	["its files", () => undefined, [] as string[]],
	["its index", () => repository.git("add", "-A"), []],
	["its untracked files", () => undefined, ["-u"]],
])("in a stash: %s", async (_where, prepare, flags) => {
	repository.write("README.md", "other\n");
	repository.git("stash", "-q");
	if (flags.length > 0) repository.write("new.env", line());
	else repository.write("README.md", line());
	prepare();
	repository.git("stash", "-q", ...flags);
	repository.write("README.md", "third\n");
	repository.git("stash", "-q");
	expect((await search()).stashes).toEqual(["stash@{1}"]);
});

test("only in a reflog, after the commit was taken back", async () => {
	const lost = commit("oops", "app.env", line());
	repository.git("reset", "-q", "--hard", "HEAD~1");
	expect(await search()).toMatchObject({ refs: [], onlyInReflog: [{ id: lost }], loose: 0 });
});

test("a name that is not UTF-8, and one with a line feed", async () => {
	repository.write("a\nb.env", line());
	repository.gitBytes("add", "-A");
	commitStaged("odd");
	expect((await search()).history.map(({ path }) => path)).toEqual(["a\nb.env"]);
});

test("the user's configuration changes nothing", async () => {
	const added = commit("add", "app.env", line());
	removed("app.env");
	for (const setting of [
		["log.showSignature", "true"],
		["log.showRoot", "false"],
		["log.follow", "true"],
		["diff.renames", "copies"],
		["diff.noprefix", "true"],
		["color.ui", "always"],
		["format.pretty", "oneline"],
		["core.abbrev", "4"],
		["log.date", "relative"],
		["log.diffMerges", "off"],
		["core.quotePath", "false"],
	] as const) {
		repository.git("config", ...setting);
	}
	const found = await search();
	expect(found.introducing.map(({ id }) => id)).toEqual([added]);
	expect(found.history[0]).toMatchObject({ path: "app.env", removed: [{}] });
});

describe("pushed or not", () => {
	let remote: string;

	beforeEach(() => {
		remote = join(repository.root, "../remote.git");
		run("git", ["init", "-q", "--bare", "-b", "main", remote]);
		repository.git("remote", "add", "origin", remote);
	});

	test("not: nothing was pushed yet", async () => {
		commit("add", "app.env", line());
		expect((await search()).pushed).toEqual({ state: "not-seen", lastFetch: undefined });
	});

	test("not: what was pushed is older", async () => {
		repository.git("push", "-q", "origin", "main");
		commit("add", "app.env", line());
		expect((await search()).pushed.state).toBe("not-seen");
	});

	test("yes: which branches, the oldest pushed commit, and when this clone saw it", async () => {
		repository.git("push", "-q", "origin", "main");
		const pushed = commit("add", "app.env", line());
		repository.git("push", "-q", "origin", "main");
		commit("again", "later.env", line());
		commit("more", "more.txt", "x\n");
		repository.git("push", "-q", "origin", "main:other");
		const { pushed: state } = await search();
		expect(state).toMatchObject({ state: "pushed", refs: ["origin/main", "origin/other"], first: { id: pushed } });
		const [, second] = repository
			.git("reflog", "show", "--date=iso-strict", "--format=%gd", "origin/main")
			.split("\n")
			.reverse();
		expect(state).toMatchObject({ seen: { date: expect.any(String) } });
		expect(second).toContain((state as { seen: { date: string } }).seen.date);
	});

	test("a commit that was rebased keeps the date on which it was written", async () => {
		repository.write("app.env", line());
		repository.git("add", ".");
		repository.tryGit(["commit", "-qm", "x"], {
			env: { GIT_AUTHOR_DATE: "2025-05-05T00:00:00Z", GIT_COMMITTER_DATE: "2025-06-06T00:00:00Z" },
		});
		repository.git("push", "-q", "origin", "main");
		expect((await search()).pushed).toMatchObject({ oldest: "2025-05-05T00:00:00+00:00" });
	});

	test("one key, in an older commit that was not pushed and a newer one that was", async () => {
		repository.git("checkout", "-q", "-b", "private");
		commit("private", "a.env", line());
		repository.git("checkout", "-q", "main");
		const pushed = commit("public", "b.env", line());
		repository.git("push", "-q", "origin", "main");
		const { pushed: state, introducing } = await search();
		expect(introducing).toHaveLength(2);
		expect(state).toMatchObject({ state: "pushed", first: { id: pushed } });
	});

	test("a clone knows when it cloned", async () => {
		const pushed = commit("add", "app.env", line());
		repository.git("push", "-q", "origin", "main");
		const clone = join(repository.root, "../clone");
		run("git", ["clone", "-q", remote, clone]);
		expect((await search(clone)).pushed).toMatchObject({
			state: "pushed",
			refs: ["origin/main"],
			first: { id: pushed },
		});
	});

	test("a shallow clone says what it cannot search", async () => {
		commit("add", "app.env", line());
		removed("app.env");
		commit("more", "x.txt", "x\n");
		repository.git("push", "-q", "origin", "main");
		const clone = join(repository.root, "../clone");
		run("git", ["clone", "-q", "--depth=1", `file://${remote}`, clone]);
		const found = await search(clone);
		expect(found.introducing).toEqual([]);
		expect(found.limits[0]).toContain("shallow clone");
	});

	test("a partial clone says what it has not, and fetches nothing", async () => {
		commit("add", "app.env", line());
		removed("app.env");
		repository.git("push", "-q", "origin", "main");
		run("git", ["-C", remote, "config", "uploadpack.allowFilter", "true"]);
		const clone = join(repository.root, "../clone");
		run("git", ["clone", "-q", "--filter=blob:none", `file://${remote}`, clone]);
		const missing = () =>
			run("git", ["rev-list", "--objects", "--all", "--missing=print"], { cwd: clone })
				.stdout.split("\n")
				.filter((object) => object.startsWith("?")).length;
		const were = missing();
		expect(were).toBeGreaterThan(0);
		const found = await search(clone);
		expect(found.limits[0]).toContain(`partial clone: ${were} object`);
		expect(missing()).toBe(were);
	});
});

test("a submodule is said to be another repository", async () => {
	repository.git("update-index", "--add", "--cacheinfo", `160000,${repository.git("rev-parse", "HEAD")},module`);
	expect((await search()).limits[0]).toContain("1 submodule not searched");
});
