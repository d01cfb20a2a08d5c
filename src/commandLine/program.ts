import { Argument, Command, CommanderError, Help, InvalidArgumentError, Option } from "commander";
import type { Shell } from "../commands/completion.js";
import { ExitCode } from "../exitCode.js";
import { HOOK_NAMES } from "../install/hookName.js";
import { redactKeys } from "../key/redact.js";
import { VERSION } from "../version.js";
import { addBaselineCommand } from "./baselineFlags.js";
import { addExamples } from "./help.js";
import { addReportFlags } from "./reportFlags.js";
import { addSourceFlags } from "./sourceFlags.js";

/** Runs the command that the arguments name. Each command's code is loaded when it is asked for. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
	let code: ExitCode = ExitCode.Clean;
	const program = new Command("mg-hook")
		.description("Stops Mailgun API keys from reaching a repository.")
		.version(VERSION, "--version", "print the version")
		.helpOption("--help", "print this help")
		.helpCommand(false)
		.showSuggestionAfterError()
		.showHelpAfterError("(mg-hook --help lists commands and flags)")
		.exitOverride()
		// Of a flag, nobody needs to be told that it is off unless given.
		.configureHelp({
			optionDescription: (option) =>
				option.defaultValue === false ? option.description : new Help().optionDescription(option),
		})
		// A key that was typed by mistake is not said again.
		.configureOutput({ writeErr: (text) => process.stderr.write(redactKeys(text)) });

	const checkCommand = program
		.command("check")
		.description("check for keys: what is staged, or what a flag names")
		.optionsGroup("Where to look, one of them:");
	const checkRequest = addSourceFlags(checkCommand);
	checkCommand.optionsGroup("Reports:");
	const checkReports = addReportFlags(checkCommand);
	checkCommand
		.optionsGroup("What counts:")
		.option("--config <file>", "use this configuration file")
		.option("--baseline <file>", "use this baseline (.mg-hook-baseline.json unless given)")
		.option("--no-baseline", "use no baseline")
		.optionsGroup("Reports:")
		.option("--quiet", "print nothing; only the exit code says")
		.option("--debug", "also list what did not block, and why")
		.option("--verify", "ask Mailgun whether the keys that block are live (sends them to Mailgun)");
	common(checkCommand).action(async (_paths, { baseline, ...options }) => {
		const request = checkRequest();
		const { check, DEFAULT_CHECK_OPTIONS } = await import("../commands/check.js");
		code = await check(request, {
			...DEFAULT_CHECK_OPTIONS,
			...options,
			...(baseline === true ? {} : { baseline }),
			reports: checkReports(),
		});
	});

	const mergeCommand = program
		.command("merge")
		.description("combine the JSON reports of check --shard")
		.argument("<file...>", "reports of the parts of one check");
	const mergeReports = addReportFlags(mergeCommand);
	common(mergeCommand).action(async (files: string[], { format, output, ...options }) => {
		const { merge } = await import("../commands/merge.js");
		const asked = mergeReports();
		const reports = format === undefined && output === undefined ? undefined : asked;
		code = await merge(files, { ...options, reports });
	});

	addBaselineCommand(program, common, (ended) => {
		code = ended;
	});

	common(program.command("allowlist"))
		.description("list every allow comment in the tracked files")
		.addOption(new Option("--format <format>", "how to report").choices(["pretty", "json"]).default("pretty"))
		.option("--fail-expired", "exit 1 if one has expired, or its date is not a date", false)
		.action(async (options) => {
			const { allowlist } = await import("../commands/allowlist.js");
			code = await allowlist(options);
		});

	common(program.command("rules"))
		.description("list what mg-hook looks for, and what each key gives an attacker")
		.addOption(new Option("--format <format>", "how to report").choices(["pretty", "json"]).default("pretty"))
		.action(async (options) => {
			const { rules } = await import("../commands/rules.js");
			code = await rules(options);
		});

	common(program.command("verify"))
		.description("ask Mailgun whether keys are live; sends them to its API, in the US and the EU")
		.argument("[fingerprint...]", "of keys in this repository, as check --format json prints them")
		.option("--stdin", "read the keys from standard input: one per line, or any text with keys in it", false)
		.addOption(new Option("--format <format>", "how to report").choices(["pretty", "json"]).default("pretty"))
		.addHelpText(
			"after",
			"\nExit codes: 1 a key is live, 0 every key was refused, 2 could not tell, or no key was given.\n\nExample:\n  printf '%s\\n' \"$MAILGUN_API_KEY\" | mg-hook verify --stdin",
		)
		.action(async (fingerprints: string[], options) => {
			const { verify } = await import("../commands/verify.js");
			code = await verify({ ...options, fingerprints });
		});

	common(program.command("respond"))
		.description("find where else a key is in this repository, and what to do about it; sends nothing")
		.argument("[fingerprint...]", "of keys in this repository; without any, the keys that are staged")
		.option("--stdin", "read the keys from standard input", false)
		.addOption(
			new Option("--format <format>", "how to write it")
				.choices(["pretty", "markdown", "html", "json"])
				.default("pretty"),
		)
		.option("--output <file>", "write it to this file, whole or not at all")
		.addHelpText(
			"after",
			"\nExamples:\n  mg-hook respond\n  mg-hook respond 0123456789abcdef0123456789abcdef --format markdown --output incident.md",
		)
		.action(async (fingerprints: string[], options) => {
			const { respond } = await import("../commands/respond.js");
			code = await respond({ ...options, fingerprints });
		});

	common(program.command("install"))
		.description("set up the hook that checks every commit, wherever git looks for it here")
		.addOption(new Option("--hook <name>", "set up this hook").choices(HOOK_NAMES).default("pre-commit"))
		.option("--global", "set it up for all your repositories (with git before 2.54, for new ones)")
		.option("--if-possible", "where it cannot be done, say so and end with 0 (for prepare in package.json)")
		.option("--dry-run", "only show what would be done")
		.action(async (options) => {
			const { install } = await import("../commands/install.js");
			code = await install(options);
		});

	common(program.command("doctor"))
		.description("see whether git runs the hook here and whether it stops a key; changes nothing")
		.addOption(new Option("--hook <name>", "the hook that must be there").choices(HOOK_NAMES).default("pre-commit"))
		.addOption(new Option("--format <format>", "how to report").choices(["pretty", "json"]).default("pretty"))
		.option("--quiet", "print what is not as it must be, and nothing else", false)
		.action(async (options) => {
			const { doctor } = await import("../commands/doctor.js");
			code = await doctor(options);
		});

	common(program.command("uninstall"))
		.description("remove exactly what install added")
		.option("--global", "what install --global added")
		.option("--dry-run", "only show what would be done")
		.action(async (options) => {
			const { uninstall } = await import("../commands/uninstall.js");
			code = await uninstall(options);
		});

	program
		.command("completion")
		.description("print a script that completes commands and flags in your shell")
		.exitOverride()
		.helpOption("--help", "print this help")
		.addArgument(new Argument("<shell>", "which shell").choices(["bash", "zsh", "fish"]))
		.action(async (shell: Shell) => {
			const { completion } = await import("../commands/completion.js");
			code = await completion(shell, program);
		});

	addExamples(program);
	try {
		await program.parseAsync([...args], { from: "user" });
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		return error.exitCode === 0 ? ExitCode.Clean : ExitCode.CannotCheck;
	}
	return code;
}

function common(command: Command): Command {
	return command
		.optionsGroup("Options:")
		.exitOverride()
		.helpOption("--help", "print this help")
		.addOption(new Option("--cwd <dir>", "work in this directory").argParser(directory).default(process.cwd(), "here"))
		.option("--no-color", "print without colours");
}

function directory(value: string): string {
	const { existsSync } = require("node:fs") as typeof import("node:fs");
	if (!existsSync(value)) throw new InvalidArgumentError("There is no such directory.");
	return require("node:path").resolve(value) as string;
}
