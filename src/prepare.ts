import { join } from "node:path";

/**
 * `mg-hook install --if-possible` for `prepare` in package.json, by `require` and not by its command,
 * which is not there after `npm ci --omit=dev`: no shell can be told on every system to do without.
 */
process.argv.splice(1, process.argv.length, join(__dirname, "cli.js"), "install", "--if-possible");
// A bundle of its own, beside this one: it runs what the arguments say.
require("./cli.js");
