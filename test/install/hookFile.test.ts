import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotCheck } from "../../src/failure.js";
import { readHook, removeHook, writeHook } from "../../src/install/hookFile.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let folder: string;
let umask: number;
beforeEach(() => {
	folder = temporaryDirectory();
	umask = process.umask(0o027);
});
afterEach(() => {
	process.umask(umask);
	rmSync(folder, { recursive: true, force: true });
});

const BYTES = "#!/bin/sh\n# \xe9\xff\n";

test("a new hook, in a folder that is new too, is what the umask leaves of executable", async () => {
	const hook = join(folder, "hooks/pre-commit");
	await writeHook(hook, BYTES);
	expect(readFileSync(hook, "latin1")).toBe(BYTES);
	expect(statSync(hook).mode & 0o7777).toBe(0o750);
	expect(readHook(hook)).toEqual({ content: BYTES, mode: 0o750 });
	expect(readdirSync(join(folder, "hooks"))).toEqual(["pre-commit"]);
});

test("a hook that was there keeps its permission bits", async () => {
	const hook = join(folder, "pre-commit");
	writeFileSync(hook, "old");
	chmodSync(hook, 0o705);
	await writeHook(hook, BYTES);
	expect(readHook(hook)).toEqual({ content: BYTES, mode: 0o705 });
	expect(readdirSync(folder)).toEqual(["pre-commit"]);
});

test("what cannot be written or removed is said, with a way out, and nothing is left behind", async () => {
	writeFileSync(join(folder, "file"), "");
	mkdirSync(join(folder, "pre-push/x"), { recursive: true });
	for (const attempt of [
		() => writeHook(join(folder, "file/pre-commit"), BYTES),
		() => writeHook(join(folder, "pre-push"), BYTES),
		async () => removeHook(join(folder, "none")),
	]) {
		const error: unknown = await attempt().catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(CannotCheck);
		expect(error).toMatchObject({
			kind: "hook",
			problem: expect.stringMatching(/^The hook \S+ cannot be (?:written|removed) \(E[A-Z]+\)\.$/u),
			wayOut: "Make it and its folder writable, and try again.",
		});
	}
	expect(readdirSync(folder).sort()).toEqual(["file", "pre-push"]);
});
