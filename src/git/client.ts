import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { statSync } from "node:fs";
import type { Readable } from "node:stream";
import { type SimpleGit, simpleGit } from "simple-git";
import { gitSilence } from "../environment.js";
import { CannotCheck } from "../failure.js";
import { endedWith, gitFailure, isDeniedRepository } from "./failure.js";
import { SETTINGS } from "./fixedOptions.js";

/**
 * The part of git's environment that says which repository and index are meant and how the user's
 * git is set up. simple-git removes every other `GIT_` variable, and with them what could make git
 * print something else or run something (`GIT_EXTERNAL_DIFF`, `GIT_DIFF_OPTS`, `GIT_PAGER`, …).
 */
const PASSED_ON = [
	"GIT_DIR",
	"GIT_WORK_TREE",
	"GIT_INDEX_FILE",
	"GIT_COMMON_DIR",
	"GIT_OBJECT_DIRECTORY",
	"GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_QUARANTINE_PATH",
	"GIT_CEILING_DIRECTORIES",
	"GIT_DISCOVERY_ACROSS_FILESYSTEM",
	"GIT_NAMESPACE",
	"GIT_SHALLOW_FILE",
	"GIT_GRAFT_FILE",
	"GIT_NO_REPLACE_OBJECTS",
	"GIT_REPLACE_REF_BASE",
	"GIT_NO_LAZY_FETCH",
	"GIT_CONFIG_GLOBAL",
	"GIT_CONFIG_SYSTEM",
	"GIT_CONFIG_NOSYSTEM",
	"GIT_CONFIG_COUNT",
	"GIT_CONFIG_PARAMETERS",
] as const;

/** What a call to git needs beyond its arguments. */
export interface GitCall {
	/** What git reads on its standard input. */
	input?: string | undefined;
	/** Exit codes that are answers and no failures, besides 0. */
	alsoFine?: readonly number[];
	/** Settings for this call, `name=value`. */
	config?: readonly string[];
	/** Told what git complained of, though it succeeded. */
	onComplaint?: (text: string) => void;
	/** Ends git and rejects with its reason, for what is only worth so much time. */
	signal?: AbortSignal | undefined;
}

/** A call whose output is taken piece by piece. */
export interface GitStream extends GitCall {
	/** Called with each piece, in order; a throw ends git and rejects. */
	take: (chunk: Buffer) => void;
	/** Asked after each piece: where it says true, git is ended, and what was taken is all that is wanted. */
	enough?: () => boolean;
	/** Awaited before the first piece is handed on; git runs meanwhile. */
	ready?: Promise<unknown> | undefined;
}

/** A simple-git instance in `directory`, for one call at a time. */
function client(directory: string, { input, alsoFine = [], config = [] }: GitCall): SimpleGit {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
		throw new CannotCheck("usage", `${directory} is not a directory.`, "Name one inside a repository.");
	}
	return simpleGit({
		baseDir: directory,
		allowEnvironment: [
			...PASSED_ON,
			...Object.keys(process.env).filter((name) => /^GIT_CONFIG_(?:KEY|VALUE)_\d+$/u.test(name)),
		],
		// Not "exit": what git has printed and we have not read yet would be lost.
		completion: { onClose: true, onExit: false },
		config: [...SETTINGS, ...config],
		// `install --global` sets init.templateDir; no argument is taken from a repository.
		unsafe: { allowUnsafeFsMonitor: true, allowUnsafeTemplateDir: true },
		// simple-git takes a git that was killed, or failed without a word, for one that succeeded.
		errors: (error, { exitCode }) =>
			alsoFine.includes(exitCode)
				? undefined
				: (error ?? (exitCode === 0 ? undefined : new Error(endedWith(exitCode)))),
		...(input === undefined ? {} : { input: () => input }),
	});
}

/** The gits at work: none outlives this process, whatever ends it. */
const running = new Set<ChildProcess>();

function endAll(): void {
	for (const child of running) child.kill("SIGKILL");
}

/** One git at work, from its streams on to its end. */
class RunningGit {
	private child: ChildProcess | undefined;
	private streams: readonly Readable[] = [];
	private silence: NodeJS.Timeout | undefined;
	private readonly complaints: Buffer[] = [];
	/** Pieces that wait until all is ready. Not paused: node resumes a child's streams when it exits. */
	private waiting: Buffer[] | undefined;
	private failed: { error: unknown } | undefined;
	private stopped = false;

	constructor(
		private readonly args: readonly string[],
		private readonly call: GitStream,
		/** How long git may say nothing (milliseconds). */
		private readonly patience: number,
	) {
		this.waiting = call.ready === undefined ? undefined : [];
	}

