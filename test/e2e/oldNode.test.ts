import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { classicKey } from "../support/madeUpKeys.js";
import { PACKAGE_ROOT, runMgHook } from "../support/runMgHook.js";
import { type Outcome, run, temporaryRepository } from "../support/temporaryRepository.js";

const WAYS_IN = ["cli", "index", "secretlint"] as const;
const firstLines = (name: string) => readFileSync(join(PACKAGE_ROOT, "dist", `${name}.js`), "utf8");

interface Come {
	/** What was asked for. */
	required: readonly string[];
	said: string;
	code: number | undefined;
}

/** How far a Node of this version comes in a way in: it is told of by a `process` of its own. */
function comeIn(name: string, version: unknown, env: NodeJS.ProcessEnv = {}, flag = "--staged"): Come {
	const come = { required: [] as string[], said: "", code: undefined as number | undefined };
	const writeSync = (_to: number, text: string) => {
		come.said += text;
	};
	const required = (asked: string) => {
		if (asked === "fs") return { writeSync };
		come.required.push(asked);
		return {};
	};
	const exit = (code: number) => {
		come.code = code;
		throw new Error("exit");
	};
	const process = { version, execPath: "/it's\u001b[1m a/nöde", argv: ["node", "cli.js", "check", flag], env, exit };
	try {
		new Function("process", "require", "module", firstLines(name).replace(/^#!.*/u, ""))(process, required, {});
	} catch (error) {
		if (come.code === undefined) come.said += (error as Error).message;
	}
	return come;
}

test.each(WAYS_IN)("%s begins with what the oldest Node can read", async (name) => {
	const text = firstLines(name);
	expect(text.length).toBeLessThan(1500);
	// It fails where there is something that it would have to translate.
	await transform(text.replace(/^#!.*/u, ""), { target: "es5" });
	expect(text).not.toMatch(/=>|\b(?:let|const|class)\b|`|\?\./u);
});

const OLD = ["v0.8.28", "v0.10.48", "v0.12.18", "v3.3.1", "v4.9.1", "v6.17.1", "v8.17.0", "v10.24.1", "v12.22.12"];
OLD.push("v14.21.3", "v16.20.2", "v18.20.8", "v19.9.0", "v20.0.0", "v20.18.9", "v20.2.0", "v20.9.0-nightly2023", "odd");

test.each(OLD)("Node %s gets a sentence, whichever way it comes", (version) => {
	for (const name of WAYS_IN) {
		const { required, said, code } = comeIn(name, version);
		expect(required).toEqual([]);
		expect(said).toMatch(
			/^(?:mg-hook: )?\/it's\?\[1m a\/nöde is Node\.js [^v\n][^\n]*, and mg-hook needs 20\.19 or newer: /u,
		);
		expect(said).toContain(version.slice(1));
		expect([code, said.endsWith(".\n")]).toEqual(name === "cli" ? [2, true] : [undefined, false]);
	}
});

test.each(["v20.19.0", "v20.19.0-rc.1", "v20.20.2", "v21.0.0", "v22.1.0", "v26.0.0", "v100.0.0"])(
	"Node %s is let in",
	(version) => {
		for (const name of WAYS_IN)
			expect(comeIn(name, version)).toEqual({ required: [`./${name}-main.js`], said: "", code: undefined });
	},
);

test.each([
	["--staged", "commit"],
	["--commit-msg=x", "commit"],
	["--pre-push=origin", "push"],
])("under a hook with %s it says how to %s once without the check", (flag, verb) => {
	const { said, code } = comeIn("cli", "v12.22.9", { MG_HOOK_ANSWER: "112" }, flag);
	expect(code).toBe(115);
	expect(said).toMatch(/^mg-hook: [^\n]*, so this (?:commit|push) cannot be checked for Mailgun keys: [^\n]*\.\n$/u);
	expect(said).toContain(`to ${verb} once without the check: MG_HOOK=0 git ${verb} … (or git ${verb} --no-verify).`);
});

describe("the answers of mg-hook to a hook", () => {
	const repository = temporaryRepository();
	afterAll(() => repository.remove());
	const asked = (args: readonly string[], answer?: string): Outcome =>
		runMgHook(repository.root, args, { env: { MG_HOOK_ANSWER: answer } });

	test("count from 112, and those to anybody else from 0", () => {
		const key = classicKey();
		repository.write("a.env", `MAILGUN_API_KEY=${key}\n`);
		for (const [args, code] of [
			[["--version"], 0],
			[["check"], 0],
			[["check", "--nonsense"], 2],
			[["check", "a.env"], 1],
		] as const) {
			expect([args, asked(args).code]).toEqual([args, code]);
			expect([args, asked(args, "112").code]).toEqual([args, 112 + code]);
			expect([args, asked(args, "1").code]).toEqual([args, code]);
		}
	});
});

test("the hooks say the same version as package.json", () => {
	const { engines } = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
		engines: { node: string };
	};
	expect(engines.node).toBe(">=20.19.0");
	const { stdout } = run("grep", ["-ohE", "[0-9]+\\.19 or newer|-lt (20|19) ", "hooks/mg-hook.sh"], {
		cwd: PACKAGE_ROOT,
	});
	expect(new Set(stdout.trim().split("\n"))).toEqual(new Set(["20.19 or newer", "-lt 20 ", "-lt 19 "]));
});
