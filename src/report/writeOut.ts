/**
 * Writes to standard output and waits until it is out: an exit must not cut a report short.
 *
 * @throws NodeJS.ErrnoException where it cannot be written, `EPIPE` where nobody reads any more
 */
export function writeOut(text: string): Promise<void> {
	if (text === "") return Promise.resolve();
	return new Promise((resolve, reject) => {
		process.stdout.once("error", reject);
		process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
	});
}
