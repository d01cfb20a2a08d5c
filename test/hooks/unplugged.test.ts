import { cpSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import type { MarkingNode } from "../support/markingNode.js";
import { withPackedHooks } from "../support/packedHooks.js";
import { must, type PackedPackage } from "../support/packedPackage.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

// Yarn without node_modules unpacks mg-hook, which asks for it, to a folder with version and hash in its name.

let packed: PackedPackage;
let node: MarkingNode;
withPackedHooks((...made) => {
	[packed, node] = made;
});

const unplugged = (hash: string) => `.yarn/unplugged/mg-hook-npm-0.1.0-${hash}/node_modules/mg-hook`;

let repository: TemporaryRepository;
afterEach(() => repository.remove());

/** A repository whose project, in a folder of it, has mg-hook unplugged. */
function yarnProject(project: string): void {
	repository = temporaryRepository();
	packed.installInto(join(repository.root, "../made"));
	const place = join(repository.root, project, unplugged("0a1b2c3d4e"));
	mkdirSync(dirname(place), { recursive: true });
	renameSync(join(repository.root, "../made/node_modules/mg-hook"), place);
	repository.write(join(project, ".pnp.cjs"), "throw new Error('what the project resolves by is not run');\n");
	repository.write(join(project, "yarn.lock"), "");
	repository.write(".git/info/exclude", ".yarn\n.pnp.cjs\n");
	repository.git("add", ".");
	repository.git("commit", "-q", "--no-verify", "-m", "first");
}

/** Whether Node is started for clean content, and for a key. */
function starts(root = repository.root): [boolean, boolean] {
	const { write, git, tryGit } = temporaryRepository(root);
	const content = `clean ${root.length + Number(git("rev-list", "--count", "HEAD"))}\n`;
	return [content, `MAILGUN_API_KEY=${classicKey()}\n`].map((text, at) => {
		write("a.env", text);
		git("add", "a.env");
		const { code, stderr } = tryGit(["commit", "-q", "-m", "x"], { env: node.env });
		expect([code, stderr]).toEqual([at, ""]);
		return node.wasStarted();
	}) as [boolean, boolean];
}

describe.each([[""], ["front end/"]])("in the project %j", (project) => {
	beforeEach(() => yarnProject(project));

	test.each([["sh"], ["zsh"]])(
		"the block of a hook for %s finds it, also after an update, and in a linked worktree",
		(shell) => {
			if (run("sh", ["-c", `command -v ${shell}`]).code !== 0) return;
			const folder = join(repository.root, project);
			repository.write(".git/hooks/pre-commit", `#!/usr/bin/env ${shell}\n`, 0o755);
			must(run(process.execPath, [join(folder, unplugged("0a1b2c3d4e"), "dist/cli.js"), "install"], { cwd: folder }));
			expect(starts()).toEqual([false, true]);
			renameSync(
				join(folder, dirname(dirname(unplugged("0a1b2c3d4e")))),
				join(folder, dirname(dirname(unplugged("ffff")))),
			);
			repository.git("reset", "-q", "--hard");
			expect(starts()).toEqual([false, true]);
			const linked = join(repository.root, "../linked");
			repository.git("worktree", "add", "-q", linked);
			expect(starts(linked)).toEqual([false, true]);
		},
	);
});

test("a copied script finds it", () => {
	yarnProject("");
	cpSync(
		join(repository.root, unplugged("0a1b2c3d4e"), "hooks/pre-commit"),
		join(repository.root, ".git/hooks/pre-commit"),
	);
	expect(starts()).toEqual([false, true]);
});

test("the line to add by hand names no version", () => {
	yarnProject("");
	repository.write(".git/hooks/pre-commit", "#!/usr/bin/env node\n", 0o755);
	const { code, stderr } = run(
		process.execPath,
		[join(repository.root, unplugged("0a1b2c3d4e"), "dist/cli.js"), "install"],
		{
			cwd: repository.root,
		},
	);
	expect([code, stderr]).toEqual([
		2,
		expect.stringContaining("sh .yarn/unplugged/mg-hook-*/node_modules/mg-hook/hooks/pre-commit"),
	]);
});
