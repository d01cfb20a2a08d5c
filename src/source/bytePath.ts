import { relative, sep } from "node:path";

const SLASH = Buffer.from("/");

/** A path below a folder; git writes another repository's folder with a slash at its end. */
export function join(folder: Buffer, name: Buffer): Buffer {
	const bare = name[name.length - 1] === 47 ? name.subarray(0, -1) : name;
	return Buffer.concat([folder, SLASH, bare]);
}

/** A file's path from a folder on, with `/`; bytes, since a name need not be UTF-8. */
export function relativeTo(base: string, file: Buffer): Buffer {
	const prefix = Buffer.from(base === sep ? base : `${base}${sep}`);
	if (file.subarray(0, prefix.length).equals(prefix)) return file.subarray(prefix.length);
	return Buffer.from(relative(base, file.toString("utf8")).split(sep).join("/"));
}
