import { rmSync } from "node:fs";
import { join } from "node:path";
import { type PackedPackage, packPackage, runInstalled } from "../support/packedPackage.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

const packed: PackedPackage = packPackage();
let repository: TemporaryRepository;
beforeAll(() => {
	repository = temporaryRepository();
	packed.installInto(repository.root);
	rmSync(join(repository.root, "node_modules/re2"), { force: true });
	repository.write("package.json", "{}");
	repository.write("below", "\n".repeat(999_999));
	repository.write("at", "\n".repeat(1_000_000));
});
afterAll(() => repository.remove());

const check = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
	runInstalled(repository.root, ["check", ...args], { env });

test("a large scan without re2 says once how to get it", () => {
	const { code, stderr } = check(["at", "below", "--format", "json"]);
	expect([code, stderr]).toEqual([
		0,
		expect.stringMatching(/^mg-hook: read 1999999 lines with re2js.*For the fast one: .*npm install .*\n$/u),
	]);
	expect(check(["at"]).stderr).toContain("read 1000000 lines");
});

test.each<[when: string, args: readonly string[], env: NodeJS.ProcessEnv]>([
	["is smaller", ["below"], {}],
	["is to be quiet", ["at", "--quiet"], {}],
	["is made for a hook", ["at"], { MG_HOOK_SILENT: "1" }],
	["was told to do without", ["at"], { MG_HOOK_ENGINE: "re2js" }],
])("one that %s does not", (_, args, env) => {
	expect(check(args, env)).toMatchObject({ code: 0, stderr: "" });
});
