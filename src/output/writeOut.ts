import { CannotCheck } from "../failure.js";

/**
 * Writes to standard output and waits until it is out: an exit must not cut a report short.
 *
 * @throws CannotCheck where it cannot be written: nobody reads any more, or a disk is full
 */
export function writeOut(text: string): Promise<void> {
	if (text === "") return Promise.resolve();
	return new Promise((resolve, reject) => {
		const fail = (error: NodeJS.ErrnoException) => reject(unwritten(error));
		process.stdout.once("error", fail);
		process.stdout.write(text, (error) => (error == null ? resolve() : fail(error)));
	});
}

function unwritten(error: NodeJS.ErrnoException): CannotCheck {
	return error.code === "EPIPE"
		? new CannotCheck(
				"output",
				"The report could not be written: whoever was reading it has gone (EPIPE).",
				"Read all of it, or write it to a file with --output FILE.",
			).because(error)
		: new CannotCheck(
				"output",
				`The report could not be written (${error.code ?? error.message}).`,
				"Free some space, or write it somewhere else.",
			).because(error);
}
