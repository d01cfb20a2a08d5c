/** Prints `N passed, N failed` as the last line, from jest's own count; a suite that did not start counts as failed. */
module.exports = class CountReporter {
	onRunComplete(_contexts, result) {
		const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
		const skipped = result.numPendingTests + result.numTodoTests;
		this.line = `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
		// Behind what the other reporters still have to say on standard error.
		process.on("exit", () => process.stdout.write(`${this.line}\n`));
	}
};
