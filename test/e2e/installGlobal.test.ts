import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fakeGit } from "../support/fakeGit.js";
import { classicKey } from "../support/madeUpKeys.js";
import { must, type PackedPackage, packPackage } from "../support/packedPackage.js";
import { type Outcome, run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const knowsThem = /^hook\.<[^>]*>\.command$/mu.test(run("git", ["help", "--config"]).stdout);
/** A git that knows hooks in its configuration, as 2.54 and newer do; doctor's self-test has it run them. */
const newGit = fakeGit(
	knowsThem
		? 'exec "$REAL_GIT" "$@"'
		: `case " $* " in
*" help --config "*) echo 'hook.<friendly-name>.command' ;;
*" version "*) echo 'git version 2.54.0' ;;
*"!git hook run "*)
	ran=\${*#*!git hook run }
	hook=\${ran%% *}
	args=\${ran#* -- }
	args=\${args%%>*}
	[ "$hook" = pre-commit ] && name=mg-hook || name=mg-hook-$hook
	command=$("$REAL_GIT" config --global "hook.$name.command")
	sh -c "$command \\"\\$@\\"" git $args >&2
	echo $? ;;
*) exec "$REAL_GIT" "$@" ;;
esac`,
);
const oldGit = fakeGit(`case " $* " in
*" help --config "*) echo 'core.hooksPath' ;;
*) exec "$REAL_GIT" "$@" ;;
esac`);

let packed: PackedPackage;
beforeAll(() => {
	packed = packPackage();
});
afterAll(() => {
	for (const { folder } of [newGit, oldGit]) rmSync(folder, { recursive: true });
});

let repository: TemporaryRepository;
let home: string;
let lib: string;
beforeEach(() => {
	repository = temporaryRepository();
	home = join(repository.root, "../home");
	lib = join(repository.root, "../prefix/lib");
	for (const folder of [home, lib]) mkdirSync(folder, { recursive: true });
	packed.installInto(lib);
	repository.write("../home/.gitconfig", "# mine\n");
	repository.write(
		"../bin/node",
		`#!/bin/sh\necho started >>'${join(repository.root, "../started")}'\nexec '${process.execPath}' "$@"\n`,
		0o755,
	);
});
afterEach(() => repository.remove());

const environment = (git: { PATH: string }): NodeJS.ProcessEnv => ({
	PATH: [join(repository.root, "../bin"), join(lib, "node_modules/.bin"), git.PATH].join(delimiter),
	HOME: home,
	GIT_CONFIG_GLOBAL: undefined,
});

function mgHook(git: { PATH: string }, ...args: string[]): Outcome {
	return run(process.execPath, [join(lib, "node_modules/mg-hook/dist/cli.js"), ...args], {
		cwd: repository.root,
		env: environment(git),
	});
}

const ofHome = (path: string) => readFileSync(join(home, path), "utf8");
const everything = () =>
	readdirSync(home, { recursive: true, encoding: "utf8" })
		.filter((path) => statSync(join(home, path)).isFile())
		.sort();

/** How often Node was started since this was last asked. */
function starts(): number {
	const file = join(repository.root, "../started");
	const count = existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
	rmSync(file, { force: true });
	return count;
}

/** Commits what is staged; an older git is stood in for by what a newer one runs, in its order. */
function commit(): Outcome {
	const env = environment(newGit);
	if (knowsThem) return repository.tryGit(["commit", "-q", "-m", "x"], { env });
	const command = run("git", ["config", "--global", "hook.mg-hook.command"], { env }).stdout.trim();
	const script = `ended=0; sh -c "$1 \\"\\$@\\"" "$1" || ended=$?
[ ! -x .git/hooks/pre-commit ] || .git/hooks/pre-commit || ended=$?
[ $ended = 0 ] && exec git commit -q --no-verify -m x; exit $ended`;
	return run("sh", ["-c", script, "git", command], {
		cwd: repository.root,
		env: { ...env, GIT_INDEX_FILE: ".git/index" },
	});
}

const reports = ({ stderr, stdout }: Outcome): number =>
	(stdout + stderr).split("mg-hook stopped this commit").length - 1;

function stageKey(): void {
	repository.write("mail.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "mail.env");
}

describe("with git 2.54 or newer, in its configuration", () => {
	test("says what it would do, does it once, and takes out exactly that", () => {
		const planned = must(mgHook(newGit, "install", "--global", "--dry-run")).stdout;
		expect(planned).toContain("git config --global hook.mg-hook.event pre-commit");
		expect(everything()).toEqual([".gitconfig"]);

		expect(must(mgHook(newGit, "install", "--global")).stdout).toContain("for all your repositories: hook.mg-hook");
		const configured = ofHome(".gitconfig");
		expect(configured).toMatch(/^# mine\n\[hook "mg-hook"\]\n\tcommand = .*\n\tevent = pre-commit\n$/u);
		expect(everything()).toEqual([".config/mg-hook/hooks/pre-commit", ".gitconfig"]);
		expect(must(mgHook(newGit, "install", "--global")).stdout).toMatch(
			/nothing changed\.\n {2}mg-hook stopped a made-up key/u,
		);
		expect(ofHome(".gitconfig")).toBe(configured);

		// What was switched off or changed by hand is put right.
		const set = (...args: string[]) => must(run("git", ["config", "--global", ...args], { env: environment(newGit) }));
		set("hook.mg-hook.enabled", "false");
		set("--add", "hook.mg-hook.event", "pre-push");
		expect(must(mgHook(newGit, "install", "--global")).stdout).toContain("brought up to date");
		expect(ofHome(".gitconfig")).toBe(configured);

		must(mgHook(newGit, "install", "--global", "--hook", "commit-msg"));
		set("hook.theirs.command", "true");
		must(mgHook(newGit, "uninstall", "--global", "--dry-run"));
		expect(ofHome(".gitconfig")).toContain('[hook "mg-hook-commit-msg"]');
		must(mgHook(newGit, "uninstall", "--global"));
		expect(ofHome(".gitconfig")).toBe('# mine\n[hook "theirs"]\n\tcommand = true\n');
		expect(everything()).toEqual([".gitconfig"]);
		expect(must(mgHook(newGit, "uninstall", "--global")).stdout).toContain("nothing changed");
	});

	test("checks a commit once, whether the repository has the hook too or not", () => {
		must(mgHook(newGit, "install", "--global"));
		stageKey();
		starts();
		const alone = commit();
		expect([alone.code, reports(alone), starts()]).toEqual([1, 1, 1]);

		must(mgHook(newGit, "install"));
		starts();
		const both = commit();
		expect([both.code, reports(both), starts()]).toEqual([1, 1, 1]);
		const notes = () => readdirSync(join(repository.root, ".git")).filter((name) => name.startsWith("mg-hook"));
		expect(notes()).toEqual([]);
		// Its self-test runs the first hook alone.
		expect(mgHook(newGit, "doctor").stdout).toContain("mg-hook stopped a made-up key");
		expect(notes()).toEqual([]);
		starts();

		// A doubt that comes to nothing.
		repository.git("rm", "-q", "--cached", "mail.env");
		repository.write("mg-hook.config.json", "{}");
		repository.git("add", "mg-hook.config.json");
		const clean = commit();
		expect([clean.code, clean.stderr, starts()]).toEqual([0, "", 1]);
	});

	test("checks again what another hook staged in between", () => {
		must(mgHook(newGit, "install", "--global"));
		must(mgHook(newGit, "install"));
		starts();
		const hook = join(repository.root, ".git/hooks/pre-commit");
		stageKey();
		repository.git("reset", "-q", "--", "mail.env");
		repository.write(".git/hooks/pre-commit", readFileSync(hook, "utf8").replace("\n", "\ngit add mail.env\n"), 0o755);
		repository.write("mg-hook.config.json", "{}");
		repository.git("add", "mg-hook.config.json");
		const outcome = commit();
		expect([outcome.code, reports(outcome), starts()]).toEqual([1, 1, 2]);
	});

	test("takes no answer of a git that has ended", () => {
		must(mgHook(newGit, "install", "--global"));
		must(mgHook(newGit, "install"));
		stageKey();
		starts();
		const env = { ...environment(newGit), GIT_INDEX_FILE: ".git/index" };
		const command = run("git", ["config", "--global", "hook.mg-hook.command"], { env }).stdout.trim();
		for (const args of [["-c", 'sh -c "$1"; exit $?', "git", command], [".git/hooks/pre-commit"]]) {
			const outcome = run("sh", args, { cwd: repository.root, env });
			expect([outcome.code, reports(outcome), starts()]).toEqual([1, 1, 1]);
		}
	});

	test("stops where its file or the package is gone, and says how to go on", () => {
		must(mgHook(newGit, "install", "--global"));
		repository.write("a", "a\n");
		repository.git("add", "a");
		rmSync(join(home, ".config"), { recursive: true });
		expect(commit()).toMatchObject({
			code: knowsThem ? 1 : 2,
			stderr: expect.stringMatching(/^mg-hook: .* is gone.*mg-hook install --global/u),
		});
		must(mgHook(newGit, "install", "--global"));
		rmSync(lib, { recursive: true });
		expect(commit()).toMatchObject({
			code: knowsThem ? 1 : 2,
			stderr: expect.stringContaining("npm install --global mg-hook"),
		});
	});

	test("leaves a configuration that is no file alone", () => {
		const { code, stderr } = run(
			process.execPath,
			[join(lib, "node_modules/mg-hook/dist/cli.js"), "install", "--global"],
			{
				cwd: repository.root,
				env: { ...environment(newGit), GIT_CONFIG_GLOBAL: "/dev/null" },
			},
		);
		expect([code, stderr]).toEqual([2, expect.stringContaining("/dev/null, which is no file")]);
		expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
		expect(everything()).toEqual([".gitconfig"]);
	});
});

describe("with an older git", () => {
	const made = () => {
		const path = join(repository.root, "../made");
		must(run("git", ["init", "-q", path], { env: environment(oldGit) }));
		return temporaryRepository(path);
	};

	test("new repositories get it by a template, which goes without a trace", () => {
		must(mgHook(oldGit, "install", "--global", "--dry-run"));
		expect(everything()).toEqual([".gitconfig"]);
		expect(must(mgHook(oldGit, "install", "--global")).stdout).toContain("mg-hook install in it");
		expect(ofHome(".gitconfig")).toBe(`# mine\n[init]\n\ttemplateDir = ${home}/.config/mg-hook/template\n`);
		expect(must(mgHook(oldGit, "install", "--global")).stdout).toMatch(
			/nothing changed\.\n {2}mg-hook stopped a made-up key/u,
		);

		const fresh = made();
		expect(existsSync(join(fresh.root, ".git/info/exclude"))).toBe(true);
		fresh.write("mail.env", `MAILGUN_API_KEY=${classicKey()}\n`);
		fresh.git("add", "mail.env");
		// A graphical program has neither npm's folder nor Node on its PATH.
		const outcome = fresh.tryGit(["commit", "-m", "x"], { env: { ...environment(oldGit), PATH: "/usr/bin:/bin" } });
		expect([outcome.code, reports(outcome)]).toEqual([1, 1]);

		must(mgHook(oldGit, "uninstall", "--global"));
		expect(everything()).toEqual([".gitconfig"]);
		expect(ofHome(".gitconfig")).not.toContain("templateDir");
	});

	test("the user's own template is used", () => {
		repository.write("../home/template/hooks/pre-commit", "#!/bin/sh\necho theirs >&2\n", 0o755);
		repository.write("../home/.gitconfig", "[init]\n\ttemplateDir = ~/template\n");
		must(mgHook(oldGit, "install", "--global"));
		const fresh = made();
		expect(fresh.tryGit(["commit", "--allow-empty", "-m", "x"], { env: environment(oldGit) }).stderr).toBe("theirs\n");
		expect(readFileSync(join(fresh.root, ".git/hooks/pre-commit"), "utf8")).toContain("# >>> mg-hook >>>");
		must(mgHook(oldGit, "uninstall", "--global"));
		expect(ofHome("template/hooks/pre-commit")).toBe("#!/bin/sh\necho theirs >&2\n");
		expect(ofHome(".gitconfig")).toBe("[init]\n\ttemplateDir = ~/template\n");
	});

	test("the user's own core.hooksPath is where it goes, and somebody else's is left alone", () => {
		repository.write("../home/hooks/pre-commit", "#!/bin/sh\necho theirs >&2\n", 0o755);
		repository.write("../home/.gitconfig", "[core]\n\thooksPath = ~/hooks\n");
		expect(mgHook(oldGit, "doctor").stdout).toContain("mg-hook install (it says what to add)\n");
		expect(must(mgHook(oldGit, "install", "--global")).stdout).toContain(
			"added its block to the pre-commit hook for all your repositories without a core.hooksPath of their own: ",
		);
		stageKey();
		const outcome = repository.tryGit(["commit", "-m", "x"], { env: environment(oldGit) });
		expect([outcome.code, reports(outcome)]).toEqual([1, 1]);
		expect(mgHook(oldGit, "install")).toMatchObject({ code: 0, stdout: expect.stringContaining("runs it already") });
		must(mgHook(oldGit, "uninstall", "--global"));
		expect(ofHome("hooks/pre-commit")).toBe("#!/bin/sh\necho theirs >&2\n");

		repository.write("../home/.gitconfig", "# mine\n");
		repository.write("../system", `[core]\n\thooksPath = ${home}/hooks\n`);
		const refused = run(process.execPath, [join(lib, "node_modules/mg-hook/dist/cli.js"), "install", "--global"], {
			cwd: repository.root,
			env: {
				...environment(oldGit),
				GIT_CONFIG_NOSYSTEM: undefined,
				GIT_CONFIG_SYSTEM: join(repository.root, "../system"),
			},
		});
		expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("mg-hook check --staged || exit $?")]);
		expect(ofHome("hooks/pre-commit")).toBe("#!/bin/sh\necho theirs >&2\n");
	});
});
