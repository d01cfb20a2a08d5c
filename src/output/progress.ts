/** Shows on a terminal how far a long check is. */
export interface Progress {
	step(): void;
	end(): void;
}

export const NO_PROGRESS: Progress = { step: () => undefined, end: () => undefined };

/**
 * A bar on standard error.
 *
 * @param total how many steps there are, once that is known
 */
export async function startProgress(
	total: Promise<number>,
	stream: NodeJS.WritableStream = process.stderr,
): Promise<Progress> {
	const { SingleBar } = require("cli-progress") as typeof import("cli-progress");
	const bar = new SingleBar({
		stream,
		format: "mg-hook: {bar} {percentage}% of {total} commits, {eta_formatted} left",
		barCompleteChar: "█",
		barIncompleteChar: "░",
		barsize: 30,
		clearOnComplete: true,
		hideCursor: true,
		// Our own way of ending on a signal ends the bar, too.
		gracefulExit: false,
	});
	let started = false;
	let done = 0;
	let ended = false;
	total.then(
		(count) => {
			if (ended) return;
			started = true;
			bar.start(count, done);
		},
		() => undefined,
	);
	return {
		step() {
			done++;
			if (started) bar.update(done);
		},
		end() {
			ended = true;
			if (started) bar.stop();
		},
	};
}

/** Whether anybody watches: a terminal, and no CI system that only has one. */
export function wantsProgress(stream: { isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
	return stream.isTTY === true && (environment["CI"] ?? "") === "" && environment["TERM"] !== "dumb";
}
