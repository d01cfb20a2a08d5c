// npm run native: puts re2 into node_modules, where npm has left it out or not built it, so that the
// tests run with both engines.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import process from "node:process";
import { placeRe2 } from "./nativeRe2.mjs";

const root = resolve(import.meta.dirname, "..");
/** Asked of a Node of its own each time: one that did not find a package does not look again. */
const loads = () => spawnSync("node", ["-e", "require('re2')"], { cwd: root }).status === 0;

const wasThere = loads();
if (!wasThere) placeRe2(resolve(root, "node_modules"));
if (!loads()) throw new Error("re2 was built, and does not load");
process.stdout.write(`re2 ${wasThere ? "is there already" : "is in node_modules now"}.\n`);
