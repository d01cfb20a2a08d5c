import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckRequest } from "../../src/check/request.js";
import { runCheck } from "../../src/check/runCheck.js";
import type { CheckResult } from "../../src/finding/result.js";
import { hermeticEnvironment, type TemporaryRepository, temporaryRepository } from "./temporaryRepository.js";

/** What `mg-hook check` of a source finds: of this process, which is faster than the built command. */
export async function checked(
	cwd: string,
	request: CheckRequest,
	{ env = {}, baseline }: { env?: NodeJS.ProcessEnv; baseline?: string | false } = {},
): Promise<CheckResult> {
	const before = process.env;
	process.env = hermeticEnvironment(env);
	try {
		return await runCheck(request, { cwd, ...(baseline === undefined ? {} : { baseline }) });
	} finally {
		process.env = before;
	}
}

/** Findings as `path:line:column`, with their status where they do not block, sorted. */
export function places({ findings }: CheckResult): string[] {
	return findings
		.map(({ path, line, column, status }) => `${path}:${line}:${column}${status === "blocking" ? "" : ` ${status}`}`)
		.sort();
}

export interface DatedRepository extends TemporaryRepository {
	/** Commits all that is in the work tree, an hour after the commit before it, and returns its name. */
	commit(message: string, ...options: string[]): string;
	/** As `git`, an hour after the commit before it. */
	later(...args: string[]): string;
}

/** A repository whose commits have dates that say their order, the same in every run. */
export function datedRepository(): DatedRepository {
	const repository = temporaryRepository();
	let hour = 0;
	const later = (...args: string[]) => {
		const date = `2024-05-${String(1 + Math.floor(hour / 24)).padStart(2, "0")}T${String(hour++ % 24).padStart(2, "0")}:00:00+00:00`;
		const { code, stdout, stderr } = repository.tryGit(args, {
			env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
		});
		if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
		return stdout.trimEnd();
	};
	return {
		...repository,
		later,
		commit(message, ...options) {
			repository.git("add", "-A");
			later("commit", "-q", "--allow-empty", "-m", message, ...options);
			return headOf(repository);
		},
	};
}

/** The commit that is checked out, by git's files: a process less for each commit of a test. */
function headOf({ root, git }: TemporaryRepository): string {
	const head = readFileSync(join(root, ".git/HEAD"), "utf8").trim();
	const ref = join(root, ".git", head.replace(/^ref: /u, ""));
	if (!head.startsWith("ref: ")) return head;
	return existsSync(ref) ? readFileSync(ref, "utf8").trim() : git("rev-parse", "HEAD");
}
