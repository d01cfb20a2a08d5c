import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Checker } from "../../src/check/checker";
import { catalogue } from "../../src/detect/rules/catalogue";
import { gateFiles } from "../../src/generate/gate";
import { expand, HEXADECIMAL, SeededRandom } from "../../src/generate/template";
import { BlockBuilder } from "../../src/source/blockBuilder";
import { messageIn } from "../../src/source/commitMessages";
import { readStaged } from "../../src/source/stagedDiff";
import { readText } from "../../src/source/wholeFile";
import { listCases, readCase } from "../support/keyCases";
import {
	hermeticEnvironment,
	run,
	type TemporaryRepository,
	temporaryRepository,
} from "../support/temporaryRepository";

/** Texts to stage; each is a file, and all are judged by one git. */
const TEXTS = 4000;

const random = new SeededRandom(5);
const oneOf = <T>(choices: readonly T[]): T => choices[random.next(choices.length)] as T;
const chance = (percent: number) => random.next(100) < percent;

const examples = catalogue.flatMap((rule) => [...rule.examples.match, ...rule.examples.ignore]);
const names = [
	"mailgun",
	"WEBHOOK_SIGNING_KEY",
	"webhook signing key:",
	"signature_token",
	"hmac",
	"value",
	"secret：",
];
const keys = ["key-{hex32}", "key-{alnum32}", "{current}", "key-{current}", "pubkey-{lower32}", "{hex32}"];

function piece(): string {
	const key = oneOf(keys);
	const wrapped = oneOf([
		key,
		key,
		key,
		`{base64:api:${key}}`,
		`{base64:${oneOf(["", "a", "bc", "MAILGUN="])}${key}}`,
		`{base64url:x${key}}`,
	]);
	const template = chance(40)
		? oneOf(examples)
		: `${oneOf(names)}${oneOf(["", "=", ": ", " ", '": "', "=3D", "%3D", "：", "\n", "\\n", "\t"])}${wrapped}`;
	return expand(template, random, 1).text;
}

/** Breaks a text a little, where a trigger and a rule could come to differ. */
function mutated(text: string): string {
	const at = random.next(text.length + 1);
	const inserted = oneOf([
		"\n",
		"\r\n",
		"\0",
		"é",
		"密",
		"-",
		"_",
		" ",
		"\\u002d",
		"%2D",
		"&#45;",
		random.text(HEXADECIMAL, 1 + random.next(9)),
	]);
	switch (random.next(4)) {
		case 0:
			return text.slice(0, at) + inserted + text.slice(at);
		case 1:
			return text.slice(0, at) + text.slice(at + 1 + random.next(3));
		case 2:
			return text.slice(0, at) + text.slice(at).toUpperCase();
		default:
			return inserted.repeat(1 + random.next(3)) + text + inserted;
	}
}

function encoded(text: string): Buffer {
	const kind = random.next(12);
	if (kind === 0) return Buffer.from(`\ufeff${text}`, "utf16le");
	if (kind === 1) return Buffer.from(text, "utf16le").swap16();
	if (kind === 2) return Buffer.from(text, "latin1");
	if (kind === 3) return Buffer.concat([Buffer.from("some text first\n"), Buffer.from(text, "utf16le")]);
	return Buffer.from(text);
}

function content(): Buffer {
	// Its name stands above, and as many characters as may be between, of three bytes each.
	if (chance(4)) return Buffer.from(expand("  value：「「{hex32}\n", random, 1).text);
	let text = piece();
	if (chance(50)) text = `${piece()}${oneOf(["\n", " ", "\n\n"])}${text}`;
	for (let count = random.next(3); count > 0; count--) text = mutated(text);
	if (chance(10)) text = `${"long ".repeat(3000)}${text}`;
	return encoded(chance(80) ? `${text}\n` : text);
}

