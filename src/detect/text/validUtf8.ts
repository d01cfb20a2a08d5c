import { isUtf8 } from "node:buffer";

/** ASCII's SUBSTITUTE: it stands for a character that was lost, and is part of no word, name or key. */
const SUBSTITUTE = 0x1a;

/**
 * The same text for the engines, which read UTF-8: each byte that is no part of a character (of a
 * Latin-1 file, of a character cut in two) is a SUBSTITUTE, so that every offset stays as it is.
 * Native RE2 has such a byte match nothing, not even `[^a]`; re2js takes it for a character.
 *
 * @returns `bytes` themselves where nothing is wrong with them
 */
export function validUtf8(bytes: Buffer): Buffer {
	if (isUtf8(bytes)) return bytes;
	const valid = Buffer.from(bytes);
	for (let at = 0; at < valid.length; ) {
		const length = characterLength(valid, at);
		if (length === 0) valid[at++] = SUBSTITUTE;
		else at += length;
	}
	return valid;
}

/** Bytes of the character that starts there (Unicode 16, table 3-7), or 0 where none does. */
function characterLength(bytes: Buffer, at: number): number {
	const first = bytes[at] ?? 0;
	if (first < 0x80) return 1;
	const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (first < 0xc2 || first > 0xf4) return 0;
	const second = bytes[at + 1] ?? 0;
	const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
	const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
	if (second < least || second > most) return 0;
	for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
	return length;
}
