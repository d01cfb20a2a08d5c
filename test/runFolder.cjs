const { mkdtempSync, realpathSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Makes the folder of what the test files of this run share (`test/support/madeOnce.ts`), and names it to them. */
module.exports = () => {
	process.env.TEST_RUN_FOLDER = realpathSync(mkdtempSync(join(tmpdir(), "mg-hook-run-")));
};