/** A commit of these files and no others, as `git fast-import` takes it. */
function commitOf(branch: string, files: ReadonlyMap<string, string | Buffer>): Buffer {
	const data = (content: string | Buffer) => [`data ${Buffer.byteLength(content)}\n`, content, "\n"];
	const parts = [
		`commit refs/heads/${branch}\ncommitter A <a@example.com> 0 +0000\n`,
		...data(branch),
		...[...files].flatMap(([path, content]) => [`M 100644 inline ${path}\n`, ...data(content)]),
	];
	return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

let repository: TemporaryRepository;
/** Ids of the rules that report something, by file. */
const reported = new Map<string, Set<string>>();
const modified = new Set<string>();
const withNul = new Set<string>();
/** All that is staged, and written as messages. */
const contents: Buffer[] = [];

beforeAll(async () => {
	repository = temporaryRepository();
	for (let made = 0; made < TEXTS; made++) contents.push(content());
	const earlier = new Map<string, string>();
	for (const { ruleId, file } of listCases()) contents.push(readCase(ruleId, file, 3).bytes);
	for (const [index] of contents.entries()) {
		if (index % 2 === 0) continue;
		modified.add(`f${index}`);
		const before = oneOf([
			"first\nsecond\nmailgun:\n",
			"mailgun_webhook_signing_key:\n",
			expand("MAILGUN_API_KEY=key-{hex32}\nmailgun:\n", random, 1).text,
		]);
		earlier.set(`f${index}`, before);
	}
	const staged = new Map<string, Buffer>();
	for (const [index, bytes] of contents.entries()) {
		const file = `f${index}`;
		if (bytes.includes(0)) withNul.add(file);
		const before = Buffer.from(earlier.get(file) ?? "");
		staged.set(file, index % 4 === 1 ? Buffer.concat([bytes, before]) : Buffer.concat([before, bytes]));
	}
	// Through git's own importer and without a work tree: thousands of files and loose objects take a minute on a slow disk.
	const input = Buffer.concat([commitOf("main", earlier), commitOf("after", staged)]);
	expect(repository.tryGit(["fast-import", "--quiet"], { input })).toMatchObject({ code: 0 });
	repository.git("read-tree", "after");
	const checker = new Checker();
	const outside = process.env;
	process.env = hermeticEnvironment();
	try {
		await readStaged(repository.root, (block) =>
			checker.check(block, ({ path, ruleId }) => {
				reported.set(path, (reported.get(path) ?? new Set()).add(ruleId));
			}),
		);
	} finally {
		process.env = outside;
	}
	for (const [name, text] of Object.entries(gateFiles(catalogue))) repository.write(join(".git", name), text);
});
afterAll(() => repository.remove());

test("every rule reports a good number of the texts, and some hold nothing", () => {
	for (const { id } of catalogue) {
		const files = [...reported.values()].filter((rules) => rules.has(id)).length;
		expect([id, files > 80]).toEqual([id, true]);
	}
	expect(reported.size).toBeLessThan(TEXTS);
});

test("whatever is reported holds a pattern for git grep", () => {
	const clean = repository
		.tryGit(["grep", "-L", "--cached", "--text", "-P", "-f", ".git/gate.pcre"], { env: { LC_ALL: "C" } })
		.stdout.split("\n");
	expect(clean.filter((file) => reported.has(file))).toEqual([]);
	expect(clean.length).toBeGreaterThan(100);
});

test("whatever is reported in a changed file has its pattern on a changed line, for git diff -G", () => {
	const [posix = ""] = gateFiles(catalogue)["gate.ere"]?.split("\n") ?? [];
	const found = new Set(
		repository
			.tryGit(
				["diff", "--cached", "--name-only", "--text", "--diff-algorithm=myers", "--no-indent-heuristic", `-G${posix}`],
				{
					env: { LC_ALL: "C" },
				},
			)
			.stdout.split("\n"),
	);
	const missed = [...modified].filter((file) => reported.has(file) && !withNul.has(file) && !found.has(file));
	expect(missed).toEqual([]);
	expect([...modified].filter((file) => reported.has(file) && found.has(file)).length).toBeGreaterThan(500);
});

describe("a commit message", () => {
	const files: string[] = [];
	const reportedIn = new Set<string>();

	beforeAll(() => {
		mkdirSync(join(repository.root, ".git/messages"));
		const checker = new Checker();
		const builder = new BlockBuilder((block) => checker.check(block, ({ path }) => reportedIn.add(path)));
		for (const [index, bytes] of contents.entries()) {
			// Git takes no other message.
			if (bytes.includes(0)) continue;
			const file = `.git/messages/${index}`;
			const message = Buffer.concat([Buffer.from(index % 3 === 0 ? "Subject\n\n# " : ""), bytes]);
			writeFileSync(join(repository.root, file), message);
			files.push(file);
			readText(builder, file, messageIn(message));
		}
	});

	test.each([["grep"], ["busybox grep"]])("in which something is reported has its pattern for %s", (command) => {
		const [program = "", ...options] = command.split(" ");
		if (run("sh", ["-c", `command -v ${program}`]).code !== 0) return;
		const { stdout } = run(program, [...options, "-E", "-L", "-f", ".git/gate.ere", "--", ...files], {
			cwd: repository.root,
			env: { LC_ALL: "C" },
		});
		const clean = stdout.split("\n").filter((file) => file !== "");
		expect(clean.filter((file) => reportedIn.has(file))).toEqual([]);
		expect([clean.length > 100, reportedIn.size > 1000]).toEqual([true, true]);
	});
});
