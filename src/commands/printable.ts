import { redactKeys } from "../key/redact.js";
import { visible } from "../output/visible.js";

/**
 * What others wrote (paths, hooks, git, parsers) fit for a terminal and a log: without keys, and without
 * what steers either. Lines and tabs stay.
 */
export function printable(text: string): string {
	return redactKeys(text)
		.split(/([\n\t])/u)
		.map((part) => (part === "\n" || part === "\t" ? part : visible(part)))
		.join("");
}
