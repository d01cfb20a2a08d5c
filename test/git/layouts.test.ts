import { appendFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
	inCommittedRepository,
	inRepository,
	KEY_LINE,
	PLACE,
	stagedPlaces,
	WITH_KEY,
	WITHOUT_KEY,
} from "../support/situation.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const FOUND = [`settings.env${PLACE}`];

/** Stages a key in the work tree at `root`. */
function stageIn(root: string): TemporaryRepository {
	const tree = temporaryRepository(root);
	tree.write("settings.env", WITH_KEY);
	tree.git("add", "settings.env");
	return tree;
}

test("a linked work tree", async () => {
	await inCommittedRepository(async (repository) => {
		const linked = join(repository.root, "../linked tree");
		repository.git("worktree", "add", "-q", "-b", "other", linked);
		stageIn(linked);
		mkdirSync(join(linked, "deep/er"), { recursive: true });
		expect(await stagedPlaces(linked)).toEqual(FOUND);
		expect(await stagedPlaces(join(linked, "deep/er"))).toEqual(FOUND);
		expect(await stagedPlaces(repository.root)).toEqual([]);
	});
});

test("a linked work tree of a bare repository", async () => {
	await inCommittedRepository(async (repository) => {
		const bare = join(repository.root, "../bare.git");
		repository.git("clone", "-q", "--bare", ".", bare);
		const linked = join(repository.root, "../linked");
		run("git", ["-C", bare, "worktree", "add", "-q", linked, "main"]);
		stageIn(linked);
		expect(await stagedPlaces(linked)).toEqual(FOUND);
		await expect(stagedPlaces(bare)).rejects.toThrow(/no work tree/);
	});
});

test("a repository kept elsewhere by --separate-git-dir", async () => {
	await inRepository(async (repository) => {
		const elsewhere = join(repository.root, "../elsewhere");
		mkdirSync(elsewhere);
		run("git", ["init", "-q", `--separate-git-dir=${join(repository.root, "../kept.git")}`, elsewhere]);
		stageIn(elsewhere);
		expect(await stagedPlaces(elsewhere)).toEqual(FOUND);
	});
});

test("core.worktree, GIT_DIR and GIT_WORK_TREE", async () => {
	await inCommittedRepository(async (repository) => {
		const elsewhere = join(repository.root, "../elsewhere");
		mkdirSync(elsewhere);
		writeFileSync(join(elsewhere, "settings.env"), WITH_KEY);
		const env = { GIT_DIR: join(repository.root, ".git"), GIT_WORK_TREE: elsewhere };
		expect(run("git", ["add", "settings.env"], { cwd: elsewhere, env }).code).toBe(0);
		expect(await stagedPlaces(elsewhere, env)).toEqual(FOUND);
		expect(await stagedPlaces("/", env)).toEqual(FOUND);
		expect(await stagedPlaces(elsewhere, { GIT_DIR: env.GIT_DIR })).toEqual(FOUND);
		repository.git("config", "core.worktree", elsewhere);
		expect(await stagedPlaces(repository.root)).toEqual(FOUND);
	});
});

test("GIT_INDEX_FILE names the index that counts", async () => {
	await inCommittedRepository(async (repository) => {
		const env = { GIT_INDEX_FILE: join(repository.root, "../other-index") };
		repository.write("settings.env", WITH_KEY);
		expect(repository.tryGit(["read-tree", "HEAD"], { env }).code).toBe(0);
		expect(repository.tryGit(["add", "settings.env"], { env }).code).toBe(0);
		expect(await stagedPlaces(repository.root)).toEqual([]);
		expect(await stagedPlaces(repository.root, env)).toEqual(FOUND);
	});
});

test("a submodule: its own staged lines inside, a commit's name outside", async () => {
	await inCommittedRepository(async (repository) => {
		const library = temporaryRepository();
		try {
			library.write("settings.env", WITHOUT_KEY);
			library.git("add", ".");
			library.git("commit", "-qm", "library");
			repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.root, "lib");
			expect(await stagedPlaces(repository.root)).toEqual([]);
			repository.git("commit", "-qm", "with a library");
			const inner = stageIn(join(repository.root, "lib"));
			expect(await stagedPlaces(inner.root)).toEqual(FOUND);
			expect(await stagedPlaces(repository.root)).toEqual([]);
			inner.git("commit", "-qm", "a key");
			for (const setting of ["short", "log", "diff"]) {
				repository.git("config", "diff.submodule", setting);
				repository.git("add", "lib");
				expect(await stagedPlaces(repository.root)).toEqual([]);
			}
			appendFileSync(join(repository.root, ".gitmodules"), `# ${KEY_LINE}\n`);
			repository.git("add", ".gitmodules");
			expect(await stagedPlaces(repository.root)).toEqual([".gitmodules:4:19"]);
		} finally {
			library.remove();
		}
	});
});

test("a SHA-256 repository", async () => {
	await inRepository(async (repository) => {
		rmSync(join(repository.root, ".git"), { recursive: true });
		repository.git("init", "-q", "--object-format=sha256");
		repository.write("settings.env", WITHOUT_KEY);
		repository.git("add", ".");
		repository.git("commit", "-qm", "first");
		stageIn(repository.root);
		expect(await stagedPlaces(repository.root)).toEqual(FOUND);
	});
});

