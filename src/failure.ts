/**
 * Something kept mg-hook from checking. It always ends in exit code 2, never in 0:
 * what was not checked must not look clean.
 */
export class CannotCheck extends Error {
	/**
	 * @param problem one sentence that names the thing that went wrong, without a secret in it
	 * @param wayOut what the person can do about it
	 * @param cause the error underneath, shown only under `DEBUG=mg-hook`
	 */
	constructor(
		readonly problem: string,
		readonly wayOut: string,
		cause?: unknown,
	) {
		super(`${problem} ${wayOut}`, cause === undefined ? undefined : { cause });
		this.name = "CannotCheck";
	}
}
