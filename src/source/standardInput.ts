import { BlockBuilder } from "./blockBuilder.js";
import type { Reading, TakeBlock } from "./reading.js";
import { WholeFile } from "./wholeFile.js";

/** Standard input to its end, piece by piece. */
export async function* standardInput(): AsyncGenerator<Buffer, void, undefined> {
	for await (const chunk of process.stdin) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string);
}

/** Reads standard input to its end as a file of this name. */
export async function readStandardInput(name: string, take: TakeBlock): Promise<Reading> {
	const builder = new BlockBuilder((block) => take(block));
	const file = new WholeFile(builder, name);
	for await (const chunk of standardInput()) file.push(chunk);
	file.end();
	return { ...builder.extent, errors: [] };
}

/** Standard input whole, for what is short. */
export async function wholeStandardInput(): Promise<string> {
	const parts: Buffer[] = [];
	for await (const chunk of standardInput()) parts.push(chunk);
	return Buffer.concat(parts).toString("utf8");
}