test.each([["--cone"], ["--no-cone"], ["--cone", "--sparse-index"]])("sparse checkout %s %s", async (...options) => {
	await inCommittedRepository(async (repository) => {
		repository.write("in/a.env", WITHOUT_KEY);
		repository.write("out/a.env", WITHOUT_KEY);
		repository.git("add", ".");
		repository.git("commit", "-qm", "folders");
		repository.git("sparse-checkout", "set", ...options.filter((option) => option !== ""), "in");
		repository.write("in/a.env", WITH_KEY);
		repository.git("add", ".");
		repository.write("out/b.env", WITH_KEY);
		repository.git("add", "--sparse", "out/b.env");
		expect(await stagedPlaces(repository.root)).toEqual([`in/a.env${PLACE}`, `out/b.env${PLACE}`]);
	});
});

/** A clone that has no blobs but those of its work tree, and a sparse one of only the root's files. */
function partialClone(repository: TemporaryRepository): string {
	repository.write("sub/settings.env", WITHOUT_KEY.replace("80", "81"));
	repository.git("add", ".");
	repository.git("commit", "-qm", "sub");
	repository.git("config", "uploadpack.allowFilter", "true");
	repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
	const clone = join(repository.root, "../partial");
	repository.git("clone", "-q", "--filter=blob:none", "--sparse", `file://${repository.root}`, clone);
	const blob = repository.git("rev-parse", "HEAD:sub/settings.env");
	const oid = run("git", ["hash-object", "-w", "--stdin"], { cwd: clone, input: WITH_KEY }).stdout.trim();
	run("git", ["update-index", "--cacheinfo", `100644,${oid},sub/settings.env`], { cwd: clone });
	const missing = run("git", ["rev-list", "--objects", "--missing=print", "HEAD"], { cwd: clone }).stdout;
	expect(missing).toContain(`?${blob}`);
	return clone;
}

test("a partial clone: git fetches the old version that it lacks", async () => {
	await inCommittedRepository(async (repository) => {
		expect(await stagedPlaces(partialClone(repository))).toEqual([`sub/settings.env${PLACE}`]);
	});
});

test("a partial clone whose origin is gone cannot be checked", async () => {
	await inCommittedRepository(async (repository) => {
		const clone = partialClone(repository);
		run("git", ["config", "remote.origin.url", "file:///nonexistent"], { cwd: clone });
		await expect(stagedPlaces(clone)).rejects.toThrow(/git diff failed: .*\/nonexistent/);
	});
});

test("a shallow clone, and one that borrows its objects", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write("README", "again\n");
		repository.git("commit", "-qam", "second");
		const shallow = join(repository.root, "../shallow");
		repository.git("clone", "-q", "--depth=1", `file://${repository.root}`, shallow);
		stageIn(shallow);
		expect(await stagedPlaces(shallow)).toEqual(FOUND);
		const borrowing = join(repository.root, "../borrowing");
		repository.git("clone", "-q", "--shared", ".", borrowing);
		expect(readFileSync(join(borrowing, ".git/objects/info/alternates"), "utf8")).toContain(repository.root);
		stageIn(borrowing);
		expect(await stagedPlaces(borrowing)).toEqual(FOUND);
	});
});

test("objects in a place of their own, as GIT_OBJECT_DIRECTORY says", async () => {
	await inCommittedRepository(async (repository) => {
		const own = join(repository.root, "../objects");
		mkdirSync(own);
		const env = {
			GIT_OBJECT_DIRECTORY: own,
			GIT_ALTERNATE_OBJECT_DIRECTORIES: join(repository.root, ".git/objects"),
		};
		repository.write("settings.env", WITH_KEY);
		expect(repository.tryGit(["add", "settings.env"], { env }).code).toBe(0);
		expect(await stagedPlaces(repository.root, env)).toEqual(FOUND);
		await expect(stagedPlaces(repository.root))
			.resolves.toEqual(FOUND)
			.catch(() => undefined);
	});
});

test("a packed repository with a commit graph", async () => {
	await inCommittedRepository(async (repository) => {
		stageIn(repository.root);
		repository.git("gc", "-q");
		repository.git("commit-graph", "write", "--reachable");
		repository.git("pack-refs", "--all");
		expect(await stagedPlaces(repository.root)).toEqual(FOUND);
	});
});

test("a repository within another", async () => {
	await inCommittedRepository(async (repository) => {
		const inner = join(repository.root, "vendor/inner");
		mkdirSync(inner, { recursive: true });
		run("git", ["init", "-q", inner]);
		stageIn(inner);
		expect(await stagedPlaces(inner)).toEqual(FOUND);
		expect(await stagedPlaces(repository.root)).toEqual([]);
	});
});

test("a work tree that is reached through a symbolic link", async () => {
	await inCommittedRepository(async (repository) => {
		stageIn(repository.root);
		const link = join(repository.root, "../link");
		symlinkSync(repository.root, link);
		expect(await stagedPlaces(link)).toEqual(FOUND);
	});
});

test("a folder that only looks like a repository", async () => {
	await inCommittedRepository(async (repository) => {
		stageIn(repository.root);
		const folder = join(repository.root, "folder");
		mkdirSync(join(folder, ".git"), { recursive: true });
		expect(await stagedPlaces(folder)).toEqual(FOUND);
	});
});
