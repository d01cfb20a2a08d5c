import { chmodSync, cpSync, mkdirSync, symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { type Outcome, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const line = (key: string) => `MAILGUN_API_KEY=${key}\n`;

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
	// As npm installs it, for the hooks to find from the root of the work tree.
	mkdirSync(join(repository.root, "node_modules"));
	symlinkSync(PACKAGE_ROOT, join(repository.root, "node_modules/mg-hook"));
	repository.write(".gitignore", "node_modules\n");
	repository.git("add", ".");
	repository.git("commit", "-qm", "first");
});
afterEach(() => repository.remove());

function installHook(name: "commit-msg" | "pre-push"): void {
	const hook = join(repository.root, ".git/hooks", name);
	mkdirSync(join(repository.root, ".git/hooks"), { recursive: true });
	cpSync(join(PACKAGE_ROOT, "hooks", name), hook);
	chmodSync(hook, 0o755);
}

describe("the commit-msg hook", () => {
	beforeEach(() => installHook("commit-msg"));
	const commit = (message: string, options: Parameters<TemporaryRepository["tryGit"]>[1] = {}): Outcome =>
		repository.tryGit(["commit", "--allow-empty", "-m", message], options);

	test("stops a commit with a key in its message, and never shows it", () => {
		const key = classicKey();
		const { code, stderr, stdout } = commit(`Fix\n\nworks with mailgun ${key}`);
		expect(code).toBe(1);
		expect(stdout + stderr).toContain("stopped this commit");
		expect(stdout + stderr).toContain("COMMIT_MSG:3:20");
		expect(stdout + stderr).not.toContain(key);
		expect(repository.git("log", "--format=%s")).toBe("first");
	});

	test("lets any other message through without a word, and says where it was skipped", () => {
		expect(commit("Fix the monkey")).toMatchObject({ code: 0, stderr: "" });
		const skipped = commit(`mailgun ${classicKey()}`, { env: { MG_HOOK: "0" } });
		expect(skipped).toMatchObject({ code: 0, stderr: expect.stringContaining("not checked") });
	});

	test("does not read the patch that git shows below the message", () => {
		repository.write("a.env", line(classicKey()));
		repository.git("add", ".");
		repository.write("../editor.sh", "#!/bin/sh\nsed -i '1s/^/Subject/' \"$1\"\n", 0o755);
		const editor = join(repository.root, "../editor.sh");
		const verbose = repository.tryGit(["commit", "--verbose"], { env: { GIT_EDITOR: editor } });
		expect(verbose).toMatchObject({ code: 0 });
		expect(repository.git("log", "-1", "--format=%s")).toBe("Subject");
	});

	test("stops the commit with a way out where mg-hook is nowhere to be found", () => {
		unlinkSync(join(repository.root, "node_modules/mg-hook"));
		const refused = commit("x", { env: { PATH: "/usr/bin:/bin" } });
		expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("npm install") });
	});
});

