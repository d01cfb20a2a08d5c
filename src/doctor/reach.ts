import { readFileSync } from "node:fs";
import { findHookManagers, type HookManager, namesMgHook } from "../install/hookManager.js";
import type { HookName } from "../install/hookName.js";
import { shownFrom } from "../install/hookPlace.js";
import { obstacleIn } from "../install/obstacle.js";
import { handLines } from "../install/packagePlace.js";
import type { Check } from "./check.js";
import { type Break, followHook, type HookChain, installLine } from "./hookChain.js";
import { firstPlainCommand, ourPartOf } from "./hookText.js";
import type { HookRun } from "./runHook.js";
import { skippedBy } from "./skipped.js";

/** Whether and how a hook's file comes to mg-hook. */
export interface Reach {
	status: Check["status"];
	message: string;
	wayOut?: string;
	/** Whether mg-hook is in it at all, reached or not. */
	isOurs: boolean;
	/** What may be run to try it; undefined where mg-hook itself is to be run in its place. */
	what?: HookRun["what"];
	/** `what` is the whole of the hook. */
	isWhole?: boolean;
}

/** How a hook file leads to mg-hook. Reads, and runs nothing. */
export async function reachOf(root: string, folder: string | undefined, hook: HookName): Promise<Reach> {
	const chain = folder === undefined ? undefined : await followHook({ root, folder, hook });
	if (folder === undefined || chain === undefined) return noHook(root, hook);
	if (isBreak(chain)) {
		const shown = shownFrom(root, `${folder}/${hook}`);
		return {
			status: chain.isUnknown === true ? "unknown" : "problem",
			message: `The ${hook} hook ${shown} ${chain.why}.`,
			wayOut: chain.wayOut,
			isOurs: false,
		};
	}
	const reach =
		chain.manager === undefined
			? await throughText(root, chain, hook)
			: ((await throughOlder(root, chain, hook)) ?? throughManager(chain, chain.manager, hook));
	const skipped = reach.isOurs ? skippedBy(chain.started) : undefined;
	if (skipped === undefined || reach.status === "problem") return reach;
	return {
		...reach,
		status: "problem",
		message: `${skipped} is set here: ${hook} hooks are skipped.`,
		wayOut: `unset ${skipped.replace(/=.*/su, "")}`,
	};
}

function isBreak(chain: HookChain | Break): chain is Break {
	return "why" in chain;
}

/** git starts nothing; a hook manager may only not have been set up in this clone. */
async function noHook(root: string, hook: HookName): Promise<Reach> {
	const [manager] = await findHookManagers(root, hook);
	if (manager === undefined) {
		return {
			status: "problem",
			message: `There is no ${hook} hook: git checks nothing.`,
			wayOut: installLine(hook),
			isOurs: false,
		};
	}
	const isOurs = manager.commands?.some(({ run }) => namesMgHook(run) && isMeant(manager, run, hook)) === true;
	return {
		status: "problem",
		message: isOurs
			? `There is no ${hook} hook: ${manager.file} names mg-hook, but ${manager.name} is not set up in this clone.`
			: `There is no ${hook} hook, and ${manager.file} of ${manager.name} does not name mg-hook.`,
		wayOut: isOurs ? manager.setUp : `${installLine(hook)} (it says what to do with ${manager.name})`,
		isOurs,
	};
}

/** To pre-commit a command without stages is one of every hook, whether or not anybody wants that hook. */
function isMeant({ name }: HookManager, run: string, hook: HookName): boolean {
	return name !== "pre-commit" || hook === "pre-commit" || run.includes(hook);
}

/** A hook whose own text decides. */
async function throughText(root: string, chain: HookChain, hook: HookName): Promise<Reach> {
	const { text, written, file, endsAtFailure } = chain;
	const the = `The ${hook} hook ${shownFrom(root, written)}`;
	const problem = (why: string, wayOut: string, isOurs = true): Reach => ({
		status: "problem",
		message: `${the} ${why}.`,
		wayOut,
		isOurs,
	});
	if (obstacleIn(text, handLines(undefined, hook), hook)?.why.startsWith("is no") === true)
		return throughProgram(the, text, hook);
	const part = ourPartOf(text, { endsAtFailure });
	if (part === "broken") {
		return problem(
			"holds mg-hook's block torn apart or more than once",
			`Take every part of it out (# >>> mg-hook >>> to # <<< mg-hook <<<), then: ${installLine(hook)}`,
		);
	}
	if (part === "none") return notNamed(root, { the, text }, hook);
	if (part.reached === "never") {
		return problem(
			"ends before it comes to mg-hook (exit or exec above it)",
			"Move mg-hook's lines to the top of the hook, below the #! line.",
		);
	}
	if (part.isLost) {
		return problem(
			"runs mg-hook and goes on whatever it says, so that a key passes",
			"Put || exit $? behind mg-hook's command, and nothing else.",
		);
	}
	const what: HookRun["what"] | undefined = part.isAlone
		? { file }
		: part.script === undefined
			? undefined
			: { script: `${chain.prepared}${part.script}` };
	const run = what === undefined ? {} : { what, isWhole: part.isAlone };
	if (part.reached === "maybe") {
		return {
			status: "unknown",
			message: `${the} runs mg-hook on some condition: whether a commit comes to it cannot be told by reading.`,
			wayOut: "Move mg-hook's lines to the top of the hook, below the #! line.",
			isOurs: true,
			...run,
		};
	}
	return { status: "ok", message: `git runs ${shownFrom(root, file)}, which runs mg-hook.`, isOurs: true, ...run };
}

