import { type Command, InvalidArgumentError, Option } from "commander";
import type { CheckRequest } from "../check/request.js";
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

/** What was typed, with the command to complain to. */
interface Given {
	command: Command;
	flags: SourceFlags;
	paths: readonly string[];
}

/** A source that `check` can have: how it is asked for, and the request that it makes. */
interface Source {
	/** As it is typed. */
	name: string;
	isAskedFor: (given: Given) => boolean;
	request: (given: Given) => CheckRequest;
}

const SOURCES: readonly Source[] = [
	{
		name: "--staged",
		isAskedFor: ({ flags }) => flags.staged === true,
		request: () => ({ kind: "staged" }),
	},
	{ name: "--all", isAskedFor: ({ flags }) => flags.all === true, request: () => ({ kind: "all" }) },
	{
		name: "--range",
		isAskedFor: ({ flags }) => flags.range !== undefined,
		request: ({ command, flags: { range = "", messages = false } }) => ({
			kind: "range",
			range: checkedRange(command, range),
			messages,
		}),
	},
	{
		name: "--from-ref",
		isAskedFor: ({ flags }) => flags.fromRef !== undefined,
		request: ({ command, flags: { fromRef = "", toRef = "HEAD", messages = false } }) => ({
			kind: "range",
			range: `${checkedRef(command, fromRef)}..${checkedRef(command, toRef)}`,
			messages,
		}),
	},
	{
		name: "--history",
		isAskedFor: ({ flags }) => flags.history === true,
		request: ({ flags: { branch, since, maxCount, shard, messages = false } }) => ({
			kind: "history",
			messages,
			history: { branch, since, maxCount, shard },
		}),
	},
	{
		name: "--stdin",
		isAskedFor: ({ flags }) => flags.stdin === true,
		request: ({ flags }) => ({ kind: "stdin", name: flags.stdinFilename ?? STDIN_NAME }),
	},
	{
		name: "--commit-msg",
		isAskedFor: ({ flags }) => flags.commitMsg !== undefined,
		request: ({ flags }) => ({ kind: "message", file: flags.commitMsg ?? "" }),
	},
	{
		name: "--pre-push",
		isAskedFor: ({ flags }) => flags.prePush !== undefined,
		request: ({ flags: { prePush } }) => ({ kind: "push", remote: typeof prePush === "string" ? prePush : undefined }),
	},
	{
		name: "paths",
		isAskedFor: ({ paths }) => paths.length > 0,
		request: ({ flags, paths }) => ({ kind: "paths", paths, ignored: flags.ignore === false }),
	},
];

/** Flags that go with some of the sources alone. */
const NEEDS: readonly { flag: string; isGiven: (flags: SourceFlags) => boolean; sources: readonly string[] }[] = [
	{ flag: "--since", isGiven: ({ since }) => since !== undefined, sources: ["--history"] },
	{ flag: "--branch", isGiven: ({ branch }) => branch !== undefined, sources: ["--history"] },
	{ flag: "--max-count", isGiven: ({ maxCount }) => maxCount !== undefined, sources: ["--history"] },
	{ flag: "--shard", isGiven: ({ shard }) => shard !== undefined, sources: ["--history"] },
	{
		flag: "--messages",
		isGiven: ({ messages }) => messages !== undefined,
		sources: ["--history", "--range", "--from-ref"],
	},
	{ flag: "--to-ref", isGiven: ({ toRef }) => toRef !== undefined, sources: ["--from-ref"] },
	{ flag: "--stdin-filename", isGiven: ({ stdinFilename }) => stdinFilename !== undefined, sources: ["--stdin"] },
	{ flag: "--no-ignore", isGiven: ({ ignore }) => ignore === false, sources: ["paths"] },
];

/**
 * Adds what says where `check` looks.
 *
 * @returns what was asked for, to be called once the arguments are parsed: the staged
 *   changes where nothing was. It ends the command with a usage error where two sources are named, or a flag has no
 *   source that it goes with
 */
export function addSourceFlags(command: Command): () => CheckRequest {
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
		.option("--stdin", "check standard input")
		.option("--stdin-filename <name>", "with --stdin: the name of the file that the text is from")
		.option("--commit-msg <file>", "check a commit message, as a commit-msg hook does")
		.option("--pre-push [remote]", "check what a push would bring, as a pre-push hook does")
		.option("--no-ignore", "with paths: also check what .gitignore leaves out");

	return () => requestFor({ command, flags: command.opts<SourceFlags>(), paths: command.args });
}

function requestFor(given: Given): CheckRequest {
	const { command, flags } = given;
	const asked = SOURCES.filter(({ isAskedFor }) => isAskedFor(given));
	const [source] = asked;
	if (asked.length > 1) {
		const names = asked.map(({ name }) => name).join(" and ");
		return command.error(`error: ${names} cannot go together: one check has one source`);
	}
	for (const { flag, isGiven, sources } of NEEDS) {
		if (isGiven(flags) && !sources.includes(source?.name ?? "")) {
			return command.error(`error: ${flag} goes with ${sources.join(" or ")} alone`);
		}
	}
	return source === undefined ? { kind: "staged" } : source.request(given);
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
	return ref === "" || ref.includes("..") ? command.error(`error: ${JSON.stringify(ref)} is not a commit`) : ref;
}

function positive(value: string): number {
	if (!/^[1-9]\d{0,8}$/u.test(value)) throw new InvalidArgumentError("It must be a whole number above 0.");
	return Number(value);
}

/** `i/n`. */
function shard(value: string): Shard {
	const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/u.exec(value);
	const index = Number(match?.[1]);
	const count = Number(match?.[2]);
	if (match === null || index > count) throw new InvalidArgumentError("It must be i/n, with i from 1 to n.");
	return { index, count };
}
