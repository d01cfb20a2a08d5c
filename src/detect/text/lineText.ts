import { isUtf8 } from "node:buffer";

/** Whether the bytes are text in UTF-8; else each byte is taken for one character (Latin-1). */
export function encodingOf(bytes: Buffer): "utf8" | "latin1" {
	return isUtf8(bytes) ? "utf8" : "latin1";
}

/** UTF-16 code units that the bytes take in an editor. */
export function utf16Length(bytes: Buffer, encoding: "utf8" | "latin1"): number {
	if (encoding === "latin1") return bytes.length;
	let units = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		// Continuation bytes count with their lead; four-byte leads stand for a surrogate pair.
		if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
	}
	return units;
}
