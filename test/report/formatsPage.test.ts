import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { FORMATS } from "../../src/report/format";
import { classicKey } from "../support/madeUpKeys";
import { CLI, PACKAGE_ROOT } from "../support/runMgHook";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository";

// docs/formats.md: its commands run, and it leaves no format out.

const page = readFileSync(resolve(PACKAGE_ROOT, "docs/formats.md"), "utf8");
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gmsu)].flatMap(([, block = ""]) => block.trim().split("\n"));

let repository: TemporaryRepository;
beforeEach(() => {
	repository = temporaryRepository();
});
afterEach(() => repository.remove());

test.each(commands)("%s", (command) => {
	expect(command).toMatch(/^npx mg-hook /u);
	const script = command.replace(/^npx mg-hook/u, `"${process.execPath}" "${CLI}"`);
	const outcome = () => run("sh", ["-c", script], { cwd: repository.root });
	expect(outcome()).toMatchObject({ code: 0, stderr: "" });
	repository.write("config/.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", "-A");
	expect(outcome()).toMatchObject({ code: 1, stderr: "" });
	for (const [, file = ""] of command.matchAll(/(?:--output|>) (\S+)/gu)) {
		expect(readFileSync(resolve(repository.root, file), "utf8")).toContain("mailgun-private-key");
	}
});

test("each format has its row, and its section or the first one", () => {
	for (const format of FORMATS) {
		expect(page).toContain(`| \`${format}\` |`);
		if (format !== "pretty") expect(page).toContain(`\n## ${format}\n`);
	}
});