	attach(stdout: Readable, stderr: Readable, child: ChildProcess | undefined): void {
		const { ready, signal } = this.call;
		this.child = child;
		this.streams = [stdout, stderr];
		if (child !== undefined) {
			if (running.size === 0) process.on("exit", endAll);
			running.add(child);
		}
		this.silence = setTimeout(() => this.fail(silent(this.args, this.patience)), this.patience);
		if (signal?.aborted === true) this.fail(signal.reason);
		signal?.addEventListener("abort", () => this.fail(signal.reason), { once: true });
		// simple-git's own collector keeps all that it is given, and logs it under DEBUG.
		stdout.removeAllListeners("data");
		stdout.on("data", (chunk: Buffer) => {
			this.silence?.refresh();
			if (this.waiting === undefined) this.receive(chunk);
			else this.waiting.push(chunk);
		});
		ready?.then(
			() => this.handOn(),
			(error: unknown) => this.fail(error),
		);
		stderr.on("data", (chunk: Buffer) => {
			this.silence?.refresh();
			this.complaints.push(chunk);
		});
		// simple-git waits 50 ms for late output where a command printed nothing: an empty diff is no surprise.
		setImmediate(() => stdout.emit("data", Buffer.alloc(0)));
	}

	complaint(): string {
		return Buffer.concat(this.complaints).toString("utf8");
	}

	/**
	 * git has ended.
	 *
	 * @param error what it ended with, where it did not end well
	 * @returns whether that is git's own failure, and nothing that we did to it
	 * @throws what failed here on the way
	 */
	hasFailedItself(error: unknown): boolean {
		if (this.failed !== undefined) throw this.failed.error;
		if (!this.stopped && error !== undefined) return true;
		if (this.complaints.length > 0) this.call.onComplaint?.(this.complaint());
		return false;
	}

	release(): void {
		clearTimeout(this.silence);
		if (this.child !== undefined) running.delete(this.child);
		if (running.size === 0) process.off("exit", endAll);
	}

	private handOn(): void {
		const chunks = this.waiting ?? [];
		this.waiting = undefined;
		for (const chunk of chunks) this.receive(chunk);
	}

	private receive(chunk: Buffer): void {
		if (this.failed !== undefined || this.stopped) return;
		try {
			this.call.take(chunk);
			if (this.call.enough?.() !== true) return;
			this.stopped = true;
			this.kill();
		} catch (error) {
			this.fail(error);
		}
	}

	private fail(error: unknown): void {
		if (this.stopped) return;
		this.failed ??= { error };
		this.kill();
	}

	/** git takes no lock for reading, so it can be ended without asking; SIGINT may be ignored. */
	private kill(): void {
		this.child?.kill("SIGKILL");
		// A grandchild may hold them open.
		for (const stream of this.streams) stream.destroy();
	}
}

/**
 * Runs git and hands its output on piece by piece, keeping none of it.
 *
 * simple-git collects a task's whole output in memory and logs it under `DEBUG`, which is no way to
 * treat a gigabyte or a secret: its collector is taken off the stream before the first byte. Nor
 * does it say which process it started, which must be known to end it: node's own channel does.
 *
 * @throws CannotCheck where git failed, with git's own words
 */
export async function streamGit(directory: string, args: readonly string[], call: GitStream): Promise<void> {
	const { ready } = call;
	// Its rejection counts below, if git could be started at all.
	ready?.catch(() => undefined);
	const at = new RunningGit(args, call, gitSilence());
	const started: ChildProcess[] = [];
	const notice = (message: unknown) => started.push((message as { process: ChildProcess }).process);
	const git = client(directory, call).outputHandler((_command, output, errors) => {
		const stdout = output as Readable;
		unsubscribe("child_process", notice);
		at.attach(
			stdout,
			errors as Readable,
			started.find((candidate) => candidate.stdout === stdout),
		);
	});
	subscribe("child_process", notice);
	let failure: unknown;
	try {
		await git.raw([...args]);
	} catch (error) {
		failure = error;
	} finally {
		unsubscribe("child_process", notice);
		at.release();
	}
	await ready;
	if (!at.hasFailedItself(failure)) return;
	if (isDeniedRepository(args, at.complaint())) await askGit(directory, ["rev-parse", "--git-dir"]);
	throw gitFailure(failure, args, at.complaint());
}

/** Runs git and returns all that it printed; for small answers only. */
export async function askGit(directory: string, args: readonly string[], call: GitCall = {}): Promise<Buffer> {
	const parts: Buffer[] = [];
	await streamGit(directory, args, { ...call, take: (chunk) => parts.push(chunk) });
	return Buffer.concat(parts);
}

/** The same as one line of text, without the line feed behind it. */
export async function askLine(directory: string, args: readonly string[]): Promise<string> {
	return (await askGit(directory, args)).toString("utf8").replace(/\n$/u, "");
}

function silent(args: readonly string[], patience: number): CannotCheck {
	return new CannotCheck(
		"git",
		`git ${args[0] ?? ""} said nothing for ${patience / 1000} s and was given up.`,
		"To wait longer, set MG_HOOK_GIT_TIMEOUT to a number of seconds.",
	);
}
