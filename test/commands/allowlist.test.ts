import { runMgHook } from "../support/runMgHook.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

test("lists every allow comment in the tracked files with its place, reason and last day", () => {
	repository.write("a.env", "A=1 # mg-hook:allow: a sample\n");
	repository.write("sub dir/b.js", "\n// mg-hook:allow-next-line: until=2999-01-01 old\n");
	repository.write("c.txt", "mg-hook:allow until=2020-01-01\nmg-hook:allow until=soon\n");
	repository.git("add", ".");
	repository.write("untracked.txt", "mg-hook:allow\n");
	repository.git("config", "grep.lineNumber", "false");
	repository.git("config", "grep.column", "true");
	const { code, stdout } = runMgHook(repository.root, ["allowlist", "--format", "json"]);
	expect(code).toBe(0);
	expect(JSON.parse(stdout)).toEqual({
		schemaVersion: 1,
		comments: [
			{ path: "a.env", line: 1, column: 7, scope: "line", reason: "a sample", state: "valid" },
			{ path: "c.txt", line: 1, column: 1, scope: "line", until: "2020-01-01", state: "expired" },
			{ path: "c.txt", line: 2, column: 1, scope: "line", until: "soon", state: "malformed" },
			{
				path: "sub dir/b.js",
				line: 2,
				column: 4,
				scope: "next-line",
				until: "2999-01-01",
				reason: "old",
				state: "valid",
			},
		],
	});
	expect(runMgHook(repository.root, ["allowlist"]).stdout).toContain("c.txt:1:1  expired 2020-01-01");
	expect(runMgHook(`${repository.root}/sub dir`, ["allowlist"]).stdout).toContain("a.env:1:7");
});

test("--fail-expired fails on one that has run out, and only then", () => {
	repository.write("a", "mg-hook:allow: x until=2999-01-01\n");
	repository.git("add", ".");
	expect(runMgHook(repository.root, ["allowlist", "--fail-expired"]).code).toBe(0);
	repository.write("a", "mg-hook:allow: x until=2020-01-01\n");
	expect(runMgHook(repository.root, ["allowlist", "--fail-expired"]).code).toBe(1);
});

test("says that there are none, and cannot say it outside a repository", () => {
	expect(runMgHook(repository.root, ["allowlist"])).toEqual(
		expect.objectContaining({ code: 0, stdout: "No allow comments in the tracked files.\n" }),
	);
	expect(runMgHook("/", ["allowlist"]).code).toBe(2);
});
