import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { allowCommentsIn } from "../src/policy/allowComment.js";
import { loadConfiguration } from "../src/policy/loadConfiguration.js";
import { PACKAGE_ROOT, runMgHook } from "./support/runMgHook.js";
import { temporaryRepository } from "./support/temporaryRepository.js";

const readme = readFileSync(resolve(PACKAGE_ROOT, "README.md"), "utf8");

/** The fenced blocks of one language. */
function blocks(language: string): string[] {
	return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gmu)]
		.filter((match) => match[1] === language)
		.map((match) => match[2] ?? "");
}

test("CI calls the very test command that the README gives", () => {
	const command = /^(npm ci && .*npm test)\b/mu.exec(readme)?.[1];
	const run = readFileSync(resolve(PACKAGE_ROOT, ".ci/run"), "utf8").split("\n");
	// What cannot be built may be missing, and nothing else.
	const steps = run.filter((line) => /\bnpm /u.test(line) && !line.startsWith("#"));
	expect(steps.map((line) => /\bnpm (?:ci|run \S+|test)/u.exec(line)?.[0]).join(" && ")).toBe(command);
});

test("the configuration shown is one that holds", async () => {
	const repository = temporaryRepository();
	try {
		const shown = blocks("json").find((block) => block.includes("minConfidence"));
		const file = repository.write("mg-hook.config.json", shown ?? "");
		const { configuration } = await loadConfiguration(file, repository.root);
		expect(configuration.minConfidence).toBe("medium");
		expect(configuration.patterns).toHaveLength(1);
	} finally {
		repository.remove();
	}
});

test("the allow comments shown are read as the text says", () => {
	const comments = blocks("sh").flatMap((block) => block.split("\n").flatMap(allowCommentsIn));
	expect(comments).toEqual([
		expect.objectContaining({ scope: "line", reason: expect.stringContaining("revoked") }),
		expect.objectContaining({ scope: "next-line", until: "2027-01-31" }),
	]);
});

test("the mg-hook commands shown are commands", () => {
	const commands = [...readme.matchAll(/npx mg-hook ([a-z]+)/gu)].map((match) => match[1] ?? "");
	expect(commands.length).toBeGreaterThan(5);
	for (const command of new Set(commands)) expect(runMgHook("/", [command, "--help"]).code).toBe(0);
});

test("what it links to is there", () => {
	for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)#]+)/gu)) {
		expect([target, existsSync(resolve(PACKAGE_ROOT, target ?? ""))]).toEqual([target, true]);
	}
});
