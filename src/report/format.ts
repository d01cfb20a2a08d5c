import type { CheckResult } from "../finding/result.js";

/** Every `--format`, in the order that `--help` lists them. */
export const FORMATS = ["pretty", "json", "sarif", "github", "gitlab", "junit", "html"] as const;

export type Format = (typeof FORMATS)[number];

/** What a report knows besides the result. */
export interface RenderOptions {
	/** The rest of this group is for `pretty` alone. */
	color: boolean;
	silentWhenClean: boolean;
	debug: boolean;
	/** When the check began and ended. */
	started: Date;
	ended: Date;
}

/**
 * The report in a format, whole. Each format's code is loaded when it is asked for. No text of the
 * repository that holds a key gets here as it is: see `withoutKeys`.
 */
export async function render(format: Format, result: CheckResult, options: RenderOptions): Promise<string> {
	switch (format) {
		case "pretty":
			return (await import("./formats/pretty.js")).prettyReport(await cleaned(result), options);
		case "json":
			return (await import("./formats/json.js")).jsonReport(await cleaned(result));
		case "sarif":
			return (await import("./formats/sarif.js")).sarifReport(await cleaned(result), options);
		case "github":
			return (await import("./formats/github.js")).githubReport(await cleaned(result));
		case "gitlab":
			return (await import("./formats/gitlab.js")).gitlabReport(await cleaned(result), options);
		case "junit":
			return (await import("./formats/junit.js")).junitReport(await cleaned(result), options);
		case "html":
			return (await import("./formats/html.js")).htmlReport(await cleaned(result), options);
	}
}

/** A result with nothing in it, which is what most commits get, needs nothing loaded. */
async function cleaned(result: CheckResult): Promise<CheckResult> {
	if (result.findings.length === 0 && result.errors.length === 0) return result;
	return (await import("../finding/withoutKeys.js")).withoutKeys(result);
}
