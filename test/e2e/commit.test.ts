import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { classicKey, currentKey } from "../support/madeUpKeys.js";
import { must, packPackage, runInstalled } from "../support/packedPackage.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const packed = packPackage();

/** A repository with the package in it, two committed files, and mg-hook not yet set up. */
function projectWithPackage(): TemporaryRepository {
	const repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".gitignore", "node_modules\n");
	repository.write(".env", "PORT=1\n");
	repository.write("other.txt", "one\n");
	repository.git("add", ".");
	repository.git("commit", "-q", "-m", "first");
	return repository;
}

function plainProject(): TemporaryRepository {
	const repository = projectWithPackage();
	must(runInstalled(repository.root, ["install"]));
	return repository;
}

function huskyProject(): TemporaryRepository {
	const repository = projectWithPackage();
	repository.write("package.json", JSON.stringify({ devDependencies: { husky: "9.1.7" } }));
	symlinkSync(join(PACKAGE_ROOT, "node_modules/husky"), join(repository.root, "node_modules/husky"));
	must(run(process.execPath, ["node_modules/husky/bin.js"], { cwd: repository.root }));
	expect(repository.git("config", "core.hooksPath")).toBe(".husky/_");
	must(runInstalled(repository.root, ["install"]));
	repository.git("add", ".");
	repository.git("commit", "-q", "-m", "Set up hooks");
	return repository;
}

function linkedWorktree(): TemporaryRepository {
	const main = plainProject();
	const linked = join(main.root, "../linked");
	main.git("worktree", "add", "-q", "-b", "linked", linked);
	return { ...temporaryRepository(linked), remove: main.remove };
}

/** All that a stopped commit must leave as it was. */
function stateOf(repository: TemporaryRepository): Record<string, string> {
	return {
		head: repository.tryGit(["rev-parse", "--verify", "-q", "HEAD"]).stdout,
		staged: repository.git("diff", "--cached", "--binary"),
		unstaged: repository.git("diff", "--binary"),
		status: repository.git("status", "--porcelain=v2", "--untracked-files=all"),
		index: repository.git("ls-files", "--stage"),
		environment: readFileSync(join(repository.root, ".env"), "latin1"),
		other: readFileSync(join(repository.root, "other.txt"), "latin1"),
	};
}

/** Commits, and expects to be stopped over `key` at `place` with everything left as it was. */
function expectBlocked(
	repository: TemporaryRepository,
	args: readonly string[],
	{ key, place, cwd }: { key: string; place: string; cwd?: string },
): void {
	const before = stateOf(repository);
	const { code, stdout, stderr } = repository.tryGit(["commit", "-m", "x", ...args], cwd === undefined ? {} : { cwd });
	expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit: 1 Mailgun key")]);
	expect(stderr).toContain(place);
	expect(stdout + stderr).not.toContain(key);
	expect(stateOf(repository)).toEqual(before);
}

function expectPassed(repository: TemporaryRepository, args: readonly string[], cwd = repository.root): string {
	const { code, stderr } = repository.tryGit(["commit", "-q", "-m", "x", ...args], { cwd });
	expect([code, stderr]).toEqual([0, expect.any(String)]);
	expect(repository.git("status", "--porcelain")).toBe("");
	return stderr;
}

