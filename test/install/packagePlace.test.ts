import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { handLines, isInNpxCache, packagePath } from "../../src/install/packagePlace.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let outer: string;
beforeEach(() => {
	outer = temporaryDirectory();
});
afterEach(() => rmSync(outer, { recursive: true, force: true }));

/** Makes a folder, and links to it from elsewhere; returns the folder. */
function folder(path: string, ...links: string[]): string {
	const made = join(outer, path);
	mkdirSync(made, { recursive: true });
	for (const link of links) {
		mkdirSync(join(outer, link, ".."), { recursive: true });
		symlinkSync(made, join(outer, link));
	}
	return made;
}

function look(packageRoot: string, cwd = "repo", script = "elsewhere/cli.js"): string | undefined {
	return packagePath({
		packageRoot,
		roots: [folder("repo")],
		cwd: folder(cwd),
		script: join(outer, script),
	});
}

test("a package in the repository's node_modules", () => {
	expect(look(folder("repo/node_modules/mg-hook"))).toBe("node_modules/mg-hook");
});

test("a package of a folder in the repository, found from there", () => {
	expect(look(folder("repo/front end/node_modules/mg-hook"), "repo/front end/src")).toBe(
		"front end/node_modules/mg-hook",
	);
});

test("a package of a folder in the repository, found from the root", () => {
	expect(look(folder("repo/app/node_modules/mg-hook"))).toBe("app/node_modules/mg-hook");
});

test("the name without a version that pnpm links to its store in the repository", () => {
	const store = "node_modules/.pnpm/mg-hook@0.1.0/node_modules/mg-hook";
	expect(look(folder(`repo/${store}`, "repo/node_modules/mg-hook"))).toBe("node_modules/mg-hook");
});

test("the link in a folder whose command was started from the root", () => {
	const store = folder("store/mg-hook", "repo/app/node_modules/mg-hook");
	expect(look(store, "repo", "repo/app/node_modules/.bin/mg-hook")).toBe("app/node_modules/mg-hook");
});

test("the main work tree's package, where this one is linked", () => {
	const packageRoot = folder("repo/node_modules/mg-hook");
	const roots = [folder("linked"), folder("repo")];
	expect(packagePath({ packageRoot, roots, cwd: folder("linked"), script: "" })).toBe("node_modules/mg-hook");
});

test("the package of a project around the repository, as around a submodule", () => {
	const packageRoot = folder("node_modules/mg-hook");
	expect(look(packageRoot)).toBe("../node_modules/mg-hook");
});

test("a global package is PATH's to find", () => {
	expect(look(folder("usr/lib/node_modules/mg-hook"))).toBeUndefined();
});

test("another mg-hook in the repository is not this one", () => {
	folder("repo/node_modules/mg-hook");
	expect(look(folder("usr/lib/node_modules/mg-hook"))).toBeUndefined();
});

test("the repository of the package itself", () => {
	expect(look(folder("repo"))).toBe("./");
});

test("what npx has in its cache", () => {
	expect(isInNpxCache("/home/a/.npm/_npx/0123/node_modules/mg-hook")).toBe(true);
	expect(isInNpxCache("/home/a/repo_npx/node_modules/mg-hook")).toBe(false);
});

test("the line to add by hand", () => {
	expect(handLines("node_modules/mg-hook").shell).toBe("sh node_modules/mg-hook/hooks/pre-commit || exit $?");
	expect(handLines("a b/node_modules/mg-hook").command).toBe("sh 'a b/node_modules/mg-hook/hooks/pre-commit'");
	expect(handLines(undefined).shell).toBe("mg-hook check --staged || exit $?");
	expect(handLines("node_modules/mg-hook", "pre-merge-commit")).toEqual(handLines("node_modules/mg-hook"));
	expect(handLines("node_modules/mg-hook", "commit-msg").command).toBe('sh node_modules/mg-hook/hooks/commit-msg "$@"');
	expect(handLines(undefined, "pre-push").shell).toBe('mg-hook check --pre-push "$1" || exit $?');
});
