import { type Command, InvalidArgumentError, Option } from "commander";
import type { CheckRequest } from "../check/runCheck.js";
import type { Shard } from "../source/commitSelection.js";

/** The flags as commander gives them. */
interface SourceFlags {
	staged?: boolean;
	range?: string;
	fromRef?: string;
	toRef?: string;
	history?: boolean;
	since?: string;
	branch?: string;
	maxCount?: number;
	shard?: Shard;
	messages?: boolean;
	all?: boolean;
	stdin?: boolean;
	stdinFilename?: string;
	commitMsg?: string;
	prePush?: string | true;
	/** False with `--no-ignore`. */
	ignore?: boolean;
}

/** Name that findings in a pipe have, unless it is given one. */
const STDIN_NAME = "stdin";

/** Each source, and the flags that need it. */
const NEEDS: readonly (readonly [flag: keyof SourceFlags, written: string, ...sources: string[]])[] = [
	["since", "--since", "--history"],
	["branch", "--branch", "--history"],
	["maxCount", "--max-count", "--history"],
	["shard", "--shard", "--history"],
	["messages", "--messages", "--history", "--range", "--from-ref"],
	["toRef", "--to-ref", "--from-ref"],
	["stdinFilename", "--stdin-filename", "--stdin"],
];

/**
 * Adds what says where `check` looks.
 *
 * @returns what was asked for, to be called once the arguments are parsed: undefined for the staged
 *   changes. It ends the command with a usage error where two sources are named, or a flag has no
 *   source that it goes with
 */
export function addSourceFlags(command: Command): () => CheckRequest | undefined {
	command
		.argument("[path...]", "check these files and folders of the work tree")
		.option("--staged", "check the staged changes (the default)")
		.option("--all", "check every tracked file as HEAD has it")
		.option("--range <a..b>", "check what the commits of a range add")
		.option("--from-ref <ref>", "with --to-ref: the range between them")
		.option("--to-ref <ref>", "where the range ends (HEAD unless given)")
		.option("--history", "check what every commit of every branch, tag and stash added")
		.option("--branch <name>", "with --history: only this branch")
		.option("--since <date>", 'with --history: only commits since then, such as 2026-01-31 or "2 weeks ago"')
		.addOption(new Option("--max-count <n>", "with --history: only the newest n commits").argParser(positive))
		.addOption(
			new Option("--shard <i/n>", "with --history: only the i-th of n parts; see mg-hook merge").argParser(shard),
		)
		.option("--messages", "with --history or --range: also check the commit messages")
		.option("--stdin", "check what comes on standard input")
		.option("--stdin-filename <name>", "with --stdin: the name of the file that it is")
		.option("--commit-msg <file>", "check a commit message, as a commit-msg hook does")
		.option("--pre-push [remote]", "check what a push would bring, as a pre-push hook does")
		.option("--no-ignore", "with paths: also check what .gitignore leaves out");

	return () => {
		const flags = command.opts<SourceFlags>();
		const paths = command.args;
		const sources = [
			flags.staged === true ? "--staged" : "",
			flags.all === true ? "--all" : "",
			flags.range === undefined ? "" : "--range",
			flags.fromRef === undefined ? "" : "--from-ref",
			flags.history === true ? "--history" : "",
			flags.stdin === true ? "--stdin" : "",
			flags.commitMsg === undefined ? "" : "--commit-msg",
			flags.prePush === undefined ? "" : "--pre-push",
			paths.length === 0 ? "" : "paths",
		].filter((name) => name !== "");
		if (sources.length > 1) {
			return command.error(`error: ${sources.join(" and ")} cannot go together: one check has one source`);
		}
		const [source] = sources;
		for (const [flag, written, ...needed] of NEEDS) {
			if (flags[flag] !== undefined && !needed.includes(source ?? "")) {
				return command.error(`error: ${written} goes with ${needed.join(" or ")} alone`);
			}
		}
		if (flags.ignore === false && source !== "paths") return command.error("error: --no-ignore goes with paths alone");
		return requestFor(command, flags, paths);
	};
}

function requestFor(command: Command, flags: SourceFlags, paths: readonly string[]): CheckRequest | undefined {
	const messages = flags.messages ?? false;
	if (flags.range !== undefined) return { kind: "range", range: checkedRange(command, flags.range), messages };
	if (flags.fromRef !== undefined) {
		const range = `${checkedRef(command, flags.fromRef)}..${checkedRef(command, flags.toRef ?? "HEAD")}`;
		return { kind: "range", range, messages };
	}
	if (flags.history === true) {
		const { branch, since, maxCount, shard } = flags;
		return {
			kind: "history",
			messages,
			history: {
				...(branch === undefined ? {} : { branch }),
				...(since === undefined ? {} : { since }),
				...(maxCount === undefined ? {} : { maxCount }),
				...(shard === undefined ? {} : { shard }),
			},
		};
	}
	if (flags.prePush !== undefined) {
		return { kind: "push", remote: typeof flags.prePush === "string" ? flags.prePush : undefined };
	}
	if (flags.commitMsg !== undefined) return { kind: "message", file: flags.commitMsg };
	if (flags.stdin === true) return { kind: "stdin", name: flags.stdinFilename ?? STDIN_NAME };
	if (flags.all === true) return { kind: "all" };
	if (paths.length > 0) return { kind: "paths", paths, ignored: flags.ignore === false };
	return undefined;
}

/** A single commit would be taken for the whole history up to it. */
function checkedRange(command: Command, range: string): string {
	if (!range.includes("..")) {
		return command.error(
			`error: --range needs two ends, such as ${range}..HEAD (one commit alone is ${range}^!: ${range}~1..${range})`,
		);
	}
	return range;
}

function checkedRef(command: Command, ref: string): string {
	return ref === "" || ref.includes("..") ? command.error(`error: ${JSON.stringify(ref)} names no commit`) : ref;
}

function positive(value: string): number {
	if (!/^[1-9]\d{0,8}$/u.test(value)) throw new InvalidArgumentError("It is no whole number above 0.");
	return Number(value);
}

/** `i/n`. */
function shard(value: string): Shard {
	const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/u.exec(value);
	const index = Number(match?.[1]);
	const count = Number(match?.[2]);
	if (match === null || index > count) throw new InvalidArgumentError("It is not of the form i/n with i from 1 to n.");
	return { index, count };
}
