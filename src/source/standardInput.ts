import { BlockBuilder } from "./blockBuilder.js";
import type { Reading, TakeBlock } from "./reading.js";
import { WholeFile } from "./wholeFile.js";

/** Reads standard input to its end as a file of this name. */
export async function readStandardInput(name: string, take: TakeBlock): Promise<Reading> {
	const builder = new BlockBuilder((block) => take(block));
	const file = new WholeFile(builder, name);
	for await (const chunk of process.stdin) file.push(chunk as Buffer);
	file.end();
	return { ...builder.extent, errors: [] };
}

/** Standard input whole, for what is short. */
export async function wholeStandardInput(): Promise<string> {
	const parts: Buffer[] = [];
	for await (const chunk of process.stdin) parts.push(chunk as Buffer);
	return Buffer.concat(parts).toString("utf8");
}
