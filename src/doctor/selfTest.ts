import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CannotCheck } from "../failure.js";
import { gitPath } from "../git/repository.js";
import { HOOKS, type HookName } from "../install/hookName.js";
import { redactKeys } from "../key/redact.js";
import { shellQuoted } from "../output/shellWord.js";
import { type Check, isWrong } from "./check.js";
import { installLine } from "./hookChain.js";
import { hookPath } from "./hookEnvironment.js";
import { type MadeUpFile, madeUpFile } from "./madeUpFile.js";
import { type HookOutcome, type HookRun, runHook } from "./runHook.js";
import { baselineCheck, configurationCheck } from "./surroundings.js";
import { ThrowAway } from "./throwAway.js";

export interface SelfTest {
	root: string;
	hook: HookName;
	/** What is run; mg-hook itself where it is undefined. */
	what: HookRun["what"] | undefined;
	/** `what` is all that git runs. */
	isWhole: boolean;
	/** Hooks of git's configuration that are not to be run. */
	without: readonly string[];
	/** Settings with which no hook of git's configuration runs. */
	silenced: readonly string[];
	/** Of this git. */
	isAtLeast: (version: string) => boolean;
}

/** What stands for a place in what a hook says. */
interface Material {
	args: readonly string[];
	input: string | undefined;
}

/** By which two hooks of one commit tell each other: hooks/mg-hook.sh. */
export const ANSWER_NOTE = "mg-hook-answer";
/** Of mg-hook's own package: as a bundle, this module lies in `dist/`. */
const CLI = join(__dirname, "cli.js");

/**
 * Has a hook see a made-up key, and then none, beside the repository: the first must be stopped by
 * mg-hook and for that key, the second must pass. Nothing remains.
 */
export async function selfTest(test: SelfTest): Promise<Check> {
	const id = test.hook === "pre-commit" ? "self-test" : `${test.hook}-self-test`;
	const note = await gitPath(test.root, ANSWER_NOTE);
	const hadNote = existsSync(note);
	const file = await madeUpFile(test.root);
	const place = await ThrowAway.make(test.root, { silenced: test.silenced, isEmpty: test.hook === "pre-push" });
	try {
		const key = madeUpKey();
		const { path } = file;
		const run = async (content: string): Promise<HookOutcome> =>
			runHook(place, { ...test, ...(await material(place, { hook: test.hook, path, content })), what: whatOf(test) });
		const stopped = await run(`MAILGUN_API_KEY=${key}\n`);
		if (!isStop(stopped, key)) return { id, ...(await whyNot(place, { test, file }, stopped)) };
		const clean = await run(`A=${path}\n`);
		if (clean.code !== 0) return { id, ...stopsAll(clean) };
		return {
			id,
			status: "ok",
			message: `mg-hook stopped a made-up key${where(test, file)}, and let a clean ${thingOf(test.hook)} pass${how(test)}.`,
		};
	} catch (error) {
		if (error instanceof CannotCheck) {
			return {
				id,
				status: "unknown",
				message: `The self-test could not be made: ${error.problem}`,
				wayOut: error.wayOut,
			};
		}
		if ((error as Error).name !== "TimeoutError") throw error;
		return {
			id,
			status: "unknown",
			message: "The self-test took longer than 30 seconds and was given up.",
			wayOut: "Run the hook by hand to see what it waits for.",
		};
	} finally {
		place.remove();
		if (!hadNote) rmSync(note, { force: true });
	}
}

function thingOf(hook: HookName): string {
	return { "pre-commit": "commit", "pre-merge-commit": "merge", "commit-msg": "message", "pre-push": "push" }[hook];
}

/** Where the key was, if not at the root; a message is nowhere. */
function where({ hook }: SelfTest, { instead }: MadeUpFile): string {
	return hook === "commit-msg" || instead === undefined ? "" : ` in ${instead} (the configuration ignores the root)`;
}

/** What was run of what git runs, for a person. */
function how({ what, isWhole }: SelfTest): string {
	if (isWhole) return "";
	if (what === undefined) return " (mg-hook was run by itself; the hook was only read)";
	return " (mg-hook's part of the hook was run; the rest was only read)";
}

/**
 * The same in every run, so that none of them happens to look like a placeholder; made here, since no
 * key may stand in a source.
 */
function madeUpKey(): string {
	return `key-${createHash("sha256").update("mg-hook doctor").digest("hex").slice(0, 32)}`;
}

