import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NATIVE } from "../support/engines.js";
import { classicKey } from "../support/madeUpKeys.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
let cli: string;
let cache: string;
beforeEach(() => {
	repository = temporaryRepository();
	const modules = join(repository.root, "node_modules");
	mkdirSync(join(modules, "mg-hook"), { recursive: true });
	for (const part of ["dist", "mg-hook.schema.json"]) {
		cpSync(join(PACKAGE_ROOT, part), join(modules, "mg-hook", part), { recursive: true });
	}
	if (NATIVE) symlinkSync(join(PACKAGE_ROOT, "node_modules/re2"), join(modules, "re2"));
	repository.write(".gitignore", "node_modules\n");
	repository.write("a.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", ".");
	cli = join(modules, "mg-hook/dist/cli.js");
	cache = join(modules, ".cache/mg-hook");
});
afterEach(() => repository.remove());

const check = () => run(process.execPath, [cli, "check"], { cwd: repository.root });

/** What is kept, by name. */
const keptFiles = () => (existsSync(cache) ? readdirSync(cache, { recursive: true }).map(String).sort() : []);

/** Node 22.8 and newer keep compiled code; older ones are left as they are. */
const keeps = "enableCompileCache" in require("node:module");

test("compiled code is kept beside other caches where Node can, and says the same as the source", () => {
	const first = check();
	expect(first.code).toBe(1);
	const kept = keptFiles();
	expect(kept.length > 0).toBe(keeps);
	expect(check()).toEqual(first);
	expect(keptFiles()).toEqual(kept);
	expect(repository.git("status", "--porcelain")).toBe("A  .gitignore\nA  a.env");
});

test("a spoiled cache does no harm", () => {
	const first = check();
	for (const file of keptFiles()) {
		if (file.includes("commands-check")) writeFileSync(join(cache, file), "spoiled");
	}
	expect(check()).toEqual(first);
});

test("a cache that cannot be written is done without", () => {
	mkdirSync(join(cache, ".."), { recursive: true });
	writeFileSync(cache, "in the way");
	expect(check().code).toBe(1);
});
