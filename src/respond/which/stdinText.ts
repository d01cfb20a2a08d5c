import { CannotCheck } from "../../failure.js";

const MOST_BYTES = 16 << 20;

/**
 * All of standard input as text.
 *
 * @throws CannotCheck where it is a terminal, so that nobody waits for nothing, or more than 16 MiB
 */
export async function stdinText(stdin: NodeJS.ReadStream = process.stdin): Promise<string> {
	if (stdin.isTTY) {
		throw new CannotCheck(
			"usage",
			"--stdin was given, and standard input is a terminal: a key typed there would be shown.",
			"Pipe it in from a variable: printf '%s\\n' \"$MAILGUN_API_KEY\" | mg-hook …",
		);
	}
	const parts: Buffer[] = [];
	let size = 0;
	for await (const part of stdin) {
		const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part as string);
		size += bytes.length;
		if (size > MOST_BYTES) {
			throw new CannotCheck("input", "Standard input has more than 16 MiB.", "Pipe in the keys alone, one a line.");
		}
		parts.push(bytes);
	}
	const all = Buffer.concat(parts);
	// What PowerShell writes.
	const wide = all.length > 1 && all[0] === 0xff && all[1] === 0xfe;
	return wide ? all.subarray(2).toString("utf16le") : all.toString("utf8");
}
