import { createHash } from "node:crypto";
import { cpSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "../../src/doctor/check.js";
import { madeOnce } from "./madeOnce.js";
import { PACKAGE_ROOT, runMgHook } from "./runMgHook.js";
import { copiedRepository, type TemporaryRepository, temporaryRepository } from "./temporaryRepository.js";

/** A repository with a commit and with this checkout as its package, and without a hook. */
export function repositoryWithPackage(): TemporaryRepository {
	return copiedRepository(madeOnce("with-package", makeWithPackage));
}

function makeWithPackage(folder: string): void {
	const repository = temporaryRepository();
	addPackage(repository.root);
	repository.write(".gitignore", "node_modules\n");
	repository.git("add", ".");
	repository.git("commit", "-qm", "first");
	cpSync(repository.root, folder, { recursive: true, verbatimSymlinks: true });
	repository.remove();
}

/** This checkout in `node_modules`, as npm would link it. */
export function addPackage(root: string): void {
	mkdirSync(join(root, "node_modules"), { recursive: true });
	symlinkSync(PACKAGE_ROOT, join(root, "node_modules/mg-hook"));
}

/** What `mg-hook doctor --format json` says. */
export interface Doctored {
	code: number;
	status: string;
	stderr: string;
	tool: { name: string; version: string; engine?: string };
	checks: readonly Check[];
	of(id: string): Check | undefined;
}

export function askDoctor(cwd: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Doctored {
	const { code, stdout, stderr } = runMgHook(cwd, ["doctor", "--format", "json", ...args], { env });
	const { status, tool, checks } = JSON.parse(stdout) as Pick<Doctored, "status" | "tool" | "checks">;
	return { code, status, stderr, tool, checks, of: (id) => checks.find((check) => check.id === id) };
}

/** Everything below a folder with its mode, time and content; what a link leads to is not looked at. */
export function listing(folder: string, below = ""): string[] {
	return readdirSync(join(folder, below))
		.sort()
		.flatMap((name) => {
			const path = join(below, name);
			const stat = lstatSync(join(folder, path));
			if (stat.isDirectory()) return [`${path} ${stat.mode}`, ...listing(folder, path)];
			const content = stat.isFile() ? readFileSync(join(folder, path)) : "";
			return [`${path} ${stat.mode} ${stat.mtimeMs} ${createHash("sha256").update(content).digest("hex")}`];
		});
}
