import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunnable } from "./hookEnvironment.js";

/**
 * A new folder in which hooks can be run: the system's folder for temporary files, or, where nothing
 * may be executed in that (it is often mounted `noexec`), in another one.
 *
 * @param otherwise where hooks are kept anyway
 */
export function temporaryFolder(otherwise: string): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), "mg-hook-doctor-")));
	const program = join(folder, "program");
	writeFileSync(program, "", { mode: 0o755 });
	if (isRunnable(program)) {
		rmSync(program);
		return folder;
	}
	rmSync(folder, { recursive: true });
	return realpathSync(mkdtempSync(join(otherwise, "mg-hook-doctor-")));
}
