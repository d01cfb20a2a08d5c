import { keepCompiledCode } from "./compileCache.js";
import { ExitCode } from "./exitCode.js";
import { redactKeys } from "./key/redact.js";
import { visible } from "./output/visible.js";

/**
 * The entry point. `check` and `check --staged` alone, what people and hooks run all day, go
 * straight there; anything else is for the argument parser, which takes longer to load.
 */
async function main(args: readonly string[]): Promise<ExitCode> {
	if (args[0] === "check" && (args.length === 1 || (args.length === 2 && args[1] === "--staged"))) {
		const { check, DEFAULT_CHECK_OPTIONS } = await import("./commands/check.js");
		return check(DEFAULT_CHECK_OPTIONS);
	}
	const { runCommandLine } = await import("./commandLine/program.js");
	return runCommandLine(args);
}

/** What shells and git take for an end by this signal: 128 and its number. */
const ENDED_BY = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

// What git says is read for what it means, and shown: in the one language that is known here.
process.env["LANGUAGE"] = "C";
// Not even an end that nobody foresaw, with promises left open, may look like a clean check.
process.exitCode = ExitCode.CannotCheck;
for (const [signal, code] of Object.entries(ENDED_BY)) process.once(signal, () => process.exit(code));
process.once("uncaughtException", fail);

keepCompiledCode();
main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
}, fail);

function fail(error: unknown): void {
	process.exitCode = ExitCode.CannotCheck;
	// Whoever read the report may have gone with both streams.
	process.stderr.on("error", () => undefined);
	explain(error);
}

function explain(error: unknown): void {
	const { problem, wayOut } = error as { problem?: string; wayOut?: string };
	process.stderr.write(
		problem === undefined || wayOut === undefined
			? `mg-hook: internal fault: ${shown((error as Error).message)}\n  Nothing was checked. Please report it, with what DEBUG=mg-hook prints.\n`
			: `mg-hook: ${shown(problem)}\n  ${shown(wayOut)}\n`,
	);
	if (/(?:^|[\s,])(?:mg-hook|\*)(?:$|[\s,])/u.test(process.env["DEBUG"] ?? "")) {
		for (let cause = error; cause instanceof Error; cause = cause.cause)
			process.stderr.write(
				`${redactKeys(cause.stack ?? cause.message)
					.split("\n")
					.map(visible)
					.join("\n")}\n`,
			);
	}
}

/** What others said, git and parsers among them, fit for a terminal and a log. */
function shown(text: string): string {
	return visible(redactKeys(text));
}
