/** A way to write a key, and the bytes that are in every text that holds it so, and in no other. */
export interface Spelling {
	name: "plain" | "utf-16" | "base64" | "percent-encoded" | "escaped";
	bytes: Buffer;
}

/**
 * Every way of writing a key that is searched for. Base64 covers the key within a longer encoded text
 * too (`api:KEY`, a whole `.env` file), at each of the three offsets in a group of bytes that it can have
 * there. The characters of a key never give `+` or `/`, so the URL-safe alphabet needs no bytes of its own.
 */
export function spellingsOf(key: string): Spelling[] {
	const plain = Buffer.from(key, "latin1");
	// Without the outer zero bytes little- and big-endian are the same.
	const wide = Buffer.from(key, "utf16le").subarray(0, -1);
	const spellings: Spelling[] = [
		{ name: "plain", bytes: plain },
		{ name: "utf-16", bytes: wide },
	];
	for (const bytes of [plain, wide]) {
		for (const offset of [0, 1, 2]) spellings.push({ name: "base64", bytes: base64Within(bytes, offset) });
	}
	const each = (write: (character: string) => string) => [...key].map(write).join("");
	const percent = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
	for (const text of [
		key.replaceAll("-", "%2D"),
		key.replaceAll("-", "%2d"),
		each(percent),
		each((character) => percent(character).toUpperCase()),
	]) {
		spellings.push({ name: "percent-encoded", bytes: Buffer.from(text) });
	}
	for (const dash of ["\\u002d", "\\u002D", "\\x2d", "\\x2D"]) {
		spellings.push({ name: "escaped", bytes: Buffer.from(key.replaceAll("-", dash)) });
	}
	return spellings;
}

/** The characters of base64 that depend on `bytes` alone, where these begin `offset` bytes into a group. */
function base64Within(bytes: Buffer, offset: number): Buffer {
	const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
		.toString("base64")
		.replace(/=+$/u, "");
	const first = Math.ceil((offset * 8) / 6);
	const last = Math.floor(((offset + bytes.length) * 8) / 6);
	return Buffer.from(encoded.slice(first, last));
}
