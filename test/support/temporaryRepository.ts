import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { madeOnce } from "./madeOnce.js";

/** What a program did: its exit code (-1 where a signal ended it) and all that it printed. */
export interface Outcome {
	code: number;
	stdout: string;
	stderr: string;
	/** stdout as it came, for what is not UTF-8. */
	bytes: Buffer;
}

export interface RunOptions {
	/** Set over `hermeticEnvironment()`; `undefined` unsets. */
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	input?: string | Buffer;
}

export interface TemporaryRepository {
	/** The work tree: an absolute path without symbolic links. */
	root: string;
	/** Runs git and returns stdout without the newline at its end. Throws where git fails. */
	git(...args: string[]): string;
	/** Runs git and returns stdout as it came. Throws where git fails. */
	gitBytes(...args: string[]): Buffer;
	/** Runs git and says how it went. */
	tryGit(args: readonly string[], options?: RunOptions): Outcome;
	/** Writes a file, with its folders, and returns its absolute path. */
	write(path: string, content: string | Uint8Array, mode?: number): string;
	/** Removes the repository and all that lies beside it in its temporary folder. */
	remove(): void;
}

/**
 * This process's environment without what would make git, node or mg-hook behave otherwise on
 * another machine: the user's configuration, `GIT_*`, `MG_HOOK*`, `npm_*`, colour and CI.
 *
 * @param changes set over it; `undefined` unsets
 */
export function hermeticEnvironment(changes: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (!/^(?:GIT_|MG_HOOK|HUSKY|npm_|NODE_|JEST_|XDG_|CI$|NO_COLOR$|FORCE_COLOR$|DEBUG$|LC_|LANG)/iu.test(name)) {
			env[name] = value;
		}
	}
	Object.assign(env, {
		HOME: "/nonexistent",
		LC_ALL: "C.UTF-8",
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_TERMINAL_PROMPT: "0",
		GIT_EDITOR: "true",
		GIT_AUTHOR_NAME: "A",
		GIT_AUTHOR_EMAIL: "a@example.com",
		GIT_COMMITTER_NAME: "A",
		GIT_COMMITTER_EMAIL: "a@example.com",
	});
	for (const [name, value] of Object.entries(changes)) {
		if (value === undefined) delete env[name];
		else env[name] = value;
	}
	return env;
}

/** Runs a program in `hermeticEnvironment()`; throws only where it cannot be started. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Outcome {
	const { status, stdout, stderr, error } = spawnSync(program, [...args], {
		env: hermeticEnvironment(options.env),
		...(options.cwd === undefined ? {} : { cwd: options.cwd }),
		...(options.input === undefined ? {} : { input: options.input }),
		maxBuffer: 1 << 30,
	});
	if (error !== undefined) throw error;
	return { code: status ?? -1, stdout: stdout.toString("utf8"), stderr: stderr.toString("utf8"), bytes: stdout };
}

/** A folder that is there for one test: an absolute path without symbolic links. */
export function temporaryDirectory(): string {
	return realpathSync(mkdtempSync(join(tmpdir(), "mg-hook-test-")));
}

/**
 * A new repository on branch `main`, without a commit, in a folder of its own under a temporary one
 * (so that a test can put linked worktrees and the like beside it).
 *
 * @param existing take this work tree instead, such as a linked one; `remove` then removes it alone
 */
export function temporaryRepository(existing?: string): TemporaryRepository {
	return existing === undefined
		? copiedRepository(madeOnce("new-repository", makeNew))
		: repositoryAt(existing, existing);
}

/** What `git init` makes, without the hooks that it leaves as samples. */
function makeNew(folder: string): void {
	repositoryAt(folder, folder).git("init", "-q", "-b", "main");
	for (const hook of readdirSync(join(folder, ".git/hooks"))) rmSync(join(folder, ".git/hooks", hook));
}

/**
 * A copy of a repository, which is several times faster than to make it anew.
 *
 * @param template its work tree
 */
export function copiedRepository(template: string): TemporaryRepository {
	const outer = temporaryDirectory();
	const root = join(outer, "repository");
	cpSync(template, root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
	return repositoryAt(root, outer);
}

/**
 * A repository that is there.
 *
 * @param outer the folder that is removed with it
 */
function repositoryAt(root: string, outer: string): TemporaryRepository {
	const tryGit = (args: readonly string[], options: RunOptions = {}) => run("git", args, { cwd: root, ...options });
	const gitBytes = (...args: string[]) => {
		const { code, bytes, stderr } = tryGit(args);
		if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
		return bytes;
	};
	return {
		root,
		tryGit,
		gitBytes,
		git: (...args) =>
			gitBytes(...args)
				.toString("utf8")
				.replace(/\n$/u, ""),
		write(path, content, mode) {
			const file = join(root, path);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, content);
			if (mode !== undefined) chmodSync(file, mode);
			return file;
		},
		remove: () => rmSync(outer, { recursive: true, force: true }),
	};
}
