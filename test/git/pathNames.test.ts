import { mkdirSync, writeFileSync } from "node:fs";
import { runMgHook } from "../support/runMgHook.js";
import { inRepository, PLACE, stagedPlaces, WITH_KEY, WITHOUT_KEY } from "../support/situation.js";
import { type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

/** Names of files, in Latin-1 (a character a byte), and how a finding shows those that are not UTF-8. */
const NAMES: readonly (string | readonly [name: string, shown: string])[] = [
	"plain.env",
	"with space",
	" leading and trailing ",
	"two  spaces",
	"tab\there",
	"\ttab first",
	"tab last\t",
	"line\nfeed",
	"carriage\rreturn",
	"\n",
	"\r",
	'double"quote',
	'"quoted"',
	'"',
	"single'quote",
	"back\\slash",
	"\\",
	"\\n",
	"\\303\\251",
	"-rf",
	"--cached",
	"-",
	"--",
	"a => b",
	"{a => b}/c",
	"a/b",
	"b/a",
	"a/a/a",
	"b/b/b",
	"i/c/w",
	"a b/a b",
	" b/x",
	"x b/y",
	"dev/null",
	"/dev/null".slice(1),
	"diff --git a/x b/x",
	"+++ b/x",
	"--- a/x",
	"@@ -1 +1 @@",
	"* Unmerged path x",
	"Binary files differ",
	"$(touch hacked)",
	"`touch hacked`",
	"; touch hacked",
	"%s%n%x",
	"*",
	"?",
	"[a]",
	":(top)x",
	":/x",
	":0:x",
	"HEAD",
	"refs/heads/main",
	"#comment",
	"!negated",
	"~",
	"CON",
	"nul.txt",
	".gitattributes2",
	".gitx",
	".git.",
	".git ",
	"git~1",
	".git::$INDEX_ALLOCATION/x",
	"..git",
	"...",
	"git",
	"x.git/config",
	".github/workflows/ci.yml",
	".gitmodules.bak",
	"\x01\x02\x1b[31m\x7f",
	"\x1b]0;title\x07",
	utf8("\u00e9\u20ac\u{1f511}"),
	utf8("e\u0301"),
	utf8("\u202etxt.exe"),
	utf8("\u200bzero"),
	utf8(".g\u200cit/config"),
	utf8("\ufeffbom"),
	utf8("\u2028"),
	["caf\xe9.env", "caf\\xe9.env"],
	["\xff\xfe", "\\xff\\xfe"],
	["\xc0\xaf/\x80", "\\xc0\\xaf/\\x80"],
	[`${utf8("\u00e9")}\xe9 x`, "\u00e9\\xe9 x"],
	"x".repeat(255),
	`${"deep/".repeat(790)}end`,
	`${`${"d".repeat(250)}/`.repeat(15)}end`,
];

/** UTF-8 as Latin-1: a character a byte. */
function utf8(text: string): string {
	return Buffer.from(text).toString("latin1");
}

function blobOf(repository: TemporaryRepository, content: string): string {
	return repository.tryGit(["hash-object", "-w", "--stdin"], { input: content }).stdout.trim();
}

/** Puts a blob under names into the index, without a file in the work tree: some names no file system here takes. */
function stageBlob(repository: TemporaryRepository, blob: string, names: readonly string[]): void {
	const entries = names.map((name) => Buffer.from(`100644 ${blob}\t${name}\0`, "latin1"));
	const outcome = repository.tryGit(["update-index", "-z", "--index-info"], { input: Buffer.concat(entries) });
	if (outcome.code !== 0) throw new Error(outcome.stderr);
}

/** So that names are taken which only other systems mistake for .git. */
function takeAnyName(repository: TemporaryRepository): void {
	repository.git("config", "core.protectNTFS", "false");
}

function stage(repository: TemporaryRepository, content: string, names: readonly string[]): void {
	takeAnyName(repository);
	stageBlob(repository, blobOf(repository, content), names);
}

const cases = NAMES.map((name): readonly [name: string, shown: string] =>
	typeof name === "string" ? [name, Buffer.from(name, "latin1").toString("utf8")] : name,
);

describe.each(["new", "changed"])("%s file", (kind) => {
	let repository: TemporaryRepository;
	let withKey: string;
	beforeAll(() => {
		repository = temporaryRepository();
		takeAnyName(repository);
		withKey = blobOf(repository, WITH_KEY);
		const before = kind === "changed" ? cases.map(([name]) => name) : ["other file"];
		stageBlob(repository, blobOf(repository, WITHOUT_KEY), before);
		repository.git("commit", "-qm", "first");
	});
	afterAll(() => repository.remove());

	test.each(cases)("%j", async (name, shown) => {
		repository.git("read-tree", "HEAD");
		stageBlob(repository, withKey, [name]);
		expect(await stagedPlaces(repository.root)).toEqual([`${shown}${PLACE}`]);
	});
});

test("all of them at once, that can be", async () => {
	await inRepository(async (repository) => {
		const names = new Map(cases);
		stage(repository, WITH_KEY, [...names.keys()]);
		const expected = [...names.values()].map((shown) => `${shown}${PLACE}`).sort();
		expect(await stagedPlaces(repository.root)).toEqual(expected);
		const { stdout, code } = runMgHook(repository.root, ["check", "--format", "json"]);
		expect(code).toBe(1);
		const { findings } = JSON.parse(stdout) as { findings: { path: string; line: number; column: number }[] };
		expect(findings.map(({ path, line, column }) => `${path}:${line}:${column}`).sort()).toEqual(expected);
	});
});

test("a renamed file with odd names on both sides", async () => {
	await inRepository(async (repository) => {
		const long = "LINE=1\n".repeat(40);
		stage(repository, long, ['old "name"\t => x']);
		repository.git("commit", "-qm", "first");
		repository.git("rm", "-q", "--cached", "--", 'old "name"\t => x');
		stage(repository, `${long}${WITH_KEY}`, ["caf\xe9 b/new\nname"]);
		expect(await stagedPlaces(repository.root)).toEqual(["caf\\xe9 b/new\nname:44:17"]);
	});
});

test("a folder with an odd name as the place to work in", async () => {
	await inRepository(async (repository) => {
		const folder = `${repository.root}/-x "y"\n \u00e9`;
		mkdirSync(folder);
		writeFileSync(`${folder}/settings.env`, WITH_KEY);
		repository.git("add", ".");
		expect(await stagedPlaces(folder)).toEqual([`-x "y"\n \u00e9/settings.env${PLACE}`]);
	});
});
