import { isUtf8 } from "node:buffer";

/** A path as findings carry it: UTF-8, with `\xNN` for each byte that is not. */
export function displayPath(bytes: Buffer): string {
	if (isUtf8(bytes)) return bytes.toString("utf8");
	let out = "";
	for (let index = 0; index < bytes.length; ) {
		const length = sequenceLength(bytes, index);
		if (length === 0) {
			out += `\\x${(bytes[index] ?? 0).toString(16).padStart(2, "0")}`;
			index++;
		} else {
			out += bytes.toString("utf8", index, index + length);
			index += length;
		}
	}
	return out;
}

/** Length of the valid UTF-8 sequence at `index`, 0 where there is none. */
function sequenceLength(bytes: Buffer, index: number): number {
	for (let length = 1; length <= 4 && index + length <= bytes.length; length++) {
		if (isUtf8(bytes.subarray(index, index + length))) return length;
	}
	return 0;
}
