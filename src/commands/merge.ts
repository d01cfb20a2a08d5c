import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type ExitCode, exitCodeOf } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { summarize } from "../finding/result.js";
import { joinReports } from "../merge/joinReports.js";
import { wantsColor } from "../output/color.js";
import { visible } from "../output/visible.js";
import { deliver, type ReportRequest } from "../report/deliver.js";

export interface MergeOptions {
	cwd: string;
	color: boolean;
	/** Those to make; JSON where none was asked for. */
	reports: readonly ReportRequest[] | undefined;
}

/** `mg-hook merge`: one report of the reports of shards, with the exit code that the whole would have had. */
export async function merge(files: readonly string[], { cwd, color, reports }: MergeOptions): Promise<ExitCode> {
	const started = new Date();
	const named = await Promise.all(
		files.map(async (name) => {
			try {
				return { name: visible(name), text: await readFile(resolve(cwd, name), "utf8") };
			} catch (error) {
				throw new CannotCheck(
					"input",
					`The report ${visible(name)} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"}).`,
					"Name the files that mg-hook check --shard i/n wrote.",
				).because(error);
			}
		}),
	);
	const result = joinReports(named);
	await deliver(result, reports ?? [{ format: "json" }], {
		cwd,
		quiet: false,
		silentWhenClean: false,
		debug: false,
		color: wantsColor(process.stdout, process.env, color),
		started,
	});
	return exitCodeOf(summarize(result));
}
