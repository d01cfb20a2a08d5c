import { type Check, isWrong, worstOf } from "../doctor/check.js";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { writeOut } from "../output/writeOut.js";
import { printable } from "./printable.js";

/** What `install` says of a hook that it has set up, and ends with. */
export interface Look {
	said: string[];
	status: ReturnType<typeof worstOf>;
}

export const NOT_LOOKED: Look = { said: [], status: "ok" };

/**
 * Says what was done: on standard output, or, of a hook that is not known to work, as a failure. Such a
 * hook is no finding but work not done.
 */
export async function sayWhatWasDone(lines: readonly string[], { status }: Look): Promise<ExitCode> {
	const text = `${printable(lines.join("\n"))}\n`;
	if (status === "ok") await writeOut(text);
	else process.stderr.write(text);
	return status === "ok" ? ExitCode.Clean : ExitCode.CannotCheck;
}

/** What there is to say behind "mg-hook: wrote the hook" of one that is not known to work. */
export function doubtOf({ status }: Look): string {
	return { ok: "", problem: ", but it does not work yet", unknown: ", but could not see that it works" }[status];
}

/**
 * Looks at a hook as `doctor` does: whether git runs it, and whether it stops a made-up key. Says the
 * self-test's sentence where all is well, else what is wrong and what to do about it.
 */
export async function lookAtHook(look: () => Promise<Check[]>): Promise<Look> {
	const checks = await examined(look);
	const wrong = checks.filter(isWrong);
	const said = (wrong.length > 0 ? wrong : checks.filter(({ id }) => id.endsWith("self-test"))).flatMap(
		({ message, wayOut }) => [`  ${message}`, ...(wayOut === undefined ? [] : [`    ${wayOut}`])],
	);
	return { said, status: worstOf(checks) };
}

async function examined(look: () => Promise<Check[]>): Promise<Check[]> {
	try {
		return await look();
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		const { problem, wayOut } = error;
		return [{ id: "hook", status: "unknown", message: `Whether it works could not be told: ${problem}`, wayOut }];
	}
}
