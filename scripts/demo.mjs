// Shows mg-hook at work: makes a throw-away repository, installs the hook, and commits a key that
// is made up at run time. Whatever happens is real: real git, real hook. Ends with 0 when the
// commit was blocked and the cleaned one passed.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";

const home = resolve(import.meta.dirname, "..");
const repository = mkdtempSync(join(tmpdir(), "mg-hook-demo-"));
const environment = {
	...process.env,
	GIT_AUTHOR_NAME: "You",
	GIT_AUTHOR_EMAIL: "you@example.org",
	GIT_COMMITTER_NAME: "You",
	GIT_COMMITTER_EMAIL: "you@example.org",
	// git gives the hook's output to standard error: ask there whether a person looks on.
	...(process.stderr.isTTY && !process.env.NO_COLOR && !process.env.CI ? { FORCE_COLOR: "1" } : {}),
};
for (const name of Object.keys(environment)) {
	if (/^GIT_(?:DIR|INDEX_FILE|WORK_TREE|PREFIX|EXEC_PATH)$/u.test(name)) delete environment[name];
}

function run(command, args) {
	process.stdout.write(
		`$ ${[command === process.execPath ? "npx mg-hook" : command, ...args.filter((arg) => !arg.endsWith("cli.js"))].join(" ")}\n`,
	);
	const { status } = spawnSync(command, args, { cwd: repository, env: environment, stdio: ["ignore", 1, 1] });
	return status;
}

function mailer(key) {
	return `import Mailgun from "mailgun.js";\n\nexport const mailgun = new Mailgun(FormData).client({\n\tusername: "api",\n\tkey: ${key},\n});\n`;
}

try {
	spawnSync("git", ["init", "--quiet", "--initial-branch=main"], { cwd: repository, env: environment });
	mkdirSync(join(repository, "node_modules"));
	symlinkSync(home, join(repository, "node_modules", "mg-hook"), "junction");
	writeFileSync(join(repository, ".gitignore"), "node_modules/\n");
	run(process.execPath, [join(home, "dist", "cli.js"), "install"]);
	writeFileSync(join(repository, "mailer.js"), mailer(JSON.stringify(`key-${randomBytes(16).toString("hex")}`)));
	run("git", ["add", "."]);
	const blocked = run("git", ["commit", "-m", "Send mail"]);
	process.stdout.write(
		`\n(git commit ended with ${blocked}: nothing was committed)\n\nThe same, with the key read from the environment:\n\n`,
	);
	writeFileSync(join(repository, "mailer.js"), mailer("process.env.MAILGUN_API_KEY"));
	run("git", ["add", "."]);
	const passed = run("git", ["commit", "-m", "Send mail"]);
	process.exitCode = blocked !== 0 && passed === 0 ? 0 : 1;
} finally {
	rmSync(repository, { recursive: true, force: true });
}
