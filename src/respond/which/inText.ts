import { Matcher } from "../../detect/matcher.js";
import { catalogue } from "../../detect/rules/catalogue.js";
import { CannotCheck } from "../../failure.js";
import { BlockBuilder } from "../../source/blockBuilder.js";
import { standardInput } from "../../source/standardInput.js";
import { WholeFile } from "../../source/wholeFile.js";
import { eachOnce, type MeantKey, meantKeyOf } from "./meantKey.js";

/** What standard input is called, as in `mg-hook check --stdin`. */
const NAME = "stdin";

/**
 * The keys on standard input, each once, in the order of the text: one a line, or any text in which
 * `mg-hook check --stdin` would find them. Whoever pipes a key in means it, so it need not be near
 * Mailgun's name; but what a test takes for a placeholder is none.
 *
 * @throws CannotCheck where standard input is a terminal, so that nobody waits for nothing
 */
export async function keysOnStandardInput(): Promise<MeantKey[]> {
	if (process.stdin.isTTY) {
		throw new CannotCheck(
			"usage",
			"--stdin was given, and standard input is a terminal: a key typed there would be shown.",
			"Pipe it in from a variable: printf '%s\\n' \"$MAILGUN_API_KEY\" | mg-hook …",
		);
	}
	const keys: MeantKey[] = [];
	const matcher = new Matcher(catalogue);
	const builder = new BlockBuilder((block) =>
		matcher.scan(block, (detection) => {
			if (!detection.rejected) keys.push(meantKeyOf(detection));
		}),
	);
	const file = new WholeFile(builder, NAME);
	for await (const chunk of standardInput()) file.push(chunk);
	file.end();
	return eachOnce(keys);
}
