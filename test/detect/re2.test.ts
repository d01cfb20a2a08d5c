import { rmSync } from "node:fs";
import { join } from "node:path";
import { PortPattern } from "../../src/detect/port/portPattern.js";
import { isAsKnown } from "../../src/detect/re2.js";
import { classicKey } from "../support/madeUpKeys.js";
import { packPackage, runInstalled } from "../support/packedPackage.js";
import { temporaryRepository } from "../support/temporaryRepository.js";

/** Answers as re2 does, but for what is spoiled. */
function spoiled(spoil: (match: (Buffer | undefined)[] & { index: number }, pattern: PortPattern) => unknown) {
	return class extends PortPattern {
		override exec(input: string | Buffer): never {
			const match = super.exec(input as Buffer);
			return (match === null ? null : spoil(match as never, this)) as never;
		}
	};
}

test("an engine that answers as re2 does is known", () => {
	expect(isAsKnown(PortPattern)).toBe(true);
	expect(isAsKnown(spoiled((match) => match))).toBe(true);
});

test.each<[what: string, engine: new (source: string, flags: string) => unknown]>([
	["finds nothing", spoiled(() => null)],
	["answers with strings", spoiled((match) => Object.assign(match.map(String), { index: match.index }))],
	["counts characters", spoiled((match) => Object.assign(match, { index: match.index - 1 }))],
	["leaves where it is", spoiled((match, pattern) => Object.assign(pattern, { lastIndex: 0 }) && match)],
	["has text for a group that took no part", spoiled((match) => Object.assign(match, { 2: Buffer.alloc(0) }))],
	["finds less", spoiled((match) => Object.assign(match, { 0: match[0]?.subarray(1) }))],
])("one that %s is not", (_, engine) => {
	expect(isAsKnown(engine as never)).toBe(false);
});

test.each([
	["is JavaScript's", "module.exports = RegExp;"],
	["is no class", "module.exports = {};"],
	["has no binary for this Node", "throw new Error('The module was compiled against a different Node.js version');"],
])("re2js takes the place of a re2 that %s", (_, code) => {
	const repository = temporaryRepository();
	packPackage().installInto(repository.root);
	rmSync(join(repository.root, "node_modules/re2"), { force: true });
	repository.write("node_modules/re2/package.json", '{"name": "re2", "version": "1.27.1", "main": "re2.js"}');
	repository.write("node_modules/re2/re2.js", code);
	repository.write("mail.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "mail.env");
	const check = (env: NodeJS.ProcessEnv) => runInstalled(repository.root, ["check", "--format", "json"], { env });
	const { code: exit, stdout } = check({});
	expect([exit, JSON.parse(stdout).tool.engine]).toEqual([1, "re2js"]);
	expect(check({ MG_HOOK_ENGINE: "re2" })).toMatchObject({
		code: 2,
		stderr: expect.stringContaining("MG_HOOK_ENGINE"),
	});
	repository.remove();
});
