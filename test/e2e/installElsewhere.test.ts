import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { HOOK_NAMES } from "../../src/install/hookName.js";
import { fakeGit } from "../support/fakeGit.js";
import { classicKey } from "../support/madeUpKeys.js";
import { must, type PackedPackage, packPackage, runInstalled } from "../support/packedPackage.js";
import { runMgHook } from "../support/runMgHook.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const HOOK = ".git/hooks/pre-commit";

let packed: PackedPackage;
beforeAll(() => {
	packed = packPackage();
});

const standIns: string[] = [];
/** A PATH with a git of our own. */
function standIn(body: string): string {
	const { folder, PATH } = fakeGit(body);
	standIns.push(folder);
	return PATH;
}
afterAll(() => {
	for (const folder of standIns) rmSync(folder, { recursive: true });
});

/** A PATH with what the hook needs of a system, and without node and mg-hook. */
function withoutNode(): { PATH: string } {
	const folder = join(repository.root, "../system");
	mkdirSync(folder);
	for (const tool of ["sh", "git", "readlink", "sed", "cat", "tr", "rm"]) {
		symlinkSync(run("sh", ["-c", `command -v ${tool}`]).stdout.trim(), join(folder, tool));
	}
	return { PATH: folder };
}

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	repository.write(".git/info/exclude", "node_modules\n");
});
afterEach(() => repository.remove());

const mgHook = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Outcome =>
	runInstalled(repository.root, args, { env });
const isThere = (path: string) => existsSync(join(repository.root, path));
const read = (path: string) => readFileSync(join(repository.root, path), "utf8");

describe("a manager that will write the hook", () => {
	const LINE = "sh node_modules/mg-hook/hooks/pre-commit";

	test.each<[name: string, file: string, without: string, withIt: string, wayOut: string, setUp: string]>([
		[
			"lefthook",
			"lefthook.yml",
			"pre-commit:\n  commands:\n    lint: {run: npm test}\n",
			`pre-commit:\n  jobs:\n    - name: mg-hook\n      run: ${LINE}\n`,
			`Add this to lefthook.yml: pre-commit: {commands: {mg-hook: {run: ${LINE}}}}`,
			"npx lefthook install",
		],
		[
			"simple-git-hooks",
			"package.json",
			'{"simple-git-hooks": {"pre-push": "npm test"}}',
			`{"simple-git-hooks": {"pre-commit": "${LINE} && npm test"}}`,
			`in package.json: ${LINE} &&`,
			"npx simple-git-hooks",
		],
		[
			"pre-commit",
			".pre-commit-config.yaml",
			"repos: []\n",
			"repos:\n- repo: https://github.com/mg-hook/mg-hook\n  rev: v0.1.0\n  hooks: [{id: mg-hook}]\n",
			"Add this to repos: in .pre-commit-config.yaml",
			"pre-commit install",
		],
		[
			"husky 4",
			"package.json",
			'{"husky": {"hooks": {"pre-commit": "npm test"}}}',
			`{"husky": {"hooks": {"pre-commit": "${LINE} && npm test"}}}`,
			`in package.json: ${LINE} &&`,
			"npm install --save-dev husky@4",
		],
	])("%s is foreseen by its file", (name, file, without, withIt, wayOut, setUp) => {
		repository.write(file, without);
		for (const args of [["install"], ["install", "--dry-run"]]) {
			const { code, stdout, stderr } = mgHook(args);
			expect([code, stdout, stderr]).toEqual([
				2,
				"",
				expect.stringContaining(`${name} writes the pre-commit hook here`),
			]);
			expect(stderr).toContain(wayOut);
			expect(stderr).toContain(`then run ${setUp}`);
		}
		expect(isThere(HOOK)).toBe(false);
		repository.write(file, withIt);
		const { code, stdout } = mgHook(["install"]);
		expect([code, stdout]).toEqual([
			0,
			expect.stringContaining(`${name} has it for the pre-commit hook already (${file})`),
		]);
		expect(stdout).toContain(`git runs the hook only then: ${setUp}`);
		expect(isThere(HOOK)).toBe(false);
	});

	test("and what keeps its command from running always is said", () => {
		repository.write("lefthook.yml", `pre-commit:\n  jobs:\n    - run: ${LINE}\n      glob: "*.js"\n`);
		expect(must(mgHook(["install"])).stdout).toContain("It does not run always there: glob.");
	});
});