function whatOf({ what, hook }: SelfTest): HookRun["what"] {
	const { flags } = HOOKS[hook];
	return what ?? { script: `MG_HOOK_SILENT=1 ${shellQuoted(process.execPath)} ${shellQuoted(CLI)} check ${flags}\n` };
}

/** Puts a content where a hook looks: staged, in a message, or in a commit to be pushed. */
async function material(
	place: ThrowAway,
	{ hook, path, content }: { hook: HookName; path: string; content: string },
): Promise<Material> {
	if (hook === "commit-msg") return { args: [place.write("COMMIT_EDITMSG", content)], input: undefined };
	await place.stage(path, content);
	if (hook !== "pre-push") return { args: [], input: undefined };
	const commit = await place.commit();
	const ref = "refs/heads/mg-hook-doctor";
	return {
		args: ["mg-hook-doctor", "mg-hook-doctor"],
		input: `${ref} ${commit} ${ref} ${commit.replace(/./gu, "0")}\n`,
	};
}

/** Whether it was mg-hook that said no, and for this very key: it shows both ends of it, and nobody else does so. */
function isStop({ code, output }: HookOutcome, key: string): boolean {
	return code === 1 && output.includes(redactKeys(key)) && /mg-hook/u.test(output);
}

function stopsAll(outcome: HookOutcome): Omit<Check, "id"> {
	return {
		status: "problem",
		message: `The hook stopped a clean file too (exit code ${outcome.code})${words(outcome)}.`,
		wayOut: "Run it by hand: git hook run pre-commit (or git commit).",
	};
}

/** Why a key was not stopped, or not by mg-hook's saying so. */
async function whyNot(
	place: ThrowAway,
	{ test, file }: { test: SelfTest; file: MadeUpFile },
	outcome: HookOutcome,
): Promise<Omit<Check, "id">> {
	if (outcome.code !== 0) {
		const [, next = ""] = outcome.output.split("\n").filter((line) => line.trim() !== "");
		return {
			status: outcome.code === 2 && !(await settingsHold(test.root)) ? "unknown" : "problem",
			message: `mg-hook did not come to check a made-up key (exit code ${outcome.code})${words(outcome)}.`,
			// A hook that found no mg-hook says all of it in one line.
			...(next === "" ? {} : { wayOut: redactKeys(next.trim()) }),
		};
	}
	if (file.isIgnored && test.hook !== "commit-msg" && process.env["MG_HOOK"] !== "0") {
		return {
			status: "problem",
			message: "A made-up key was not stopped: the configuration ignores every file that is tracked here.",
			wayOut: 'Have "ignore" leave what is to be checked; for src/ alone it is ["/*", "!/src/"].',
		};
	}
	const why = test.hook === "pre-commit" || test.hook === "pre-merge-commit" ? liftedBy(place) : undefined;
	return {
		status: "problem",
		message: `A made-up key was not stopped: ${why ?? "the hook ended well without a word of mg-hook's"}.`,
		wayOut:
			why === undefined
				? installLine(test.hook)
				: "Change the configuration so that mailgun-private-key blocks in every file.",
	};
}

/** Whether mg-hook can check here at all, as far as its own files go. */
async function settingsHold(root: string): Promise<boolean> {
	const checks = [await configurationCheck(root), await baselineCheck(root)];
	return !checks.some(isWrong);
}

/** What of the repository's settings keeps mg-hook from blocking the key that is staged. */
function liftedBy(place: ThrowAway): string | undefined {
	if (process.env["MG_HOOK"] === "0") return "MG_HOOK=0 is set";
	const { stdout, status } = spawnSync(process.execPath, [CLI, "check", "--staged", "--format", "json"], {
		cwd: place.at.root,
		env: { ...process.env, ...place.at.env, PATH: hookPath() },
		encoding: "utf8",
	});
	if (status !== 0) return undefined;
	try {
		const report = JSON.parse(stdout) as {
			findings: { status: string; reason?: string }[];
		};
		const [finding] = report.findings;
		if (finding !== undefined)
			return `its status is ${finding.status} here${finding.reason === undefined ? "" : ` (${finding.reason})`}`;
		return "the configuration ignores the file, or has switched mailgun-private-key off";
	} catch {
		return undefined;
	}
}

/** The first line that the hook said, without keys. */
function words({ output }: HookOutcome): string {
	const line = output.split("\n").find((text) => text.includes("mg-hook:")) ?? output.split("\n")[0] ?? "";
	return line === ""
		? ""
		: `: ${redactKeys(line)
				.replace(/^mg-hook: /u, "")
				.slice(0, 300)
				.replace(/\.$/u, "")}`;
}
