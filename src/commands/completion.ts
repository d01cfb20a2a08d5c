import type { Command } from "commander";
import { bashCompletion } from "../completion/bash.js";
import { commandTree } from "../completion/commandTree.js";
import { fishCompletion } from "../completion/fish.js";
import { zshCompletion } from "../completion/zsh.js";
import { ExitCode } from "../exitCode.js";
import { writeOut } from "../output/writeOut.js";

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export type Shell = keyof typeof SHELLS;

/** `mg-hook completion`: prints a script that completes commands, flags and their values. */
export async function completion(shell: Shell, program: Command): Promise<ExitCode> {
	await writeOut(SHELLS[shell](commandTree(program)));
	return ExitCode.Clean;
}
