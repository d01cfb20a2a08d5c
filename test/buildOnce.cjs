const { execFileSync } = require("node:child_process");
const { resolve } = require("node:path");
const makeRunFolder = require("./runFolder.cjs");

const root = resolve(__dirname, "..");

/** The end-to-end tests run what is in dist/, and pack it: it must be of these sources, and whole. */
module.exports = () => {
	makeRunFolder();
	const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
	node(resolve(root, "scripts/build.mjs"));
	node(resolve(root, "scripts/writeTypes.mjs"));
};
