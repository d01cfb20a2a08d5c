const { execFileSync } = require("node:child_process");
const { resolve } = require("node:path");

/** The end-to-end tests run what is in dist/: it must be of these sources. */
module.exports = () => {
	execFileSync(process.execPath, [resolve(__dirname, "../scripts/build.mjs")], { stdio: "inherit" });
};
