import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { askGit } from "../git/client.js";
import type { HookName } from "../install/hookName.js";
import { shellWord } from "../output/shellWord.js";
import { hookPath } from "./hookEnvironment.js";
import type { ThrowAway } from "./throwAway.js";

/** What of a hook is run. */
export interface HookRun {
	hook: HookName;
	/** What git gives it. */
	args: readonly string[];
	/** What git says on its standard input, where it says anything. */
	input: string | undefined;
	/** The hook's file in the repository as git runs it, or the text of a part of it. */
	what: { file: string } | { script: string } | "configured";
	/** Names of hooks in git's configuration that are not to be run. */
	without: readonly string[];
	/** Of this git: 2.36 brought `git hook run`, 2.40 its standard input. */
	isAtLeast: (version: string) => boolean;
}

export interface HookOutcome {
	code: number;
	/** All that it printed. */
	output: string;
}

/** Longer than any check of one file takes (milliseconds). */
const PATIENCE = 30_000;
/** Every exit code is an answer. */
const ANY_CODE = Array.from({ length: 256 }, (_, code) => code);

/**
 * Has git run a hook on what is staged in a throw-away index: with the environment, the folder and the
 * interpreter that it gives hooks. A part is put into a folder of hooks of its own for that.
 *
 * @throws CannotCheck where git cannot be started; AbortError where the hook takes too long
 */
export async function runHook(place: ThrowAway, run: HookRun): Promise<HookOutcome> {
	const { hook, args, what, without, isAtLeast } = run;
	const said: string[] = [];
	const input = run.input === undefined ? undefined : shellWord(place.write("input", run.input));
	const config = without.map((name) => `hook.${name}.enabled=false`);
	let file: string | undefined;
	if (what === "configured" || "script" in what) {
		const hooks = join(place.at.folder, "hooks");
		mkdirSync(hooks, { recursive: true });
		config.push(`core.hooksPath=${hooks}`);
		if (what !== "configured") {
			file = join(hooks, hook);
			writeFileSync(file, Buffer.from(`#!/bin/sh\n${what.script}`, "latin1"));
			chmodSync(file, 0o755);
		}
	} else file = what.file;
	// The exit code comes last on standard output, where nothing of a hook's is put.
	const given = args.map(shellWord).join(" ");
	const command = isAtLeast(input === undefined ? "2.36" : "2.40")
		? `git hook run ${input === undefined ? "" : `--to-stdin=${input} `}${hook} -- ${given}`
		: `${shellWord(file ?? ":")} ${given} <${input ?? "/dev/null"}`;
	config.push(`alias.mg-hook-doctor=!${command} >&2; echo $?`);
	const out = await askGit(place.at.root, ["mg-hook-doctor"], {
		config,
		env: { ...place.at.env, PATH: hookPath(), MG_HOOK_PUSHED_TIMEOUT: "0.001" },
		alsoFine: ANY_CODE,
		onComplaint: (text) => said.push(text),
		signal: AbortSignal.timeout(PATIENCE),
	});
	const [code = "-1"] = /^\d+(?=\s*$)/u.exec(String(out)) ?? [];
	return { code: Number(code), output: said.join("") };
}
