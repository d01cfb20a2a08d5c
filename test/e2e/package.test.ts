import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { must, type PackedPackage, packPackage } from "../support/packedPackage.js";
import { PACKAGE_ROOT } from "../support/runMgHook.js";
import { run, temporaryDirectory } from "../support/temporaryRepository.js";

let packed: PackedPackage;
let project: string;
beforeAll(() => {
	packed = packPackage();
	project = temporaryDirectory();
	packed.installInto(project);
});
afterAll(() => {
	rmSync(project, { recursive: true, force: true });
});

describe("what npm pack holds", () => {
	const WHAT_RUNS =
		/^(?:dist\/[\w-]+\.js|dist\/(?:index|secretlint)\.d\.ts|dist\/THIRD-PARTY-NOTICES\.txt|hooks\/(?:pre-commit|commit-msg|pre-push|mg-hook\.sh|gate\.(?:sh|pcre|ere))|mg-hook\.schema\.json|package\.json|README\.md|CHANGELOG\.md|LICENSE)$/u;

	test("is only what runs", () => {
		expect(packed.files.filter((file) => !WHAT_RUNS.test(file))).toEqual([]);
	});

	test("is all that package.json names, and the licences", () => {
		const manifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
			bin: { "mg-hook": string };
			main: string;
			types: string;
			exports: Record<string, string | Record<string, string>>;
		};
		const named = [manifest.bin["mg-hook"], manifest.main, manifest.types, ...Object.values(manifest.exports)]
			.flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)))
			.map((file) => file.replace(/^\.\//u, ""));
		expect(packed.files).toEqual(
			expect.arrayContaining([
				...named,
				"hooks/pre-commit",
				"hooks/commit-msg",
				"hooks/pre-push",
				"hooks/mg-hook.sh",
				"hooks/gate.sh",
				"hooks/gate.pcre",
				"hooks/gate.ere",
				"LICENSE",
				"dist/THIRD-PARTY-NOTICES.txt",
			]),
		);
	});

	test("requires no package but re2 when it runs", () => {
		const required = new Set<string>();
		for (const file of packed.files.filter((name) => name.endsWith(".js"))) {
			const text = readFileSync(join(project, "node_modules/mg-hook", file), "utf8");
			// Quoted, it is code that ajv would write elsewhere.
			for (const [, name = ""] of text.matchAll(/(?<!['"`])\brequire\("([^"]+)"\)/gu)) {
				if (name.startsWith("./")) expect(packed.files).toContain(`dist/${name.slice(2)}`);
				else if (!name.startsWith("node:")) required.add(name);
			}
		}
		expect([...required].filter((name) => !builtinModules.includes(name))).toEqual(["re2"]);
	});
});

describe("the scripts that npm runs by itself", () => {
	const manifest = readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8");
	const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
	/** A folder with package.json, the scripts that are named and nothing else of mg-hook. */
	const cloneWith = (...names: string[]): string => {
		const clone = mkdtempSync(join(project, "clone-"));
		for (const name of ["package.json", ...names.map((script) => `scripts/${script}`)]) {
			mkdirSync(dirname(join(clone, name)), { recursive: true });
			cpSync(join(PACKAGE_ROOT, name), join(clone, name));
		}
		return clone;
	};

	test("are none for those who install the package", () => {
		expect(scripts["prepack"]).toBe("npm run --silent build && node scripts/publishedManifest.mjs");
		const clone = cloneWith("publishedManifest.mjs");
		// The build has tests of its own.
		const text = manifest.replace("npm run --silent build && ", "");
		writeFileSync(join(clone, "package.json"), text);
		// Twice: what was broken off must not make another one lose them.
		must(run("node", ["scripts/publishedManifest.mjs"], { cwd: clone }));
		must(run("npm", ["pack", "--silent"], { cwd: clone, env: { npm_config_cache: join(clone, "cache") } }));
		must(run("node", ["scripts/publishedManifest.mjs", "--restore"], { cwd: clone }));
		expect(readFileSync(join(clone, "package.json"), "utf8")).toBe(text);
		must(run("npm", ["pack", "--silent"], { cwd: clone, env: { npm_config_cache: join(clone, "cache") } }));
		expect(readFileSync(join(clone, "package.json"), "utf8")).toBe(text);
		const published = must(run("tar", ["-xOzf", "mg-hook-0.1.0.tgz", "package/package.json"], { cwd: clone })).stdout;
		const { scripts: _scripts, allowScripts: _allowed, ...rest } = JSON.parse(manifest);
		expect(JSON.parse(published)).toEqual(rest);
	});

	test("do nothing in a clone without the tools, as after npm ci --omit=dev", () => {
		const clone = cloneWith("setUpClone.mjs");
		const before = readdirSync(clone);
		expect(run("sh", ["-c", scripts["prepare"] ?? "exit 1"], { cwd: clone })).toMatchObject({
			code: 0,
			stdout: "",
			stderr: "",
		});
		expect(readdirSync(clone)).toEqual(before);
	});

	test("get the tools and build where npm installs a Git dependency globally, as for pre-commit", () => {
		const clone = cloneWith("setUpClone.mjs");
		mkdirSync(join(clone, "bin"));
		writeFileSync(
			join(clone, "bin/npm"),
			`#!/bin/sh
echo "$* global=\${npm_config_global-} prefix=\${npm_config_prefix-} registry=$npm_config_registry" >>calls
echo noise
`,
			{ mode: 0o755 },
		);
		const env = {
			PATH: [join(clone, "bin"), process.env["PATH"]].join(delimiter),
			npm_config_global: "true",
			npm_config_prefix: "/nowhere",
			npm_config_registry: "https://registry.example",
		};
		// pre-commit before 4.6 takes what npm pack prints for a file's name.
		expect(run("sh", ["-c", scripts["prepare"] ?? "exit 1"], { cwd: clone, env })).toMatchObject({
			code: 0,
			stdout: "",
		});
		expect(readFileSync(join(clone, "calls"), "utf8").split("\n")).toEqual([
			"ci --ignore-scripts --no-audit --no-fund --loglevel=error global= prefix= registry=https://registry.example",
			expect.stringMatching(/^run --silent build /u),
			"",
		]);
	});
});

describe("the public interface", () => {
	const CONSUMER = `
		import { CannotCheck, type Finding, joinOccurrences, scanHistory, scanRange, scanStaged, scanText } from "mg-hook";
		import { creator } from "mg-hook/secretlint";

		const findings: Finding[] = scanText("text", { path: ".env" });
		const line: number | undefined = findings[0]?.line;
		const status: "blocking" | "allowed" | "baselined" | "below-threshold" | undefined = findings[0]?.status;
		scanText(new Uint8Array(3));
		const rule: string = creator.meta.id;
		export async function staged(): Promise<readonly [string, number | undefined, typeof status]> {
			try {
				for await (const finding of scanStaged({ cwd: "." })) return [finding.redacted, line, finding.status];
			} catch (error) {
				if (error instanceof CannotCheck) return [error.problem + error.wayOut, line, status];
			}
			return ["", line, status];
		}
		export const joined: Promise<Finding[]> = joinOccurrences(scanRange({ range: rule }));
		void scanHistory({ shard: { index: 1, count: 2 } }).next();
		// @ts-expect-error A finding's line is a number: the types say something.
		export const wrong: string | undefined = findings[0]?.line;
		// @ts-expect-error There is no such option.
		scanText("text", { file: "x" });
	`;

	// No types but those of the language, and what TypeScript takes for the target unless told.
	test.each([
		["nodenext", "nodenext", "commonjs"],
		["nodenext", "nodenext", "module"],
		["node16", "node16", "commonjs"],
		["node16", "node16", "module"],
		["esnext", "bundler", "module"],
	])(
		"type-checks under strict TypeScript with module %s, moduleResolution %s, type %s",
		(module, moduleResolution, type) => {
			writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type }));
			writeFileSync(join(project, "consumer.ts"), CONSUMER);
			const compilerOptions = {
				strict: true,
				exactOptionalPropertyTypes: true,
				noUncheckedIndexedAccess: true,
				skipLibCheck: false,
				noEmit: true,
				types: [],
				module,
				moduleResolution,
			};
			writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
			const tsc = join(PACKAGE_ROOT, "node_modules/typescript/bin/tsc");
			const { code, stdout } = run(process.execPath, [tsc, "-p", "."], { cwd: project });
			expect([code, stdout]).toEqual([0, ""]);
		},
	);

	test.each([
		["require", "consumer.cjs", 'const { scanText } = require("mg-hook");'],
		["import", "consumer.mjs", 'import { scanText } from "mg-hook";'],
	])("runs by %s", (_how, file, load) => {
		const key = classicKey();
		const program = `${load}\nconsole.log(JSON.stringify(scanText(process.env.TEXT, { path: ".env" }).map(({ line, status }) => [line, status])));\n`;
		writeFileSync(join(project, file), program);
		const { stdout, stderr } = run(process.execPath, [file], {
			cwd: project,
			env: { TEXT: `\nMAILGUN_API_KEY=${key}\n` },
		});
		expect([stdout, stderr]).toEqual(['[[2,"blocking"]]\n', ""]);
	});

	test("hands out its configuration schema and nothing inside", () => {
		writeFileSync(
			join(project, "schema.cjs"),
			'console.log(require("mg-hook/mg-hook.schema.json").$schema !== undefined);\nrequire("mg-hook/dist/cli.js");\n',
		);
		const { code, stdout, stderr } = run(process.execPath, ["schema.cjs"], { cwd: project });
		expect([code, stdout]).toEqual([1, "true\n"]);
		expect(stderr).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
		expect(existsSync(join(project, "node_modules/mg-hook/mg-hook.schema.json"))).toBe(true);
	});
});
