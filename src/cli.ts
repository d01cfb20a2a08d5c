import { ExitCode } from "./exitCode.js";

/**
 * The entry point. `check` and `check --staged` alone, what people and hooks run all day, go
 * straight there; anything else is for the argument parser, which takes longer to load.
 */
async function main(args: readonly string[]): Promise<ExitCode> {
	if (args[0] === "check" && (args.length === 1 || (args.length === 2 && args[1] === "--staged"))) {
		const { check, DEFAULT_CHECK_OPTIONS } = await import("./commands/check.js");
		return check(DEFAULT_CHECK_OPTIONS);
	}
	const { runCommandLine } = await import("./commandLine.js");
	return runCommandLine(args);
}

main(process.argv.slice(2)).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.exitCode = ExitCode.CannotCheck;
		explain(error);
	},
);

function explain(error: unknown): void {
	const { problem, wayOut } = error as { problem?: string; wayOut?: string };
	if ((error as NodeJS.ErrnoException).code === "EPIPE") return;
	process.stderr.write(
		problem === undefined || wayOut === undefined
			? `mg-hook: internal fault: ${(error as Error).message}\n  Nothing was checked. Please report it, with what DEBUG=mg-hook prints.\n`
			: `mg-hook: ${problem}\n  ${wayOut}\n`,
	);
	if (/(?:^|[\s,])(?:mg-hook|\*)(?:$|[\s,])/u.test(process.env["DEBUG"] ?? "")) {
		for (let cause = error; cause instanceof Error; cause = cause.cause)
			process.stderr.write(`${cause.stack ?? cause.message}\n`);
	}
}
