import { readAllObjects } from "../../git/allObjects.js";
import type { ObjectHeader } from "../../git/catFile.js";
import { KeySearch } from "../../key/keySearch.js";
import type { Spelling } from "../../key/spellings.js";

/** The objects of a repository that hold a key, by their ids. */
export interface KeyObjects {
	/** Contents of files. */
	blobs: ReadonlyMap<string, readonly Spelling["name"][]>;
	/** Commits whose own text (message, names) holds it. */
	commits: readonly string[];
	/** Annotated tags, likewise. */
	tags: readonly string[];
	/** How many objects were read. */
	read: number;
}

/** Reads every object once and tells which hold the key, in whatever spelling. */
export async function findKeyObjects(root: string, key: string): Promise<KeyObjects> {
	const search = new KeySearch(key);
	const blobs = new Map<string, Spelling["name"][]>();
	const commits: string[] = [];
	const tags: string[] = [];
	let read = 0;
	let current: ObjectHeader = { id: "", type: "" };
	let mayHold = false;
	await readAllObjects(root, {
		listener: {
			// Most pieces hold no key at all: one search over the whole piece spares one for each object in it.
			chunk: (chunk) => {
				mayHold = search.isIn(chunk);
			},
			object: (header) => {
				// A tree holds names and ids: a key in a file's name is in no content.
				if (header.type === "tree") return false;
				read++;
				current = header;
				search.begin();
				return true;
			},
			data: (chunk, start, end) => search.push(chunk.subarray(start, end), mayHold),
			end: () => {
				const spellings = search.end();
				if (spellings.length === 0) return;
				if (current.type === "blob") blobs.set(current.id, spellings);
				else if (current.type === "commit") commits.push(current.id);
				else tags.push(current.id);
			},
		},
	});
	return { blobs, commits, tags, read };
}
