import { join } from "node:path";
import { mayHaveRemoteBranches } from "../../../src/git/remoteTracking.js";
import { findPushedBefore } from "../../../src/respond/search/pushedBefore.js";
import { classicKey } from "../../support/madeUpKeys.js";
import { runMgHook } from "../../support/runMgHook.js";
import {
	hermeticEnvironment,
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
	commit("README.md", "hello\n");
});

afterEach(() => {
	process.env = { ...before };
	repository.remove();
});

function commit(path: string, content: string): string {
	repository.write(path, content);
	repository.git("add", "--", path);
	repository.git("commit", "-qm", path);
	return repository.git("rev-parse", "HEAD");
}

/** As a push would leave it. */
const pushed = () => repository.git("update-ref", "refs/remotes/origin/main", "HEAD");

function stage(path = "app.env"): void {
	repository.write(path, `MAILGUN_API_KEY=${key}\n`);
	repository.git("add", "--", path);
}

/** With all the time that a slow machine may need. */
const check = (...args: string[]) =>
	runMgHook(repository.root, ["check", ...args], { env: { MG_HOOK_PUSHED_TIMEOUT: "50" } });

function blocked(): { heading: string; state: { state: string; commit?: string } | undefined } {
	const pretty = check();
	expect(pretty.code).toBe(1);
	const json = check("--format", "json");
	const heading = pretty.stdout.split("\n").find((line) => line.startsWith("Do this now")) ?? "";
	return { heading, state: JSON.parse(json.stdout).findings[0].pushed };
}

test("no remote: only staged, not leaked, and nothing is searched", () => {
	stage();
	const { heading, state } = blocked();
	expect(heading).toContain("The key is only staged, never committed or shared, so it has not leaked:");
	expect(state).toBeUndefined();
});

test("a remote whose commits do not have it: not leaked, as far as this clone knows", () => {
	pushed();
	stage();
	const { heading, state } = blocked();
	expect(heading).toContain("in no pushed commit that this clone knows of, so it has not leaked:");
	expect(state).toEqual({ state: "not-pushed" });
});

test.each([
	["the same file", "app.env"],
	["another file", "other.env"],
])("pushed before, in %s: unstaging is not enough, and which commit has it", (_what, path) => {
	const id = commit(path, `X=1\nMAILGUN_API_KEY=${key}\n`);
	commit(path, "X=1\n");
	pushed();
	stage();
	const { heading, state } = blocked();
	expect(heading).toContain("This key is already in pushed history (commit ");
	expect(heading).toContain("unstaging it is not enough");
	expect(state?.state).toBe("pushed");
	expect([id, repository.git("rev-parse", "HEAD")]).toContain(state?.commit);
	expect(check().stdout).toMatch(/1 revoke the key in Mailgun/u);
});

test("committed and not pushed is not pushed", () => {
	pushed();
	commit("other.env", `MAILGUN_API_KEY=${key}\n`);
	stage();
	expect(blocked().state).toEqual({ state: "not-pushed" });
});

test("of two keys, one pushed before: each has its own answer", () => {
	commit("other.env", `MAILGUN_API_KEY=${key}\n`);
	commit("other.env", "\n");
	pushed();
	repository.write("app.env", `MAILGUN_API_KEY=${key}\nMG_API_KEY=${classicKey()}\n`);
	repository.git("add", "app.env");
	const { stdout } = check("--format", "json");
	const states = JSON.parse(stdout).findings.map((finding: { pushed: { state: string } }) => finding.pushed.state);
	expect(states).toEqual(["pushed", "not-pushed"]);
	expect(check().stdout).toContain("1 of these 2 keys is already in pushed history");
});

test("what the time does not suffice for is not called clean", async () => {
	commit("other.env", `MAILGUN_API_KEY=${key}\n`);
	pushed();
	const results = await findPushedBefore(repository.root, new Map([["mark", key]]), {
		paths: ["app.env"],
		budget: 0,
	});
	expect(results.get("mark")).toEqual({ state: "not-all-read" });
});

test("a git that fails keeps nothing from being reported", async () => {
	const results = await findPushedBefore("/", new Map([["mark", key]]), { paths: ["app.env"], budget: 50_000 });
	expect(results.get("mark")).toEqual({ state: "not-all-read" });
});

test("remote branches are seen loose, packed and from a linked worktree", () => {
	expect(mayHaveRemoteBranches(repository.root)).toBe(false);
	const linked = join(repository.root, "../linked");
	repository.git("worktree", "add", "-q", linked);
	expect(mayHaveRemoteBranches(linked)).toBe(false);
	pushed();
	expect(mayHaveRemoteBranches(repository.root)).toBe(true);
	expect(mayHaveRemoteBranches(linked)).toBe(true);
	repository.git("pack-refs", "--all");
	expect(mayHaveRemoteBranches(repository.root)).toBe(true);
	expect(mayHaveRemoteBranches(linked)).toBe(true);
});

test.each(["soon", "0", "-1", "1e9"])("MG_HOOK_PUSHED_TIMEOUT=%s: exit 2", (value) => {
	pushed();
	stage();
	const { code, stderr } = runMgHook(repository.root, ["check"], { env: { MG_HOOK_PUSHED_TIMEOUT: value } });
	expect(code).toBe(2);
	expect(stderr).toContain("MG_HOOK_PUSHED_TIMEOUT");
});

test("where it cannot be seen it may have them", () => {
	expect(mayHaveRemoteBranches("/nonexistent")).toBe(true);
});
