import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotCheck } from "../../src/failure.js";
import { findConfiguration, PLACES } from "../../src/policy/findConfiguration.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let root: string;
beforeEach(() => {
	root = temporaryDirectory();
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): string {
	const file = join(root, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

/** The problem of what cannot be checked. */
async function problemOf(action: Promise<unknown>): Promise<string> {
	const error = await action.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(CannotCheck);
	expect((error as CannotCheck).kind).toBe("configuration");
	return (error as CannotCheck).problem;
}

describe("where a configuration is found", () => {
	const CONTENT: Readonly<Record<string, string>> = { "package.json": '{"mg-hook": {}}' };

	test.each(PLACES)("in %s", async (place) => {
		const file = write(place, CONTENT[place] ?? "{}");
		expect(await findConfiguration(root)).toBe(file);
	});

	test("the first of them, and nowhere else", async () => {
		expect(await findConfiguration(root)).toBeUndefined();
		write("folder/mg-hook.config.json", "{}");
		write("mg-hook.config.js", "");
		expect(await findConfiguration(root)).toBeUndefined();
		for (const place of [...PLACES].reverse()) {
			const file = write(place, CONTENT[place] ?? "{}");
			expect(await findConfiguration(root)).toBe(file);
		}
	});

	test("an empty file is one, whatever is in it is not looked at", async () => {
		const file = write(".mg-hookrc", "");
		expect(await findConfiguration(root)).toBe(file);
		const broken = write("mg-hook.config.json", "{ broken");
		expect(await findConfiguration(root)).toBe(broken);
	});

	test("a package.json counts where it names mg-hook, also where it is broken: loading it says where", async () => {
		write("package.json", '{"name": "mg-hook-user"}');
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", "{ broken");
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", '{"dependencies": {"mg-hook": "1"}}');
		expect(await findConfiguration(root)).toBeUndefined();
		write("package.json", '{ broken "mg-hook"');
		expect(await findConfiguration(root)).toBe(join(root, "package.json"));
	});

	test("no folder and no device is one", async () => {
		mkdirSync(join(root, ".mg-hookrc"));
		expect(await problemOf(findConfiguration(root))).toContain("is not a plain file");
	});
});
