import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addPackage, askDoctor, type Doctored, listing, repositoryWithPackage } from "../support/doctored.js";
import { addHusky, setUpHusky } from "../support/realHusky.js";
import { runMgHook } from "../support/runMgHook.js";
import { type TemporaryRepository, temporaryDirectory, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = repositoryWithPackage();
});
afterEach(() => repository.remove());

const RUN = "sh node_modules/mg-hook/hooks/pre-commit";
const HOOK = ".git/hooks/pre-commit";
const install = (root = repository.root) => expect(runMgHook(root, ["install"]).code).toBe(0);
const beside = (name: string) => join(repository.root, "..", name);

/** Asks, and sees that git's folder, which is all that a hook and its index are in, stays as it is. */
function ask(root = repository.root, env: NodeJS.ProcessEnv = {}, git = join(repository.root, ".git")): Doctored {
	const before = listing(git);
	const found = askDoctor(root, [], env);
	expect(listing(git)).toEqual(before);
	expect(found.stderr).toBe("");
	return found;
}

function expectWell(found: Doctored): void {
	expect([found.code, found.status]).toEqual([0, "ok"]);
	expect(found.of("self-test")).toMatchObject({
		status: "ok",
		message: expect.stringContaining("stopped a made-up key"),
	});
}

describe("a linked worktree", () => {
	const link = () => repository.git("worktree", "add", "-q", beside("linked"));

	test("shares plain hooks", () => {
		install();
		link();
		expectWell(ask(beside("linked")));
		rmSync(join(repository.root, HOOK));
		expect(ask(beside("linked"))).toMatchObject({ code: 1 });
	});

	test("has husky to be set up by itself", () => {
		addHusky(repository);
		setUpHusky(repository);
		repository.write(".husky/pre-commit", `${RUN}\n`);
		repository.git("add", ".");
		repository.git("commit", "-qm", "husky");
		link();
		expectWell(ask());
		const found = ask(beside("linked"));
		expect(found.code).toBe(1);
		expect(found.of("hooks-folder")).toMatchObject({
			status: "problem",
			message: expect.stringContaining(".husky/_"),
			wayOut: "npx husky",
		});
		expect(found.of("pre-commit")).toMatchObject({
			status: "problem",
			message: expect.stringContaining("not set up in this clone"),
			wayOut: "npx husky",
		});
	});
});

describe("core.hooksPath for all repositories", () => {
	const asked = (hook: string | undefined) => {
		install();
		mkdirSync(beside("shared"));
		if (hook !== undefined) writeFileSync(beside("shared/pre-commit"), hook, { mode: 0o755 });
		writeFileSync(beside("gitconfig"), `[core]\n\thooksPath = ${beside("shared")}\n`);
		return ask(repository.root, { GIT_CONFIG_GLOBAL: beside("gitconfig") });
	};

	test("with mg-hook in that folder", () => {
		const found = asked(`#!/bin/sh\n${RUN} || exit $?\n`);
		expectWell(found);
		expect(found.of("hooks-folder")?.message).toBe(
			`git takes hooks from ${beside("shared")}, set as core.hooksPath of all your repositories.`,
		);
	});

	test.each([
		["no hook", undefined, "There is no pre-commit hook: git checks nothing."],
		["another hook", "#!/bin/sh\ntrue\n", "does not run mg-hook"],
	])("with %s in that folder", (_name, hook, said) => {
		const { code, of } = asked(hook);
		expect([code, of("pre-commit")]).toEqual([
			1,
			expect.objectContaining({ status: "problem", message: expect.stringContaining(said) }),
		]);
	});
});

describe("a clone", () => {
	const clone = (...args: string[]) => {
		repository.git("config", "uploadpack.allowFilter", "true");
		repository.git("commit", "-q", "--allow-empty", "-m", "second");
		repository.git("clone", "-q", ...args, `file://${repository.root}`, beside("clone"));
		addPackage(beside("clone"));
	};

	test.each([
		["shallow", "--depth=1", /shallow/u, "git fetch --unshallow"],
		["partial", "--filter=blob:none", /partial/u, "git fetch --refetch --no-filter"],
	])("%s is worth knowing, and no problem", (_name, how, said, wayOut) => {
		clone(how);
		const git = join(beside("clone"), ".git");
		const bare = ask(beside("clone"), {}, git);
		expect([bare.code, bare.of("history")?.status]).toEqual([1, "note"]);
		install(beside("clone"));
		const found = ask(beside("clone"), {}, git);
		expectWell(found);
		expect(found.of("history")).toEqual({
			id: "history",
			status: "note",
			message: expect.stringMatching(said),
			wayOut,
		});
	});

	test("partial, nothing is fetched into it", () => {
		clone("--filter=blob:none", "--no-checkout");
		const git = join(beside("clone"), ".git");
		install(beside("clone"));
		repository.git("-C", beside("clone"), "remote", "set-url", "origin", "file:///nowhere");
		expectWell(ask(beside("clone"), {}, git));
	});
});

