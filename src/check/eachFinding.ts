import { CannotCheck } from "../failure.js";
import type { Finding } from "../finding/finding.js";
import { type RunOptions, readFindings } from "./readFindings.js";
import type { CheckRequest } from "./request.js";
import { stream } from "./stream.js";

/**
 * The findings of a check as they are found; to stop listening ends it.
 *
 * @throws CannotCheck where the check cannot be made, or, behind the last finding, where a part of
 *   what was asked for could not be read
 */
export async function* eachFinding(
	request: CheckRequest,
	options: RunOptions,
): AsyncGenerator<Finding, void, undefined> {
	yield* stream<Finding>(async (emit, signal) => {
		const { errors } = await readFindings(request, { ...options, signal }, emit);
		const [first, ...others] = errors;
		if (first === undefined || signal.aborted) return;
		const more = others.length === 0 ? "" : ` ${others.length} more could not be read either.`;
		throw new CannotCheck(
			"input",
			`${first.path} could not be read: ${first.message}.${more}`,
			"What was found so far holds; what was not read may hold more.",
		);
	});
}
