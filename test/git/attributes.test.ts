import { inCommittedRepository, KEY_LINE, PLACE, stagedPlaces, WITH_KEY } from "../support/situation.js";

/** Attributes that hide a file's text from a diff, with the configuration of the drivers that they name. */
const ATTRIBUTES: readonly (readonly [attributes: string, settings?: Readonly<Record<string, string>>])[] = [
	["binary"],
	["-diff"],
	["-text"],
	["text=auto"],
	["text eol=crlf"],
	["text eol=lf"],
	["!diff"],
	["diff"],
	["diff=hidden", { "diff.hidden.command": "true" }],
	["diff=hidden", { "diff.hidden.textconv": "true" }],
	["diff=hidden", { "diff.hidden.textconv": "true", "diff.hidden.cachetextconv": "true" }],
	["diff=hidden", { "diff.hidden.binary": "true" }],
	["diff=hidden", { "diff.hidden.xfuncname": "^.*$", "diff.hidden.wordRegex": "." }],
	["diff=hidden", { "diff.hidden.algorithm": "patience" }],
	["diff=no-such-driver"],
	["diff=cpp"],
	["-merge merge=binary"],
	["conflict-marker-size=1"],
	["whitespace=trailing-space"],
	["export-ignore"],
	["export-subst"],
	["ident"],
	["linguist-generated"],
	["-delta"],
	["encoding=UTF-16"],
	["filter=shout", { "filter.shout.clean": "cat", "filter.shout.smudge": "cat" }],
	["filter=shout", { "filter.shout.process": "false", "filter.shout.clean": "cat" }],
];

describe.each(["in the tree", "in .git/info", "in the user's file"])("%s", (where) => {
	test.each(ATTRIBUTES)("%s %j", async (attributes, settings = {}) => {
		await inCommittedRepository(async (repository) => {
			// Staged before there are filters: whether they work is not what is tried here.
			repository.write("settings.env", WITH_KEY);
			repository.write("new.env", WITH_KEY);
			repository.git("add", ".");
			const line = `*.env ${attributes}\n`;
			if (where === "in the tree") {
				repository.write(".gitattributes", line);
				repository.git("add", ".gitattributes");
			} else if (where === "in .git/info") {
				repository.write(".git/info/attributes", line);
			} else {
				repository.git("config", "core.attributesFile", repository.write("../attributes", line));
			}
			for (const [name, value] of Object.entries(settings)) repository.git("config", name, value);
			expect(await stagedPlaces(repository.root)).toEqual([`new.env${PLACE}`, `settings.env${PLACE}`]);
		});
	});
});

test("a file in another encoding in the work tree is read as it is staged", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write(".gitattributes", "*.ps1 text working-tree-encoding=UTF-16LE eol=crlf\n");
		repository.write("deploy.ps1", Buffer.from(`# deploy\r\n$${KEY_LINE}\r\n`, "utf16le"));
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual(["deploy.ps1:2:18"]);
	});
});

test("a filter's outcome is what is checked, not the file beside it", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write(".gitattributes", "*.secret filter=redact\n");
		repository.git("config", "filter.redact.clean", "sed s/key-.*/gone/");
		repository.write("a.secret", WITH_KEY);
		repository.git("add", ".");
		expect(await stagedPlaces(repository.root)).toEqual([]);
	});
});

test("a file that LFS keeps is a pointer, and the pointer is what is checked", async () => {
	await inCommittedRepository(async (repository) => {
		repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
		repository.git("config", "filter.lfs.required", "true");
		repository.git("config", "filter.lfs.process", "no-such-git-lfs filter-process");
		repository.git("config", "filter.lfs.clean", "no-such-git-lfs clean -- %f");
		const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0123456789abcdef".repeat(4)}\nsize 12345\n`;
		repository.write("pointer", pointer);
		const oid = repository.git("hash-object", "-w", "pointer");
		repository.git("update-index", "--add", "--cacheinfo", `100644,${oid},big.bin`);
		expect(await stagedPlaces(repository.root)).toEqual([]);
	});
});