describe.each([
	["a plain repository", plainProject],
	["a husky project", huskyProject],
	["a linked worktree without node_modules", linkedWorktree],
])("in %s", (_name, project) => {
	let repository: TemporaryRepository;
	let start: string;
	beforeAll(() => {
		repository = project();
		start = repository.git("rev-parse", "HEAD");
	});
	afterEach(() => repository.git("reset", "-q", "--hard", start));
	afterAll(() => repository.remove());

	test("git commit with a staged key is stopped", () => {
		const key = classicKey();
		repository.write(".env", `PORT=1\nMAILGUN_API_KEY=${key}\n`);
		repository.git("add", ".env");
		// What is staged counts, not what the work tree has.
		repository.write(".env", "PORT=2\n");
		expectBlocked(repository, [], { key, place: ".env:2:17" });
	});

	test("what a person is told to do for .env can be done in that order", () => {
		repository.write("sub/.env", `MAILGUN_API_KEY=${classicKey()}\n`);
		repository.write("other.txt", "three\n");
		repository.git("add", ".");
		const { stderr } = repository.tryGit(["commit", "-m", "x"]);
		repository.write("sub/.env", "MAILGUN_API_KEY=\n");
		must(run("sh", ["-c", / {2}(git rm .*)$/mu.exec(stderr)?.[1] ?? "exit 1"], { cwd: repository.root }));
		repository.git("commit", "-q", "-m", "x");
		expect(repository.git("status", "--porcelain")).toBe("?? sub/");
		expect(readFileSync(join(repository.root, "sub/.env"), "latin1")).toBe("MAILGUN_API_KEY=\n");
		rmSync(join(repository.root, "sub"), { recursive: true });
	});

	test("git commit -a with a key that is not staged is stopped", () => {
		const key = currentKey();
		repository.write(".env", `PORT=1\nMAILGUN_API_KEY=${key}\n`);
		repository.write("other.txt", "two\n");
		expectBlocked(repository, ["-a"], { key, place: ".env:2:17" });
	});

	test("git commit -- path with a key in it is stopped, with other changes left staged", () => {
		const key = classicKey();
		repository.write("other.txt", "two\n");
		repository.git("add", "other.txt");
		repository.write(".env", `MG_KEY=${key}\n`);
		expectBlocked(repository, ["--", ".env"], { key, place: ".env:1:8" });
	});

	test("git commit -- path passes where the staged key is in another file", () => {
		repository.write(".env", `MG_KEY=${classicKey()}\n`);
		repository.git("add", ".env");
		repository.write("other.txt", "two\n");
		const { code } = repository.tryGit(["commit", "-q", "-m", "x", "--", "other.txt"]);
		expect(code).toBe(0);
		expect(repository.git("status", "--porcelain")).toBe("M  .env");
	});

	test("a key with an allow comment passes", () => {
		repository.write(".env", `MAILGUN_API_KEY=${classicKey()} # mg-hook:allow: revoked, kept as a fixture\n`);
		expectPassed(repository, ["-a"]);
	});

	test("a clean commit passes without a word", () => {
		repository.write("other.txt", "two\n");
		expect(expectPassed(repository, ["-a"])).toBe("");
	});

	test("MG_HOOK=0 skips and says so; --no-verify skips", () => {
		repository.write(".env", `MG_KEY=${classicKey()}\n`);
		repository.git("add", ".env");
		const skipped = repository.tryGit(["commit", "-q", "-m", "x"], { env: { MG_HOOK: "0" } });
		expect([skipped.code, skipped.stderr]).toEqual([0, expect.stringMatching(/^mg-hook: skipped \(MG_HOOK=0\)/u)]);
		repository.write(".env", `MG_KEY=${classicKey()}\n`);
		expect(expectPassed(repository, ["-a", "--no-verify"])).toBe("");
	});
});

describe("wherever git commits", () => {
	let repository: TemporaryRepository;
	afterEach(() => repository.remove());

	test("before the first commit", () => {
		repository = temporaryRepository();
		packed.installInto(repository.root);
		must(runInstalled(repository.root, ["install"]));
		const key = classicKey();
		repository.write(".gitignore", "node_modules\n");
		repository.write("other.txt", "one\n");
		repository.write(".env", `MAILGUN_API_KEY=${key}\n`);
		repository.git("add", ".");
		expectBlocked(repository, [], { key, place: ".env:1:17" });
		repository.write(".env", "MAILGUN_API_KEY=\n");
		repository.git("add", ".");
		expectPassed(repository, []);
	});

	test("from a subdirectory", () => {
		repository = plainProject();
		const key = classicKey();
		repository.write("src/deep/mail.js", `mailgun({ apiKey: "${key}" });\n`);
		repository.git("add", ".");
		expectBlocked(repository, [], { key, place: "src/deep/mail.js:1:20", cwd: join(repository.root, "src/deep") });
		repository.write("src/deep/mail.js", "mailgun({ apiKey: process.env.MAILGUN_API_KEY });\n");
		repository.git("add", ".");
		expectPassed(repository, [], join(repository.root, "src/deep"));
	});

	test("in a submodule, with the package in the project around it", () => {
		repository = projectWithPackage();
		repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "./", "sub");
		const sub = temporaryRepository(join(repository.root, "sub"));
		must(runInstalled(sub.root, ["install"], { from: repository.root }));
		expect(readFileSync(join(repository.root, ".git/modules/sub/hooks/pre-commit"), "utf8")).toContain(
			"mg_hook='../node_modules/mg-hook'",
		);
		const key = classicKey();
		sub.write(".env", `MAILGUN_API_KEY=${key}\n`);
		expectBlocked(sub, ["-a"], { key, place: ".env:1:17" });
		sub.write(".env", "PORT=2\n");
		expectPassed(sub, ["-a"]);
	});

	test("during a merge, where the key comes with its resolution", () => {
		repository = plainProject();
		repository.git("checkout", "-q", "-b", "side");
		repository.write("other.txt", "side\n");
		repository.git("commit", "-q", "-a", "-m", "side");
		repository.git("checkout", "-q", "main");
		repository.write("other.txt", "main\n");
		repository.git("commit", "-q", "-a", "-m", "main");
		expect(repository.tryGit(["merge", "side"]).code).toBe(1);
		const key = classicKey();
		repository.write("other.txt", `main\nMAILGUN_API_KEY=${key}\n`);
		repository.git("add", ".");
		expectBlocked(repository, [], { key, place: "other.txt:2:17" });
		repository.write("other.txt", "main\nside\n");
		repository.git("add", ".");
		expectPassed(repository, []);
	});
});
