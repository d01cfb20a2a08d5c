import { cpSync } from "node:fs";
import { join } from "node:path";
import { scanStaged } from "../../src/index.js";
import { madeOnce } from "./madeOnce.js";
import { classicKey } from "./madeUpKeys.js";
import { MARKED, type MarkingNode, markingNode } from "./markingNode.js";
import { PACKAGE_ROOT } from "./runMgHook.js";
import {
	copiedRepository,
	hermeticEnvironment,
	run,
	type TemporaryRepository,
	temporaryRepository,
} from "./temporaryRepository.js";

/** A key as a line of an `.env` file; the key begins at column 17. */
export const KEY = classicKey();
export const KEY_LINE = `MAILGUN_API_KEY=${KEY}`;

/** Text around a key, so that its line number is not 1: the key is on line 4. */
export const WITH_KEY = `# settings\nPORT=80\nHOST=example.org\n${KEY_LINE}\nDEBUG=0\n`;
export const WITHOUT_KEY = "# settings\nPORT=80\nHOST=example.org\nDEBUG=0\n";
export const PLACE = ":4:17";

/**
 * `scannedPlaces`, and where there are any, the hook must not have taken the commit for clean before it
 * came to node.
 */
export async function stagedPlaces(cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
	const places = await scannedPlaces(cwd, env);
	if (places.length > 0) expectDoubt(cwd, env);
	return places;
}

/**
 * Findings in what the next commit would add, as `path:line:column`, sorted: of this process, which
 * is faster than the built command by 100 ms and the same but for signals and output.
 *
 * @param env set over the hermetic environment while git runs
 */
export async function scannedPlaces(cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
	const before = process.env;
	process.env = hermeticEnvironment(env);
	try {
		const places: string[] = [];
		for await (const { path, line, column, status } of scanStaged({ cwd })) {
			places.push(`${path}:${line}:${column}${status === "blocking" ? "" : ` ${status}`}`);
		}
		return places.sort();
	} finally {
		process.env = before;
	}
}

let node: MarkingNode | undefined;
afterAll(() => node?.remove());

/** The hook may answer without node where nothing is staged that could be a key: not here. */
function expectDoubt(cwd: string, env: NodeJS.ProcessEnv): void {
	node ??= markingNode();
	const root = run("git", ["rev-parse", "--show-toplevel"], { cwd, env }).stdout.replace(/\n$/u, "");
	const { code, stderr } = run("sh", [join(PACKAGE_ROOT, "hooks/pre-commit")], {
		cwd: root,
		env: { ...env, ...node.env },
	});
	expect({ hook: code, stderr }).toEqual({ hook: MARKED, stderr: expect.any(String) });
	expect(node.wasStarted()).toBe(true);
}

/** Runs a body on a new repository and removes it afterwards. */
export async function inRepository(body: (repository: TemporaryRepository) => void | Promise<void>): Promise<void> {
	await inRemoved(temporaryRepository(), body);
}

async function inRemoved(
	repository: TemporaryRepository,
	body: (repository: TemporaryRepository) => void | Promise<void>,
): Promise<void> {
	try {
		await body(repository);
	} finally {
		repository.remove();
	}
}

/** A repository with one commit: `settings.env` without a key, and a `README`. */
export async function inCommittedRepository(
	body: (repository: TemporaryRepository) => void | Promise<void>,
): Promise<void> {
	await inRemoved(copiedRepository(madeOnce("committed-repository", makeCommitted)), body);
}

function makeCommitted(folder: string): void {
	const repository = temporaryRepository();
	repository.write("settings.env", WITHOUT_KEY);
	repository.write("README", "Hello\n");
	repository.git("add", ".");
	repository.git("commit", "-qm", "first");
	cpSync(repository.root, folder, { recursive: true });
	repository.remove();
}
