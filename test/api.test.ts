import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { CannotCheck, joinOccurrences, scanHistory, scanRange, scanStaged, scanText } from "../src/index.js";
import { type DatedRepository, datedRepository } from "./support/checked.js";
import { basicAuth, classicKey, currentKey } from "./support/madeUpKeys.js";
import { PACKAGE_ROOT, runMgHook } from "./support/runMgHook.js";
import { hermeticEnvironment, run } from "./support/temporaryRepository.js";

const line = (key: string) => `MAILGUN_API_KEY=${key}\n`;

let repository: DatedRepository;
const before = process.env;
beforeEach(() => {
	process.env = hermeticEnvironment();
	repository = datedRepository();
});
afterEach(() => {
	process.env = before;
	repository.remove();
});

describe("docs/api.md", () => {
	const page = readFileSync(join(PACKAGE_ROOT, "docs/api.md"), "utf8");
	const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```\n\n^```text\n([\s\S]*?)^```$/gmu)].map(
		([, code = "", output = ""]) => ({ code, output }),
	);

	test("has an example of each function, and each says what it prints", () => {
		expect(page.match(/^```ts$/gmu)).toHaveLength(examples.length);
		for (const name of ["scanText", "scanStaged", "scanRange", "scanHistory", "joinOccurrences", "CannotCheck"]) {
			expect(examples.some(({ code }) => code.includes(name))).toBe(true);
		}
	});

	test("has examples that compile, run from the package and print what they say", () => {
		const key = classicKey();
		const author = "--author=Ann <ann@example.com>";
		repository.write(".gitignore", "node_modules\nexample*\ntsconfig.json\n");
		repository.write("config.env", line(key));
		repository.commit("add", author);
		for (let hour = 1; hour < 24; hour++) repository.commit("wait");
		repository.write("config.env", `# moved\n${line(key).trimEnd()} \n`);
		repository.commit("add again", author);
		repository.write("staged.env", line(key));
		repository.git("add", "staged.env");
		mkdirSync(join(repository.root, "node_modules"));
		symlinkSync(PACKAGE_ROOT, join(repository.root, "node_modules/mg-hook"));

		for (const [index, { code }] of examples.entries()) repository.write(`example${index}.mts`, code);
		const base = JSON.parse(readFileSync(join(PACKAGE_ROOT, "tsconfig.json"), "utf8"));
		const compilerOptions = {
			...base.compilerOptions,
			types: ["node"],
			typeRoots: [join(PACKAGE_ROOT, "node_modules/@types")],
		};
		repository.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["example*.mts"] }));
		const compiled = run(process.execPath, [
			join(PACKAGE_ROOT, "node_modules/typescript/bin/tsc"),
			"-p",
			repository.root,
		]);
		expect(compiled).toMatchObject({ code: 0, stdout: "" });

		examples.forEach(({ code, output }, index) => {
			const script = transformSync(code, { jsc: { parser: { syntax: "typescript" }, target: "es2022" } });
			writeFileSync(join(repository.root, `example${index}.mjs`), script.code);
			const ran = run(process.execPath, [`example${index}.mjs`], {
				cwd: repository.root,
				env: { MAILGUN_API_KEY: key },
			});
			expect(ran).toMatchObject({ code: 0, stdout: output, stderr: "" });
		});
	});
});

describe("the streams", () => {
	test("of a range and a history have every time that a key was added, the newest first", async () => {
		const key = classicKey();
		const commits: string[] = [];
		for (let round = 0; round < 3; round++) {
			repository.write("a.env", line(key));
			commits.unshift(repository.commit(`add ${round}`));
			repository.write("a.env", "");
			repository.commit("remove");
		}
		const seen: (string | undefined)[] = [];
		for await (const { commit } of scanHistory({ cwd: repository.root })) seen.push(commit);
		expect(seen).toEqual(commits);
		const ranged: (string | undefined)[] = [];
		for await (const { commit } of scanRange({ cwd: repository.root, range: `${commits[2]}..HEAD` }))
			ranged.push(commit);
		expect(ranged).toEqual(commits.slice(0, 2));
		expect(await joinOccurrences(scanHistory({ cwd: repository.root }))).toMatchObject([
			{ firstCommit: commits[2], lastCommit: commits[0], occurrences: 3 },
		]);
	});

	test("hand on findings before the end, and end when nobody listens", async () => {
		repository.write("a.env", line(classicKey()));
		repository.commit("add");
		const big = repository.write("big.txt", `${"x".repeat(99)}\n`.repeat(200_000));
		repository.commit("big");
		expect(big).toContain("big.txt");
		repository.write("b.env", line(classicKey()));
		repository.commit("newest");
		const paths: string[] = [];
		for await (const { path } of scanHistory({ cwd: repository.root })) {
			paths.push(path);
			break;
		}
		expect(paths).toEqual(["b.env"]);
	});

	test("throw what keeps them from reading", async () => {
		const first = async (findings: AsyncGenerator<unknown>) => findings.next();
		repository.commit("first");
		await expect(first(scanRange({ cwd: repository.root, range: "no..where" }))).rejects.toThrow(CannotCheck);
		await expect(first(scanStaged({ cwd: "/" }))).rejects.toThrow(CannotCheck);
		await expect(first(scanHistory({ cwd: repository.root, branch: "nowhere" }))).rejects.toThrow(CannotCheck);
	});

	test("of a history with its messages have those of commits and annotated tags, as the command has", async () => {
		repository.commit(`add ${line(classicKey())}`);
		repository.later("tag", "-a", "-m", line(classicKey()), "v1");
		const paths: string[] = [];
		for await (const { path } of scanHistory({ cwd: repository.root, messages: true })) paths.push(path);
		expect(paths).toEqual(["COMMIT_MSG", "TAG_MSG"]);
		const command = JSON.parse(
			runMgHook(repository.root, ["check", "--history", "--messages", "--format", "json"]).stdout,
		);
		expect(command.findings.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
	});

	test("have a baseline where there is one", async () => {
		repository.write("a.env", line(classicKey()));
		repository.git("add", ".");
		const statuses: string[] = [];
		for await (const { fingerprint, ruleId, path, line: at, redacted } of scanStaged({ cwd: repository.root })) {
			const entry = { fingerprint, ruleId, path, line: at, redacted, review: "revoked", date: "2024-05-01" };
			repository.write("known.json", JSON.stringify({ schemaVersion: 1, source: "all", entries: [entry] }));
		}
		for await (const { status } of scanStaged({ cwd: repository.root, baseline: "known.json" })) statuses.push(status);
		expect(statuses).toEqual(["baselined"]);
	});
});

test("scanText takes bytes of any kind", () => {
	const key = currentKey();
	const wide = Buffer.from(`\ufeff${line(key)}`, "utf16le");
	expect(scanText(wide)).toMatchObject([{ line: 1, status: "blocking" }]);
	expect(scanText(`Authorization: Basic ${basicAuth(key)} # mailgun mg-hook:allow`)).toMatchObject([
		{ status: "allowed" },
	]);
});
