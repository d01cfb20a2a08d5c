import { readNamedObjects } from "../git/catFile.js";
import { unreadableOutput } from "../git/failure.js";
import type { BlockBuilder } from "./blockBuilder.js";
import type { Reading } from "./reading.js";
import { WholeFile } from "./wholeFile.js";

/** A blob and the path that it is read under. */
export interface NamedObject {
	/** Whole or unique. */
	object: string;
	path: string;
}

export interface BlobOptions {
	builder: BlockBuilder;
	/** Called before an object's content, with its place in the list. */
	begin?: (index: number) => void;
	signal?: AbortSignal | undefined;
}

/**
 * Reads whole objects as files of which every line is new.
 *
 * @returns the ones that are not in the repository (a partial clone)
 * @throws CannotCheck where git fails
 */
export async function readBlobs(
	directory: string,
	objects: readonly NamedObject[],
	{ builder, begin, signal }: BlobOptions,
): Promise<Reading["errors"]> {
	const errors: Reading["errors"] = [];
	let index = 0;
	let file: WholeFile | undefined;
	const next = (): NamedObject => {
		const asked = objects[index];
		if (asked === undefined) throw unreadableOutput("What git cat-file printed");
		return asked;
	};
	await readNamedObjects(
		directory,
		objects.map(({ object }) => object),
		{
			signal,
			listener: {
				object: () => {
					const { path } = next();
					begin?.(index);
					file = new WholeFile(builder, path);
					return true;
				},
				data: (chunk, start, end) => file?.push(chunk, start, end),
				end: () => {
					file?.end();
					index++;
				},
				missing: () => {
					errors.push({ path: next().path, message: "git does not have its content here" });
					index++;
				},
			},
		},
	);
	if (index !== objects.length) throw unreadableOutput("What git cat-file printed");
	return errors;
}