test("a submodule has hooks of its own", () => {
	repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.root, "inner");
	const inner = join(repository.root, "inner");
	addPackage(inner);
	install();
	expect(ask(inner)).toMatchObject({ code: 1 });
	expectWell(ask());
	install(inner);
	expectWell(ask(inner));
});

describe("GIT_DIR and GIT_WORK_TREE", () => {
	test.each([
		["absolute", () => [join(repository.root, ".git"), repository.root]],
		["relative", () => ["../repository/.git", "../repository"]],
	])("lead to another repository than the folder does: %s", (_name, places) => {
		mkdirSync(beside("elsewhere"));
		const [GIT_DIR, GIT_WORK_TREE] = places();
		const env = { GIT_DIR, GIT_WORK_TREE };
		expect(ask(beside("elsewhere"), env)).toMatchObject({ code: 1 });
		install();
		expectWell(ask(beside("elsewhere"), env));
	});

	test("as git sets them for a hook", () => {
		install();
		expectWell(ask(repository.root, { GIT_DIR: ".git", GIT_INDEX_FILE: ".git/index" }));
	});
});

describe("a repository", () => {
	test("without any commit", () => {
		const unborn = temporaryRepository();
		try {
			addPackage(unborn.root);
			unborn.write("staged", "A=1\n");
			unborn.git("add", "staged");
			const git = join(unborn.root, ".git");
			expect(ask(unborn.root, {}, git)).toMatchObject({ code: 1 });
			install(unborn.root);
			expectWell(ask(unborn.root, {}, git));
		} finally {
			unborn.remove();
		}
	});

	test("with staged changes in the middle of a merge keeps its index and MERGE_HEAD", () => {
		install();
		const commit = (text: string) => {
			repository.write("file", text);
			repository.git("add", "file");
			repository.git("commit", "-qm", text);
		};
		repository.git("checkout", "-qb", "other");
		commit("theirs\n");
		repository.git("checkout", "-q", "main");
		commit("ours\n");
		expect(repository.tryGit(["merge", "other"]).code).toBe(1);
		repository.write("staged", "A=1\n");
		repository.git("add", "staged");
		const state = () =>
			["index", "MERGE_HEAD", "MERGE_MSG"].map((name) => readFileSync(join(repository.root, ".git", name), "latin1"));
		const before = state();
		expectWell(ask());
		writeFileSync(join(repository.root, HOOK), "#!/bin/sh\ntrue\n");
		expect(ask()).toMatchObject({ code: 1 });
		expect(state()).toEqual(before);
	});

	test("that is bare cannot be looked at", () => {
		repository.git("clone", "-q", "--bare", ".", beside("bare"));
		const found = ask(beside("bare"), {}, beside("bare"));
		expect([found.code, found.status]).toEqual([2, "unknown"]);
		expect(found.checks).toEqual([
			{
				id: "repository",
				status: "unknown",
				message: "There is no work tree here: this is a bare repository or the inside of .git.",
				wayOut: "Run mg-hook in a work tree, or name one with --cwd DIR.",
			},
		]);
	});

	test("in a folder with spaces and a quote in its name", () => {
		const root = beside(`it's a "folder" of mine`);
		repository.git("worktree", "add", "-q", "--detach", root);
		const git = beside("it's another one");
		repository.git("clone", "-q", ".", git);
		addPackage(git);
		expect(ask(git, {}, join(git, ".git"))).toMatchObject({ code: 1 });
		install(git);
		expectWell(ask(git, {}, join(git, ".git")));
		install();
		expectWell(ask(root));
	});
});