test("a line of one's own is seen, and no block is put beside it", () => {
	const line = "#!/bin/sh\nsh node_modules/mg-hook/hooks/pre-commit || exit $?\nmake\n";
	repository.write(HOOK, line, 0o755);
	expect(must(mgHook(["install"])).stdout).toContain("runs it already; nothing changed");
	expect(read(HOOK)).toBe(line);
	// What loses its exit code does not count.
	repository.write(HOOK, line.replace(" || exit $?", ""), 0o755);
	must(mgHook(["install"]));
	expect(read(HOOK)).toContain("# >>> mg-hook >>>");
});

describe("--if-possible says it and ends with 0", () => {
	const POSSIBLE = ["install", "--if-possible"];

	test.each<[what: string, said: RegExp, prepare: () => { cwd?: string; env?: NodeJS.ProcessEnv }]>([
		["no repository", /not a git repository/u, () => ({ cwd: join(repository.root, "..") })],
		[
			"a bare one",
			/bare repository/u,
			() => {
				repository.git("init", "-q", "--bare", "../bare.git");
				return { cwd: join(repository.root, "../bare.git") };
			},
		],
		[
			"no git",
			/git was not found on PATH/u,
			() => {
				mkdirSync(join(repository.root, "../empty"));
				return { env: { PATH: join(repository.root, "../empty") } };
			},
		],
		["a git that fails", /git .* failed/u, () => ({ env: { PATH: standIn("echo broken >&2; exit 3") } })],
		[
			"a foreign hooksPath",
			/more than this repository \(global\)/u,
			() => {
				repository.write("../config", "[core]\n\thooksPath = /opt/company/hooks\n");
				return { env: { GIT_CONFIG_GLOBAL: join(repository.root, "../config") } };
			},
		],
		[
			"a hook that is not to be touched",
			/no shell script/u,
			() => {
				repository.write(HOOK, "#!/usr/bin/env node\n", 0o755);
				return {};
			},
		],
		[
			"a manager",
			/lefthook writes the pre-commit hook/u,
			() => {
				repository.write("lefthook.yml", "pre-commit: {}\n");
				return {};
			},
		],
		[
			"a folder that cannot be written",
			/is no folder/u,
			() => {
				rmSync(join(repository.root, ".git/hooks"), { recursive: true });
				repository.write(".git/hooks", "");
				return {};
			},
		],
		["MG_HOOK=0", /MG_HOOK=0/u, () => ({ env: { MG_HOOK: "0" } })],
	])("%s", (_what, said, prepare) => {
		const { cwd = repository.root, env = {} } = prepare();
		const outcome = runInstalled(cwd, POSSIBLE, { from: repository.root, env });
		expect([outcome.code, outcome.stdout, outcome.stderr]).toEqual([0, "", expect.stringMatching(said)]);
		expect(outcome.stderr).toMatch(/^mg-hook: set up no hook/u);
	});

	test("and sets the hook up where it can; a wrong request is none of that", () => {
		expect(must(mgHook(POSSIBLE)).stdout).toContain(`made the pre-commit hook ${HOOK}`);
		expect(mgHook([...POSSIBLE, "--hook", "no-such"]).code).toBe(2);
		expect(mgHook(POSSIBLE, { MG_HOOK_GIT_TIMEOUT: "soon" }).code).toBe(2);
	});

	test("and the line for prepare in package.json does, with the package and without, as sh runs it", () => {
		repository.write("package.json", '{"devDependencies": {"mg-hook": "1"}}');
		const { stdout } = must(mgHook(["install"]));
		const prepare = JSON.parse(`{${/"prepare": ".*"$/mu.exec(stdout)?.[0] ?? ""}}`) as { prepare: string };
		rmSync(join(repository.root, HOOK));
		must(run("sh", ["-c", prepare.prepare], { cwd: repository.root }));
		expect(isThere(HOOK)).toBe(true);
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		expect(run("sh", ["-c", prepare.prepare], { cwd: repository.root })).toMatchObject({
			code: 0,
			stdout: "no mg-hook here, so no hook\n",
			stderr: "",
		});
		// cmd knows no single quotes, and these characters in none.
		expect(prepare.prepare).toMatch(/^node -e "[^"%^&|<>!$`\\]*"$/u);
	});

	test("in a monorepo the line is for the package.json of the package that has mg-hook", () => {
		repository.write("package.json", "{}");
		repository.write("packages/api/package.json", '{"devDependencies": {"mg-hook": "1"}}');
		renameSync(join(repository.root, "node_modules"), join(repository.root, "packages/api/node_modules"));
		const cli = join(repository.root, "packages/api/node_modules/mg-hook/dist/cli.js");
		const { stdout } = must(run(process.execPath, [cli, "install"], { cwd: join(repository.root, "packages/api") }));
		expect(stdout).toContain('among "scripts" in packages/api/package.json: "prepare": ');
	});

	test.each([
		["Yarn 1", "# yarn lockfile v1\n", "prepare"],
		["Yarn 2 and newer", "# generated\n\n__metadata:\n  version: 8\n", "postinstall"],
	])("for %s, which reads it, the line is for the script that is run", (_yarn, lock, script) => {
		repository.write("package.json", '{"devDependencies": {"mg-hook": "1"}}');
		repository.write("yarn.lock", lock);
		expect(must(mgHook(["install"])).stdout).toContain(`among "scripts" in package.json: "${script}": `);
	});
});

describe("what to commit", () => {
	const shared = () => {
		repository.git("config", "core.hooksPath", ".githooks");
		return must(mgHook(["install"])).stdout;
	};

	test("is said of a hook in the work tree, with its line ends and what each clone needs", () => {
		repository.write("package.json", '{"devDependencies": {"mg-hook": "1"}}');
		const said = shared();
		expect(said).toContain("git add .githooks/pre-commit package.json\n");
		expect(said).toContain("echo '.githooks/pre-commit text eol=lf' >>.gitattributes");
		expect(said).toContain("git config core.hooksPath .githooks");
		// What others share names no place on this machine.
		expect(read(".githooks/pre-commit")).not.toContain(repository.root);
		expect(must(mgHook(["install"])).stdout).toMatch(/nothing changed\.\n {2}mg-hook stopped a made-up key.*\n$/u);
	});

	test.each(["*.md -text", "/.githooks/* text eol=lf", ".githooks/* -text"])("line ends under %j", (line) => {
		repository.write(".gitattributes", `${line}\n`);
		expect(shared().includes(">>.gitattributes")).toBe(line.startsWith("*.md"));
	});

	test("names the bit that git does not take note of by itself", () => {
		repository.git("config", "core.fileMode", "false");
		expect(shared()).toContain("git add .githooks/pre-commit && git update-index --chmod=+x .githooks/pre-commit\n");
		repository.git("add", ".githooks");
		repository.git("update-index", "--chmod=+x", ".githooks/pre-commit");
		rmSync(join(repository.root, ".githooks"), { recursive: true });
		expect(must(mgHook(["install"])).stdout).not.toContain("update-index");
	});

	test("and of a hook that came without it", () => {
		repository.git("config", "core.hooksPath", ".githooks");
		repository.write(".githooks/pre-commit", "#!/bin/sh\n", 0o644);
		repository.git("add", ".githooks");
		expect(mgHook(["install"])).toMatchObject({
			code: 2,
			stderr: expect.stringContaining("git update-index --chmod=+x .githooks/pre-commit"),
		});
	});

	test("is nothing for a hook in .git", () => {
		const MADE = `mg-hook: made the pre-commit hook ${HOOK}.\n  mg-hook stopped a made-up key, and let a clean commit pass.\n`;
		expect(must(mgHook(["install"])).stdout).toBe(MADE);
		repository.write("package.json", '{"scripts": {"prepare": "mg-hook install --if-possible"}}');
		rmSync(join(repository.root, HOOK));
		expect(must(mgHook(["install"])).stdout).toBe(MADE);
	});
});

test("a package outside the repository is remembered, where nobody shares the hook", () => {
	rmSync(join(repository.root, "node_modules"), { recursive: true });
	const prefix = join(repository.root, "../prefix/lib");
	packed.installInto(prefix);
	const outside = (env: NodeJS.ProcessEnv = {}) => runInstalled(repository.root, ["install"], { from: prefix, env });
	expect(must(outside()).stdout).toContain(`looks for it on PATH, then in ${prefix}/node_modules/mg-hook.`);
	repository.write("mail.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "mail.env");
	// As a graphical program has it: neither npm's folder nor Node's.
	const { PATH } = withoutNode();
	const { code, stderr } = repository.tryGit(["commit", "-m", "x"], { env: { PATH } });
	expect([code, stderr]).toEqual([1, expect.stringContaining("mg-hook stopped this commit")]);
	repository.git("config", "core.hooksPath", ".githooks");
	// Where it is not on PATH, such a hook finds nothing.
	expect(outside()).toMatchObject({
		code: 2,
		stderr: expect.stringMatching(
			/^mg-hook: wrote .* but it does not work yet.*\n.* looks for it on PATH\.\n.*npm install --global/u,
		),
	});
	expect(read(".githooks/pre-commit")).not.toContain(prefix);
	const found = { PATH: [join(prefix, "node_modules/.bin"), process.env["PATH"]].join(delimiter) };
	expect(must(outside(found)).stdout).toContain("mg-hook stopped a made-up key");
});

describe("uninstall", () => {
	test("finds the block wherever a hook was renamed to", () => {
		for (const hook of HOOK_NAMES) must(mgHook(["install", "--hook", hook]));
		const block = read(HOOK);
		for (const name of readdirSync(join(repository.root, ".git/hooks"))) {
			rmSync(join(repository.root, ".git/hooks", name));
		}
		const names = ["pre-commit.legacy", "pre-commit.old", "commit-msg.bak", "pre-push~", "pre-commit-2024"];
		for (const name of names) repository.write(`.git/hooks/${name}`, block, 0o755);
		repository.write(".git/hooks/pre-merge-commit.legacy", `${block}make\n`, 0o755);
		repository.write(".git/hooks/pre-commit", "#!/bin/sh\n# File generated by pre-commit: x\n", 0o755);
		const { stdout } = must(mgHook(["uninstall"]));
		for (const name of names) expect(stdout).toContain(`.git/hooks/${name}, which held nothing else`);
		expect(readdirSync(join(repository.root, ".git/hooks")).sort()).toEqual(["pre-commit", "pre-merge-commit.legacy"]);
		expect(read(".git/hooks/pre-merge-commit.legacy")).toBe("#!/bin/sh\nmake\n");
	});

	test("finds it in a hooks folder of another worktree's own", () => {
		repository.git("commit", "-q", "--allow-empty", "-m", "x");
		repository.git("config", "extensions.worktreeConfig", "true");
		repository.git("worktree", "add", "-q", "../linked");
		const linked = join(repository.root, "../linked");
		run("git", ["config", "--worktree", "core.hooksPath", "tools"], { cwd: linked });
		must(runInstalled(linked, ["install"], { from: repository.root }));
		expect(existsSync(join(linked, "tools/pre-commit"))).toBe(true);
		must(mgHook(["uninstall"]));
		expect(existsSync(join(linked, "tools/pre-commit"))).toBe(false);
	});
});

test("a linked worktree in which husky is not set up is told to, and no hook is called made", () => {
	symlinkSync(join(dirname(__dirname), "../node_modules/husky"), join(repository.root, "node_modules/husky"));
	repository.write("package.json", '{"devDependencies": {"husky": "9"}}');
	must(run(process.execPath, ["node_modules/husky/bin.js"], { cwd: repository.root }));
	repository.write(".gitignore", "node_modules\n");
	repository.git("add", ".");
	repository.git("commit", "-q", "--no-verify", "-m", "x");
	repository.git("worktree", "add", "-q", "../linked");
	const { code, stdout } = runInstalled(join(repository.root, "../linked"), ["install"], { from: repository.root });
	expect([code, stdout]).toEqual([0, expect.stringContaining("run npx husky")]);
	expect(stdout).not.toContain("made the");
});

describe("how to install it", () => {
	test.each<[string, Record<string, string>, string]>([
		["no package.json", { "setup.py": "" }, "npm install --global mg-hook && mg-hook install"],
		["npm", { "package.json": "{}" }, "npm install --save-dev mg-hook && npx mg-hook install"],
		[
			"pnpm",
			{ "package.json": "{}", "pnpm-lock.yaml": "" },
			"pnpm add --save-dev mg-hook && pnpm exec mg-hook install",
		],
		["Yarn", { "package.json": "{}", "yarn.lock": "" }, "yarn add --dev mg-hook && yarn mg-hook install"],
		["bun", { "package.json": "{}", "bun.lock": "" }, "bun add --dev mg-hook && bunx mg-hook install"],
	])("is said by what the project has: %s", (_name, files, said) => {
		for (const [name, content] of Object.entries(files)) repository.write(name, content);
		const cache = join(repository.root, "../_npx/0123");
		packed.installInto(cache);
		rmSync(join(repository.root, "node_modules"), { recursive: true });
		const { code, stderr } = runInstalled(repository.root, ["install"], { from: cache });
		expect([code, stderr]).toEqual([2, expect.stringContaining(`${said}\n`)]);
	});
});

test("the advice on a shared hooksPath switches no hook off", () => {
	repository.write("../config", "[core]\n\thooksPath = /opt/company/hooks\n");
	for (const known of ["", "hook.<friendly-name>.command"]) {
		const PATH = standIn(`case " $* " in *" help --config "*) echo '${known}' ;; *) exec "$REAL_GIT" "$@" ;; esac`);
		const { code, stderr } = runMgHook(repository.root, ["install"], {
			env: { PATH, GIT_CONFIG_GLOBAL: join(repository.root, "../config") },
		});
		expect([code, stderr]).toEqual([
			2,
			expect.stringMatching(/add this line to \/opt\/company\/hooks\/pre-commit: mg-hook check/iu),
		]);
		expect(stderr).not.toContain("git config core.hooksPath");
		expect(stderr.includes("Run mg-hook install --global")).toBe(known !== "");
	}
});