describe("the pre-push hook", () => {
	const push = (...args: string[]): Outcome => repository.tryGit(["push", ...args]);
	const commit = (path: string, content: string): string => {
		repository.write(path, content);
		repository.git("add", ".");
		repository.git("commit", "-qm", path);
		return repository.git("rev-parse", "HEAD");
	};

	beforeEach(() => {
		repository.git("init", "-q", "--bare", "../remote.git");
		repository.git("remote", "add", "origin", "../remote.git");
		repository.git("push", "-q", "origin", "main");
		installHook("pre-push");
	});

	test("stops a push of a key, though a later commit took it out again", () => {
		const key = classicKey();
		const added = commit("a.env", line(key));
		commit("a.env", "");
		const { code, stderr, stdout } = push("origin", "main");
		expect(code).toBe(1);
		expect(stdout + stderr).toContain("stopped this push");
		expect(stdout + stderr).toContain(`Added in ${added.slice(0, 12)}`);
		expect(stdout + stderr).not.toContain(key);
		expect(repository.git("ls-remote", "origin", "main")).not.toContain(repository.git("rev-parse", "main"));
	});

	test("lets a clean push through without a word of its own", () => {
		commit("a.env", "A=1\n");
		const { code, stdout, stderr } = push("-q", "origin", "main");
		expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
	});

	test("of a new branch checks what the remote does not have yet, and no more", () => {
		repository.tryGit(["push", "--no-verify", "-q", "origin", `HEAD:refs/heads/known`]);
		commit("old.env", line(classicKey()));
		expect(push("--no-verify", "-q", "origin", "main").code).toBe(0);
		repository.git("checkout", "-qb", "topic");
		commit("new.txt", "new\n");
		expect(push("-q", "origin", "topic")).toMatchObject({ code: 0 });
		repository.git("checkout", "-qb", "topic2");
		commit("new.env", line(classicKey()));
		const { code, stdout, stderr } = push("origin", "topic2");
		expect(code).toBe(1);
		expect(stdout + stderr).toContain("new.env:1:17");
		expect(stdout + stderr).not.toContain("old.env");
	});

	test("to another remote checks all that is new there", () => {
		commit("old.env", line(classicKey()));
		expect(push("--no-verify", "-q", "origin", "main").code).toBe(0);
		repository.git("init", "-q", "--bare", "../public.git");
		repository.git("remote", "add", "public", "../public.git");
		expect(push("public", "main").code).toBe(1);
		expect(push("../public.git", "main").code).toBe(1);
	});

	test("that is forced over somebody else's commit checks its own", () => {
		repository.git("clone", "-q", "../remote.git", "../other");
		const other = temporaryRepository(join(repository.root, "../other"));
		other.write("theirs.txt", "theirs\n");
		other.git("add", ".");
		other.git("commit", "-qm", "theirs");
		other.git("push", "-q");
		commit("clean.txt", "clean\n");
		expect(push("-q", "--force", "origin", "main")).toMatchObject({ code: 0 });
		other.git("commit", "-q", "--allow-empty", "-m", "again");
		other.git("push", "-q", "--force");
		commit("a.env", line(classicKey()));
		expect(push("-q", "--force", "origin", "main")).toMatchObject({ code: 1 });
	});

	test("that deletes a branch, or moves nothing, has nothing to check", () => {
		push("-q", "origin", "main:refs/heads/away");
		expect(push("-q", "origin", ":away")).toMatchObject({ code: 0 });
		expect(push("-q", "origin", "main")).toMatchObject({ code: 0 });
	});

	test("of tags checks the commits behind them", () => {
		repository.git("checkout", "-q", "--detach");
		commit("a.env", line(classicKey()));
		repository.git("tag", "-a", "-m", "annotated", "v1");
		repository.git("tag", "light");
		repository.git("checkout", "-q", "main");
		expect(push("origin", "v1").code).toBe(1);
		expect(push("origin", "light").code).toBe(1);
		repository.git("tag", "-a", "-m", "a file", "blob", "HEAD:.gitignore");
		expect(push("-q", "origin", "blob")).toMatchObject({ code: 0 });
	});

	test("checks the message of an annotated tag", () => {
		repository.git("tag", "-a", "-m", `release\n\nmailgun ${classicKey()}`, "v2");
		const { code, stdout, stderr } = push("origin", "v2");
		expect(code).toBe(1);
		expect(stdout + stderr).toContain("TAG_MSG");
	});

	test("checks the messages of the commits, too", () => {
		repository.git("commit", "-q", "--allow-empty", "-m", `mailgun ${classicKey()}`);
		const { code, stdout, stderr } = push("origin", "main");
		expect(code).toBe(1);
		expect(stdout + stderr).toContain("COMMIT_MSG:1:9");
	});
});

test("the pre-push hook reads a repository of SHA-256", () => {
	const outer = temporaryRepository();
	try {
		outer.git("init", "-q", "-b", "main", "--object-format=sha256", "long");
		outer.git("init", "-q", "--bare", "--object-format=sha256", "long.git");
		const long = temporaryRepository(join(outer.root, "long"));
		mkdirSync(join(long.root, ".git/hooks"), { recursive: true });
		mkdirSync(join(long.root, "node_modules"));
		symlinkSync(PACKAGE_ROOT, join(long.root, "node_modules/mg-hook"));
		cpSync(join(PACKAGE_ROOT, "hooks/pre-push"), join(long.root, ".git/hooks/pre-push"));
		long.write("a.env", line(classicKey()));
		long.git("add", "a.env");
		long.git("commit", "-qm", "add");
		expect(long.tryGit(["push", "../long.git", "main"]).code).toBe(1);
		expect(long.tryGit(["push", "-q", "../long.git", ":main"]).code).not.toBe(2);
	} finally {
		outer.remove();
	}
});
