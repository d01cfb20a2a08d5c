import { existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryDirectory } from "./temporaryRepository.js";

/** What a hook ends with whose Node was the one that stands in for the true one: that answers as mg-hook does. */
export const MARKED = 1;

export interface MarkingNode {
	/** Sets a PATH on which that node comes first. */
	env: NodeJS.ProcessEnv;
	/** Whether it was started since this was last asked; what a hook hands it on standard input is then in `input`. */
	wasStarted(): boolean;
	/** The file that takes its standard input. */
	input: string;
	remove(): void;
}

/** A `node` that leaves a mark and ends with `MARKED`: for hooks that are to do without it. */
export function markingNode(): MarkingNode {
	const folder = temporaryDirectory();
	const [mark, input] = [join(folder, "mark"), join(folder, "input")];
	writeFileSync(
		join(folder, "node"),
		`#!/bin/sh\n: >'${mark}'\ncat >'${input}'\nexit $((\${MG_HOOK_ANSWER-0} + ${MARKED}))\n`,
		{ mode: 0o755 },
	);
	return {
		env: { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` },
		wasStarted() {
			const started = existsSync(mark);
			rmSync(mark, { force: true });
			return started;
		},
		input,
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
