import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { CannotCheck } from "../failure.js";
import type { CheckResult } from "../finding/result.js";
import { writeOut } from "../output/writeOut.js";
import type { Format, RenderOptions } from "./format.js";
import { render } from "./format.js";

/** One report to make: its format, and the file it goes to; standard output where there is none. */
export interface ReportRequest {
	format: Format;
	output?: string;
}

export interface DeliverOptions extends Omit<RenderOptions, "ended"> {
	/** What the names of output files are relative to. */
	cwd: string;
	/** Nothing on standard output; files are written all the same. */
	quiet: boolean;
}

/**
 * Makes every report that was asked for. A file that cannot be written keeps no other report from
 * being made: what was found is told first.
 *
 * @throws CannotCheck where one could not be written
 */
export async function deliver(
	result: CheckResult,
	requests: readonly ReportRequest[],
	options: DeliverOptions,
): Promise<void> {
	const ended = new Date();
	let failure: unknown;
	for (const { format, output } of requests) {
		if (output === undefined) continue;
		const text = await render(format, result, { ...options, color: false, silentWhenClean: false, ended });
		try {
			const { writeReport } = await import("../output/writeFile.js");
			await writeReport(resolve(options.cwd, output), text);
		} catch (error) {
			failure ??= error;
		}
	}
	for (const { format, output } of requests) {
		if (output === undefined && !options.quiet) await writeOut(await render(format, result, { ...options, ended }));
	}
	const summaryFile = process.env["GITHUB_STEP_SUMMARY"] ?? "";
	if (summaryFile !== "" && requests.some(({ format }) => format === "github")) {
		const [{ jobSummary }, { withoutKeys }] = await Promise.all([
			import("./formats/jobSummary.js"),
			import("../finding/withoutKeys.js"),
		]);
		try {
			appendFileSync(summaryFile, jobSummary(withoutKeys(result)));
		} catch (error) {
			failure ??= new CannotCheck(
				"output",
				`The job summary was not written to $GITHUB_STEP_SUMMARY (${(error as NodeJS.ErrnoException).code ?? "unknown error"}).`,
				"Unset GITHUB_STEP_SUMMARY, or point it at a file that can be written.",
			).because(error);
		}
	}
	if (failure !== undefined) throw failure;
}
