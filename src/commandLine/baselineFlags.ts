import { type Command, Option } from "commander";
import type { ExitCode } from "../exitCode.js";

/** Adds `baseline create`, `baseline update` and `baseline audit`. */
export function addBaselineCommand(
	program: Command,
	common: (command: Command) => Command,
	done: (code: ExitCode) => void,
): void {
	const baseline = program
		.command("baseline")
		.description("keep old keys from blocking, and review them")
		.helpOption("--help", "print this help")
		.helpCommand(false);
	const add = (name: string, description: string) =>
		common(baseline.command(name))
			.description(description)
			.option("--baseline <file>", "use this file (.mg-hook-baseline.json unless given)")
			.option("--config <file>", "use this configuration file");
	const sources = (command: Command) =>
		command
			.addOption(new Option("--all", "look at every tracked file as HEAD has it").conflicts("history"))
			.addOption(new Option("--history", "look at every commit and its message"));
	const sourceOf = ({ all, history }: { all?: boolean; history?: boolean }) =>
		history === true ? ({ source: "history" } as const) : all === true ? ({ source: "all" } as const) : {};

	sources(add("create", "add every key that would block"))
		.option("--force", "replace the baseline that is there", false)
		.action(async ({ baseline: file, all, history, ...options }) => {
			const { createBaseline } = await import("../commands/baseline.js");
			done(await createBaseline({ source: "all", ...options, ...sourceOf({ all, history }), ...named(file) }));
		});
	sources(add("update", "add new keys, and list those that are no longer found"))
		.option("--drop-fixed", "remove what is no longer found", false)
		.action(async ({ baseline: file, all, history, ...options }) => {
			const { updateBaselineFile } = await import("../commands/baseline.js");
			done(await updateBaselineFile({ ...options, ...sourceOf({ all, history }), ...named(file) }));
		});
	add("audit", "review each key: is it real, and is it revoked?")
		.option("--list", "only print the entries", false)
		.option(
			"--set <fingerprint=review>",
			"review without asking: real, false-positive, revoked or unreviewed; may be given more than once",
			(value: string, before: string[]) => [...before, value],
			[] as string[],
		)
		.option("--note <text>", "with --set: why")
		.action(async ({ baseline: file, ...options }) => {
			const { auditBaseline } = await import("../commands/baseline.js");
			done(await auditBaseline({ ...options, ...named(file) }));
		});
}

function named(file: string | undefined): { file?: string } {
	return file === undefined ? {} : { file };
}