describe("the Node.js of a hook", () => {
	let folder: string;
	beforeEach(() => {
		folder = temporaryDirectory();
	});
	afterEach(() => rmSync(folder, { recursive: true }));
	/** As an old one does: it says its version, and mg-hook's first lines end it. */
	const OLD =
		'#!/bin/sh\n[ "$1" != --version ] || { echo v14.21.3; exit; }\n[ -z "$MG_HOOK_ANSWER" ] || exit 115\nexit 2\n';
	const withNode = (text: string) => {
		writeFileSync(join(folder, "node"), text, { mode: 0o755 });
		return { PATH: `${folder}:/usr/bin:/bin` };
	};

	test("that is too old", () => {
		repository.write(HOOK, `#!/bin/sh\n${RUN}\n`, 0o755);
		const found = ask(repository.root, withNode(OLD));
		expect(found.code).toBe(1);
		expect(found.of("node")).toMatchObject({
			status: "problem",
			message: `The hook finds Node.js 14.21.3 (${folder}/node), which is too old.`,
			wayOut: "Install Node.js 20.19.0 or newer, or put it on PATH (for an editor too).",
		});
		expect(found.of("self-test")).toMatchObject({
			status: "problem",
			message: expect.stringContaining("did not come to check"),
		});
	});

	test("that is too old is no matter where the hook knows the one that it was installed with", () => {
		// Only of a package beyond the repository is that kept.
		rmSync(join(repository.root, "node_modules/mg-hook"));
		install();
		const found = ask(repository.root, withNode(OLD));
		expectWell(found);
		expect(found.of("node")).toMatchObject({
			status: "note",
			message: expect.stringMatching(
				/^The hook finds Node\.js 14\.21\.3 \(.*\/node\), which is too old, and takes the one that it was installed with, \/.*\.$/u,
			),
		});
		const hook = readFileSync(join(repository.root, HOOK), "utf8");
		repository.write(HOOK, hook.replace(/(?<=MG_HOOK_NODE=)'[^'\n]*'/u, "/nowhere/node"));
		expect(ask(repository.root, withNode(OLD))).toMatchObject({ code: 1 });
	});

	test("that does not start", () => {
		install();
		expect(ask(repository.root, withNode("#!/bin/sh\nexit 1\n")).of("node")).toMatchObject({
			status: "problem",
			message: expect.stringContaining("does not start"),
		});
	});

	test("that is called nodejs", () => {
		repository.write(HOOK, `#!/bin/sh\n${RUN}\n`, 0o755);
		for (const program of [
			"sh",
			"git",
			"sed",
			"grep",
			"tr",
			"cat",
			"dirname",
			"readlink",
			"env",
			"rm",
			"awk",
			"head",
			"mktemp",
		])
			symlinkSync(`/usr/bin/${program}`, join(folder, program));
		expect(ask(repository.root, { PATH: folder }).of("node")).toMatchObject({
			status: "problem",
			message: "The hook finds no Node.js on PATH.",
		});
		symlinkSync(process.execPath, join(folder, "nodejs"));
		expectWell(ask(repository.root, { PATH: folder }));
	});
});

describe("a configuration that ignores the root", () => {
	const configure = (...ignore: string[]) => repository.write("mg-hook.config.json", JSON.stringify({ ignore }));
	beforeEach(() => {
		install();
		repository.write("src/deep/app.js", "1\n");
		repository.git("add", ".");
	});

	test.each([
		["a folder", ["/*", "!/src/"], "src/deep/"],
		["one kind of file", ["*", "!src/", "!src/deep/", "!app.js"], "src/deep/app.js"],
	])("and not %s is tried there", (_name, ignore, place) => {
		configure(...ignore);
		const found = ask();
		expectWell(found);
		expect(found.of("self-test")?.message).toContain(
			`stopped a made-up key in ${place} (the configuration ignores the root)`,
		);
	});

	test("and with it every file lets each key pass", () => {
		// In gitignore's syntax * is what lies in src, too.
		configure("*", "!src/");
		const found = ask();
		expect(found.code).toBe(1);
		expect(found.of("self-test")).toMatchObject({
			status: "problem",
			message: expect.stringContaining("ignores every file that is tracked here"),
		});
	});
});

test("the report names the engine, as that of a check does", () => {
	for (const engine of ["re2js", undefined]) {
		const env = { MG_HOOK_ENGINE: engine };
		const check = JSON.parse(
			runMgHook(repository.root, ["check", "--format", "json", ".gitignore"], { env }).stdout,
		) as Pick<Doctored, "tool">;
		expect(ask(repository.root, env).tool).toEqual(check.tool);
	}
	expect(ask(repository.root, { MG_HOOK_ENGINE: "none" }).tool).not.toHaveProperty("engine");
});
