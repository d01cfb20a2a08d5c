import { CannotCheck } from "../../src/failure.js";
import { checked } from "../support/checked.js";
import { classicKey, currentKey } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

function checkWith(...staged: Parameters<typeof stage>) {
	stage(...staged);
	return runMgHook(repository.root, ["check", "--staged"]);
}

function stage(
	file: string,
	content: string,
	staged: Record<string, string> = { ".env": `MAILGUN_API_KEY=${classicKey()}\n` },
): void {
	repository.write(file, content);
	for (const [path, text] of Object.entries(staged)) repository.write(path, text);
	repository.git("add", ".");
}

/** Whether the same check blocks, in this process, which is faster than the built command. */
async function blocksWith(...staged: Parameters<typeof stage>): Promise<boolean> {
	stage(...staged);
	const { findings, errors } = await checked(repository.root, { kind: "staged" });
	expect(errors).toEqual([]);
	return findings.some(({ status }) => status === "blocking");
}

describe("a configuration that holds", () => {
	test.each([
		["mg-hook.config.json", '{"ignore": [".env"]}'],
		[".mg-hookrc", "ignore:\n  - .env\n"],
		[".mg-hookrc", '{"ignore": [".env"]}'],
		[".mg-hookrc.json", '{"$schema": "x", "ignore": [".env"]}'],
		[".mg-hookrc.yaml", "ignore: [.env]\n"],
		["package.json", '{"name": "x", "mg-hook": {"ignore": [".env"]}}'],
	])("%s: %s is taken", (file, content) => {
		expect(checkWith(file, content).code).toBe(0);
	});

	test("ignore has gitignore's syntax", () => {
		const key = classicKey();
		const outcome = checkWith("mg-hook.config.json", '{"ignore": ["fixtures/", "*.md", "!KEEP.md"]}', {
			"fixtures/a.env": `MAILGUN_API_KEY=${key}\n`,
			"b.md": `${key}\n`,
			"KEEP.md": `${key}\n`,
		});
		expect(outcome.code).toBe(1);
		expect(outcome.stdout).toContain("KEEP.md:1:1");
		expect(outcome.stdout).not.toContain("a.env");
		expect(outcome.stdout).not.toContain("b.md");
	});

	test("a rule can be off, or only report", async () => {
		for (const action of ["off", "report"]) {
			expect(await blocksWith("mg-hook.config.json", `{"rules": {"mailgun-private-key": "${action}"}}`)).toBe(false);
		}
	});

	test("a public key blocks where the configuration says so", async () => {
		const staged = { a: `MAILGUN_PUBLIC_KEY=pub${classicKey()}\n` };
		expect(await blocksWith("mg-hook.config.json", "{}", staged)).toBe(false);
		expect(await blocksWith("mg-hook.config.json", '{"rules": {"mailgun-public-key": "block"}}', staged)).toBe(true);
	});

	test("the least confidence that blocks can be raised and lowered", async () => {
		const alone = { "a.txt": `x ${classicKey()}\n` };
		expect(await blocksWith("mg-hook.config.json", "{}", alone)).toBe(true);
		expect(await blocksWith("mg-hook.config.json", '{"minConfidence": "high"}', alone)).toBe(false);
		const shape = { "a.txt": `trace ${currentKey()}\n` };
		expect(await blocksWith("mg-hook.config.json", "{}", shape)).toBe(false);
		expect(await blocksWith("mg-hook.config.json", '{"minConfidence": "low"}', shape)).toBe(true);
	});

	test("a pattern of the project's own blocks", () => {
		const outcome = checkWith(
			"mg-hook.config.json",
			'{"patterns": [{"id": "acme-token", "pattern": "acme_[0-9]{8}"}]}',
			{
				"a.txt": "x acme_12345678 y\n",
			},
		);
		expect(outcome.code).toBe(1);
		expect(outcome.stdout).toContain("a.txt:1:3");
		expect(outcome.stdout).toContain("acme-token");
	});

	test("a reason can be asked for", () => {
		const staged = { a: `MAILGUN_API_KEY=${classicKey()} # mg-hook:allow\n` };
		expect(checkWith("mg-hook.config.json", "{}", staged).code).toBe(0);
		const outcome = checkWith("mg-hook.config.json", '{"requireReason": true}', staged);
		expect(outcome.code).toBe(1);
		expect(outcome.stdout).toContain("gives no reason");
	});

	test("--config names another file", () => {
		repository.write("elsewhere.json", '{"ignore": [".env"]}');
		expect(checkWith("mg-hook.config.json", "{}").code).toBe(1);
		expect(runMgHook(repository.root, ["check", "--config", "elsewhere.json"]).code).toBe(0);
		expect(runMgHook(repository.root, ["check", "--config", "nowhere.json"]).code).toBe(2);
	});
});

describe("a configuration that does not hold ends in 2, with its place", () => {
	test.each([
		["mg-hook.config.json", '{\n\t"ignored": []\n}', "mg-hook.config.json:2:13: ignored is no setting"],
		["mg-hook.config.json", '{"ignore": "x"}', "ignore must be of type array"],
		["mg-hook.config.json", '{"minConfidence": "most"}', "minConfidence must be one of low, medium, high"],
		["mg-hook.config.json", '{"rules": {"mailgun-privat-key": "off"}}', "rules.mailgun-privat-key is no rule"],
		["mg-hook.config.json", '{"rules": {"mailgun-private-key": "on"}}', "must be one of block, report, off"],
		[
			"mg-hook.config.json",
			'{"patterns": [{"id": "x", "pattern": "(?=a)"}]}',
			"patterns.0.pattern is not a pattern that RE2 accepts",
		],
		["mg-hook.config.json", '{"patterns": [{"id": "x", "pattern": "a*"}]}', "matches empty text"],
		["mg-hook.config.json", '{"patterns": [{"id": "x"}]}', "patterns.0 has no pattern"],
		[
			"mg-hook.config.json",
			'{"patterns": [{"id": "mailgun-private-key", "pattern": "a"}]}',
			"patterns.0.id is the name of another rule",
		],
		["mg-hook.config.json", '{"ignore": [".env"],}', "is not valid JSON"],
		["mg-hook.config.json", "", "is not valid JSON"],
		["mg-hook.config.json", "[]", "must be of type object"],
		[".mg-hookrc.yaml", "ignore: [a\n", "is not valid YAML"],
		[".mg-hookrc.yaml", "ignore: [a]\nignore: [b]\n", "is not valid YAML"],
		["package.json", '{"mg-hook": {"nope": 1}}', "package.json:1:22: nope is no setting"],
	])("%s: %s", async (file, content, said) => {
		stage(file, content);
		const failure = await checked(repository.root, { kind: "staged" }).catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(CannotCheck);
		expect((failure as CannotCheck).problem).toContain(said);
	});

	test("and a sentence", () => {
		const { code, stdout, stderr } = checkWith("mg-hook.config.json", '{\n\t"ignored": []\n}');
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr).toContain("mg-hook.config.json:2:13: ignored is no setting");
		expect(stderr).not.toMatch(/\n\s+at /u);
	});

	test("one that cannot be read", () => {
		repository.write("mg-hook.config.json/x", "");
		expect(runMgHook(repository.root, ["check"]).code).toBe(2);
	});
});

test("a broken package.json without a word of mg-hook is not ours to judge", () => {
	expect(checkWith("package.json", "{", { a: "b\n" }).code).toBe(0);
});
