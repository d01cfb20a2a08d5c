import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { statSync } from "node:fs";
import type { Readable } from "node:stream";
import { type SimpleGit, simpleGit } from "simple-git";
import { CannotCheck } from "../failure.js";
import { endedWith, gitFailure } from "./failure.js";

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

/** How long git may say nothing before it is given up (milliseconds), unless `MG_HOOK_GIT_TIMEOUT` says otherwise (seconds). */
const SILENCE = 120_000;

function silenceAllowed(): number {
	const asked = process.env["MG_HOOK_GIT_TIMEOUT"];
	if (asked === undefined || asked === "") return SILENCE;
	const seconds = Number(asked);
	if (!Number.isFinite(seconds) || seconds <= 0) {
		throw new CannotCheck(
			"environment",
			`MG_HOOK_GIT_TIMEOUT is ${JSON.stringify(asked)}, which is no number of seconds.`,
			"Set it to a number above 0 or unset it.",
		);
	}
	return seconds * 1000;
}

/** What a call to git needs beyond its arguments. */
export interface GitCall {
	/** What git reads on its standard input. */
	input?: string;
	/** Exit codes that are answers and no failures, besides 0. */
	alsoFine?: readonly number[];
	/** Settings for this call, `name=value`. */
	config?: readonly string[];
	/** Awaited before the first piece is handed on; git runs meanwhile. */
	ready?: Promise<unknown>;
	/** Told what git complained of, though it succeeded. */
	onComplaint?: (text: string) => void;
	/** Ends git and rejects with its reason, for what is only worth so much time. */
	signal?: AbortSignal;
}

/** A simple-git instance in `directory`, for one call at a time. */
function client(directory: string, { input, alsoFine = [], config = [] }: GitCall): SimpleGit {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
		throw new CannotCheck("usage", `${directory} is no directory.`, "Name one inside a repository.");
	}
	return simpleGit({
		baseDir: directory,
		allowEnvironment: [
			...PASSED_ON,
			...Object.keys(process.env).filter((name) => /^GIT_CONFIG_(?:KEY|VALUE)_\d+$/u.test(name)),
		],
		// Not "exit": what git has printed and we have not read yet would be lost.
		completion: { onClose: true, onExit: false },
		config: [
			// A file monitor is a program of the repository's choosing.
			"core.fsmonitor=false",
			"core.quotePath=true",
			// What is committed and pushed is the object itself, not what stands in for it here.
			"core.useReplaceRefs=false",
			...config,
		],
		unsafe: { allowUnsafeFsMonitor: true },
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

/**
 * Runs git and hands its output on piece by piece, keeping none of it.
 *
 * simple-git collects a task's whole output in memory and logs it under `DEBUG`, which is no way to
 * treat a gigabyte or a secret: its collector is taken off the stream before the first byte. Nor
 * does it say which process it started, which must be known to end it: node's own channel does.
 *
 * @param take is called with each piece, in order; a throw ends git and rejects
 * @throws CannotCheck where git failed, with git's own words
 */
export async function streamGit(
	directory: string,
	args: readonly string[],
	take: (chunk: Buffer) => void,
	call: GitCall = {},
): Promise<void> {
	const { ready } = call;
	// Its rejection counts below, if git could be started at all.
	ready?.catch(() => undefined);
	const patience = silenceAllowed();
	let failed: { error: unknown } | undefined;
	let silence: NodeJS.Timeout | undefined;
	let child: ChildProcess | undefined;
	const started: ChildProcess[] = [];
	const notice = (message: unknown) => started.push((message as { process: ChildProcess }).process);
	const complaints: Buffer[] = [];
	// Not paused while waiting: node resumes a child's streams when it exits, whoever listens.
	let waiting: Buffer[] | undefined = ready === undefined ? undefined : [];
	const git = client(directory, call).outputHandler((_command, output, errors) => {
		const stdout = output as Readable;
		const stderr = errors as Readable;
		child = started.find((candidate) => candidate.stdout === stdout);
		unsubscribe("child_process", notice);
		if (child !== undefined) {
			if (running.size === 0) process.on("exit", endAll);
			running.add(child);
		}
		const fail = (error: unknown) => {
			failed ??= { error };
			// git takes no lock for reading, so it can be ended without asking; SIGINT may be ignored.
			child?.kill("SIGKILL");
			// A grandchild may hold them open.
			stdout.destroy();
			stderr.destroy();
		};
		silence = setTimeout(() => fail(silent(args, patience)), patience);
		if (call.signal?.aborted === true) fail(call.signal.reason);
		call.signal?.addEventListener("abort", () => fail(call.signal?.reason), { once: true });
		const receive = (chunk: Buffer) => {
			if (failed !== undefined) return;
			try {
				take(chunk);
			} catch (error) {
				fail(error);
			}
		};
		stdout.removeAllListeners("data");
		stdout.on("data", (chunk: Buffer) => {
			silence?.refresh();
			if (waiting === undefined) receive(chunk);
			else waiting.push(chunk);
		});
		ready?.then(() => {
			const chunks = waiting ?? [];
			waiting = undefined;
			chunks.forEach(receive);
		}, fail);
		stderr.on("data", (chunk: Buffer) => {
			silence?.refresh();
			complaints.push(chunk);
		});
		// simple-git waits 50 ms for late output where a command printed nothing: an empty diff is no surprise.
		setImmediate(() => stdout.emit("data", Buffer.alloc(0)));
	});
	subscribe("child_process", notice);
	try {
		await git.raw([...args]);
		await ready;
	} catch (error) {
		await ready;
		if (failed !== undefined) throw failed.error;
		const complaint = Buffer.concat(complaints).toString("utf8");
		// git diff takes a repository that it may not use for none; rev-parse says why it may not.
		if (/not a git repository|--no-index/iu.test(complaint) && args[0] === "diff") {
			await askGit(directory, ["rev-parse", "--git-dir"]);
		}
		throw gitFailure(error, args, complaint);
	} finally {
		clearTimeout(silence);
		unsubscribe("child_process", notice);
		if (child !== undefined) running.delete(child);
		if (running.size === 0) process.off("exit", endAll);
	}
	if (failed !== undefined) throw failed.error;
	if (complaints.length > 0) call.onComplaint?.(Buffer.concat(complaints).toString("utf8"));
}

/** Runs git and returns all that it printed; for small answers only. */
export async function askGit(directory: string, args: readonly string[], call: GitCall = {}): Promise<Buffer> {
	const parts: Buffer[] = [];
	await streamGit(directory, args, (chunk) => parts.push(chunk), call);
	return Buffer.concat(parts);
}

function silent(args: readonly string[], patience: number): CannotCheck {
	return new CannotCheck(
		"git",
		`git ${args[0] ?? ""} said nothing for ${patience / 1000} s and was given up.`,
		"To wait longer, set MG_HOOK_GIT_TIMEOUT to a number of seconds.",
	);
}
