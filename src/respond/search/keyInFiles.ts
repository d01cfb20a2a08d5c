import { displayPath } from "../../git/displayPath.js";
import { readPlainFile } from "../../git/workTree.js";
import { KeySearch } from "../../key/keySearch.js";
import type { Spelling } from "../../key/spellings.js";
import { spellingsOf } from "../../key/spellings.js";

/** A file that holds the key now. */
export interface KeyFile {
	/** As `Finding.path`. */
	path: string;
	spellings: readonly Spelling["name"][];
	/** Lines of the plain or encoded key, 1-based; empty where the file is no text by lines (UTF-16). */
	lines: readonly number[];
}

const MOST_LINES = 20;

/** The files of the work tree that hold the key, and those that could not be read. */
export function keyInWorkTree(
	root: string,
	key: string,
	paths: readonly Buffer[],
): { files: KeyFile[]; unreadable: string[] } {
	const search = new KeySearch(key);
	const files: KeyFile[] = [];
	const unreadable: string[] = [];
	for (const path of paths) {
		search.begin();
		if (readPlainFile(root, path, (piece) => search.push(piece)) === "unreadable") unreadable.push(displayPath(path));
		const spellings = search.end();
		if (spellings.length === 0) continue;
		files.push({ path: displayPath(path), spellings, lines: linesOf(root, path, key) });
	}
	return { files, unreadable };
}

/** The numbers of the lines with the key on them; a file is read as a whole for it, up to 16 MiB. */
function linesOf(root: string, path: Buffer, key: string): number[] {
	const pieces: Buffer[] = [];
	let size = 0;
	readPlainFile(root, path, (piece) => {
		size += piece.length;
		if (size <= 16 << 20) pieces.push(Buffer.from(piece));
	});
	if (size > 16 << 20) return [];
	const text = Buffer.concat(pieces);
	const lines = new Set<number>();
	for (const { name, bytes } of spellingsOf(key)) {
		if (name === "utf-16") continue;
		let line = 1;
		let counted = 0;
		for (let at = text.indexOf(bytes); at !== -1 && lines.size < MOST_LINES; at = text.indexOf(bytes, at + 1)) {
			for (let feed = text.indexOf(10, counted); feed !== -1 && feed < at; feed = text.indexOf(10, feed + 1)) line++;
			counted = at;
			lines.add(line);
		}
	}
	return [...lines].sort((left, right) => left - right);
}
