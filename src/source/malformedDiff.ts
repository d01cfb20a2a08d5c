import { CannotCheck } from "../failure.js";

/** @param what what is wrong with the diff: the end of a sentence */
export function malformedDiff(what: string): CannotCheck {
	return new CannotCheck(
		"git",
		`The diff that git printed could not be read: ${what}.`,
		"This is a fault of mg-hook or of this git; please report it. To commit without the check: git commit --no-verify.",
	);
}