function throughProgram(the: string, text: string, hook: HookName): Reach {
	return namesMgHook(text)
		? {
				status: "unknown",
				message: `${the} is no shell script; it names mg-hook, and no more can be read.`,
				wayOut: "Commit a made-up key once to see whether it is stopped.",
				isOurs: true,
			}
		: {
				status: "problem",
				message: `${the} does not run mg-hook.`,
				wayOut: `${installLine(hook)} (it says what to add)`,
				isOurs: false,
			};
}

/** The hook does not name mg-hook; settings that do may not have been brought into it. */
async function notNamed(root: string, { the, text }: { the: string; text: string }, hook: HookName): Promise<Reach> {
	const managers = await findHookManagers(root, hook);
	const pending = managers.find(
		({ name, commands }) => name !== "husky" && commands?.some(({ run }) => namesMgHook(run)) === true,
	);
	return pending === undefined
		? {
				status: "problem",
				message: `${the} does not run mg-hook.`,
				wayOut: obstacleIn(text, handLines(undefined, hook), hook)?.wayOut ?? installLine(hook),
				isOurs: false,
			}
		: {
				status: "problem",
				message: `${the} does not run mg-hook, though ${pending.file} names it: ${pending.name} has not been set up since.`,
				wayOut: pending.setUp,
				isOurs: true,
			};
}

/** What lets a command see some files only. */
const PARTIAL = ["glob", "files", "file_types", "types", "types_or", "root"];

/** A hook that was there before a tool's, and is run by that: what it does counts where it is mg-hook. */
async function throughOlder(root: string, chain: HookChain, hook: HookName): Promise<Reach | undefined> {
	const { before: file, manager } = chain;
	if (file === undefined || manager === undefined) return undefined;
	const text = readFileSync(file, "latin1");
	const older: HookChain = { file, written: file, text, started: chain.started, endsAtFailure: false, prepared: "" };
	const { status, what } = await throughText(root, older, hook);
	if (status !== "ok") return undefined;
	// By its name git would run the tool's hook.
	const part = typeof what === "object" && "file" in what ? { script: text } : what;
	return {
		status,
		message: `git runs ${manager.name}'s ${hook} hook, and that ${shownFrom(root, file)}, which runs mg-hook.`,
		isOurs: true,
		...(part === undefined ? {} : { what: part, isWhole: false }),
	};
}

/** A hook that a tool wrote, which takes its commands from its settings. */
function throughManager(chain: HookChain, { name, file, commands }: HookManager, hook: HookName): Reach {
	const by = `git runs ${name}'s ${hook} hook`;
	if (commands === undefined) {
		return {
			status: "unknown",
			message: `${by}; ${file} takes commands from elsewhere, or cannot be read, so whether mg-hook is among them cannot be told.`,
			wayOut: `See that ${file} names mg-hook for ${hook}.`,
			isOurs: false,
		};
	}
	const named = commands.filter(({ run }) => namesMgHook(run));
	const running = named.filter(({ isOff }) => isOff === undefined);
	const isPartial = (limit: string) => PARTIAL.includes(limit);
	const ours = running.find(({ limits }) => !limits.some(isPartial)) ?? running[0] ?? named[0];
	if (ours === undefined) {
		const obstacle = obstacleIn(chain.text, handLines(undefined, hook), hook);
		return {
			status: "problem",
			message: `${by}, and ${file} does not name mg-hook for it.`,
			wayOut: obstacle?.wayOut ?? installLine(hook),
			isOurs: false,
		};
	}
	if (ours.isOff !== undefined) {
		return {
			status: "problem",
			message: `${by}, and ${file} has it never run mg-hook (${ours.isOff}).`,
			wayOut: `Take ${ours.isOff} out of ${file}, where it is for mg-hook.`,
			isOurs: true,
		};
	}
	const partial = ours.limits.filter(isPartial);
	if (partial.length > 0) {
		return {
			status: "problem",
			message: `${by}, and ${file} runs mg-hook for some files only (${partial.join(", ")}): a key in another one passes.`,
			wayOut: `Take ${partial.join(" and ")} out of mg-hook's entry in ${file}.`,
			isOurs: true,
		};
	}
	const script = firstPlainCommand(ours.run);
	const run = script === undefined ? {} : { what: { script: `${script}\n` }, isWhole: false };
	const now = ours.limits.length === 0 ? "" : ` (not always: ${ours.limits.join(", ")})`;
	return { status: "ok", message: `${by}, and ${file} has it run mg-hook${now}.`, isOurs: true, ...run };
}
