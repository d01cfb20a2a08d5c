import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Copies what git knows of a checkout, as it is now and without what it ignores, into a folder. */
export function copyCheckout(root, to) {
	const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
	for (const file of listed.toString("utf8").split("\0")) {
		if (file === "" || !existsSync(join(root, file))) continue;
		mkdirSync(dirname(join(to, file)), { recursive: true });
		copyFileSync(join(root, file), join(to, file));
	}
}
