import Module from "node:module";
import { basename, join } from "node:path";
import { answersFrom } from "./environment.js";
import { ExitCode } from "./exitCode.js";
import { CannotCheck } from "./failure.js";
import { redactKeys } from "./key/redact.js";
import { visible } from "./output/visible.js";

/**
 * The entry point. `check` and `check --staged` alone, what people and hooks run all day, go
 * straight there; anything else is for the argument parser, which takes longer to load.
 */
async function main(args: readonly string[]): Promise<ExitCode> {
	if (args[0] === "check" && (args.length === 1 || (args.length === 2 && args[1] === "--staged"))) {
		const { check, DEFAULT_CHECK_OPTIONS } = await import("./commands/check.js");
		return check({ kind: "staged" }, DEFAULT_CHECK_OPTIONS);
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

const base = answersFrom();
let answer: ExitCode | undefined;
process.once("exit", (code) => {
	if (code === answer && code <= ExitCode.CannotCheck) process.exitCode = base + code;
});

keepCompiledCode();
main(process.argv.slice(2)).then(end, fail);

/**
 * Has Node 22.8 and newer keep V8's compiled code between runs, in `.cache/mg-hook` of the
 * `node_modules` that this code came with: compiling is a tenth of what a short run takes. Where that
 * cannot be read or written, everything goes on without.
 */
function keepCompiledCode(): void {
	// The types here are those of the oldest Node that runs mg-hook.
	const { enableCompileCache } = Module as unknown as { enableCompileCache?: (directory: string) => unknown };
	const around = join(__dirname, "..", "..");
	const modules = basename(around) === "node_modules" ? around : join(__dirname, "..", "node_modules");
	enableCompileCache?.(join(modules, ".cache", "mg-hook"));
}

function end(code: ExitCode): void {
	answer = code;
	process.exitCode = code;
}

function fail(error: unknown): void {
	end(ExitCode.CannotCheck);
	// Whoever read the report may have gone with both streams.
	process.stderr.on("error", () => undefined);
	explain(error);
}

function explain(error: unknown): void {
	process.stderr.write(
		error instanceof CannotCheck
			? `mg-hook: ${shown(error.problem)}\n  ${shown(error.wayOut)}\n`
			: `mg-hook: internal fault: ${shown((error as Error).message)}\n  Nothing was checked. Please report it, with what DEBUG=mg-hook prints.\n`,
	);
	if (!wantsDetails()) return;
	for (let cause = error; cause instanceof Error; cause = cause.cause) {
		process.stderr.write(
			`${redactKeys(cause.stack ?? cause.message)
				.split("\n")
				.map(visible)
				.join("\n")}\n`,
		);
	}
}

/** As other packages read `DEBUG`. */
function wantsDetails(): boolean {
	return /(?:^|[\s,])(?:mg-hook|\*)(?:$|[\s,])/u.test(process.env["DEBUG"] ?? "");
}

/** What others said, git and parsers among them, fit for a terminal and a log. */
function shown(text: string): string {
	return visible(redactKeys(text));
}
