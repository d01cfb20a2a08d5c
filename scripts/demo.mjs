// Shows mg-hook at work: makes a throw-away repository, installs the hook, and commits a key that is
// made up at run time. Whatever happens is real: real git, real hook. Builds dist/ where it has to,
// so that `npm ci --ignore-scripts && npm run demo` is all that a fresh clone needs.
//
// Ends with 0 only where mg-hook itself, for that key, stopped the commit, and the cleaned one went
// in. Anything else ends with 1 and a sentence: a demo that takes another failure for the hook's
// work shows nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { hookEnd } from "./hookEnd.mjs";

/** Why the demo did not show what it is to show: a sentence for the person who runs it. */
class Unexpected extends Error {}

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(home, "dist", "cli.js");
const color = process.env.FORCE_COLOR
	? process.env.FORCE_COLOR !== "0"
	: process.stdout.isTTY && !process.env.NO_COLOR && !process.env.CI;
const bold = (text) => (color ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text) => (color ? `\u001b[2m${text}\u001b[22m` : text);
const say = (text = "") => process.stdout.write(`${text}\n`);

try {
	needNode();
	buildWhereStale();
	const folder = mkdtempSync(join(tmpdir(), "mg-hook-demo-"));
	try {
		show(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
} catch (error) {
	if (!(error instanceof Unexpected)) throw error;
	process.stderr.write(`\nThe demo did not go as it must: ${error.message}\n`);
	process.exitCode = 1;
}

function needNode() {
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major > 20 || (major === 20 && minor >= 19)) return;
	throw new Unexpected(`this is Node.js ${process.versions.node}, and mg-hook needs 20.19 or newer.`);
}

/** Builds dist/ where there is none, or where a source is newer. */
function buildWhereStale() {
	const sources = ["package.json", "scripts", "src"].map((name) => join(home, name));
	if (existsSync(cli) && sources.every((source) => newest(source) <= statSync(cli).mtimeMs)) return;
	if (!existsSync(join(home, "node_modules"))) {
		throw new Unexpected("the packages that build mg-hook are not installed. Run: npm ci --ignore-scripts");
	}
	say(dim("Building dist/ …"));
	const { status } = spawnSync(process.execPath, [join(home, "scripts", "build.mjs")], { cwd: home, stdio: "inherit" });
	if (status !== 0) throw new Unexpected("mg-hook could not be built; see above.");
}

/** When a file, or the newest in a folder, was changed; 0 where it is not there, as in an unpacked package. */
function newest(path) {
	const found = statSync(path, { throwIfNoEntry: false });
	if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function show(folder) {
	const repository = join(folder, "repository");
	const empty = join(folder, "home");
	const trace = join(folder, "trace");
	for (const path of [repository, empty]) mkdirSync(path);
	writeFileSync(join(empty, "gitconfig"), "");
	const key = `key-${randomBytes(16).toString("hex")}`;
	const env = cleanEnvironment(empty);

	/** Runs a program and returns how it went; nothing is shown. */
	function run(program, args) {
		const options = {
			cwd: repository,
			env: { ...env, GIT_TRACE2_EVENT: trace },
			encoding: "utf8",
			stdio: ["ignore", "pipe", "pipe"],
		};
		rmSync(trace, { force: true });
		const { status, signal, stdout, stderr, error } = spawnSync(program, args, options);
		if (error !== undefined)
			throw new Unexpected(`${program} could not be started (${error.code}). Is it installed, and on PATH?`);
		return { code: status ?? signal, printed: `${stdout}${stderr}` };
	}

	/** Runs a command as a person would see it: with its line before it. */
	function showRun(line, program, args) {
		say(bold(`$ ${line}`));
		const outcome = run(program, args);
		if (stripVTControlCharacters(outcome.printed).includes(key))
			throw new Unexpected(`${line} showed the key, which nothing may.`);
		process.stdout.write(outcome.printed);
		return outcome;
	}

	/** The outcome of what may not fail. */
	function must(line, { code, printed }) {
		if (code === 0) return printed;
		throw new Unexpected(`${line} ended with ${code}${printed === "" ? "." : `: ${printed.trim()}`}`);
	}

	function commit(content) {
		writeFileSync(join(repository, "mailer.js"), mailer(content));
		must("git add", showRun("git add .", "git", ["add", "."]));
		const outcome = showRun('git commit -m "Send mail"', "git", ["commit", "-m", "Send mail"]);
		return { ...outcome, hook: hookEnd(trace, "pre-commit") };
	}

	must("git init", run("git", ["-c", "init.defaultBranch=main", "init", "--quiet", "--template="]));
	mkdirSync(join(repository, "node_modules"));
	symlinkSync(home, join(repository, "node_modules", "mg-hook"), "junction");
	writeFileSync(join(repository, ".gitignore"), "node_modules/\n");

	say(dim("A new repository, with mg-hook in its node_modules:\n"));
	must("mg-hook install", showRun("npx mg-hook install", process.execPath, [cli, "install"]));
	say(dim("\nmailer.js with a Mailgun key in it (made up just now):\n"));
	const blocked = commit(JSON.stringify(key));
	proveBlocked(blocked, must("git rev-list", run("git", ["rev-list", "--all", "--count"])));
	say(`\n${bold(`(git commit ended with ${blocked.code}: mg-hook stopped it, and nothing was committed)`)}`);

	say(dim("\nThe same, with the key read from the environment:\n"));
	const passed = commit("process.env.MAILGUN_API_KEY");
	const history = must("git log", run("git", ["log", "--all", "--patch", "--format=%H"]));
	provePassed(passed, history, key);
	say(`\n${bold("(committed: the hook looked, and found no key)")}`);
}

/**
 * This process's environment without what would make git, the hook or Node behave otherwise than they
 * do by themselves: no configuration, template, attribute, ignore list or variable of the user's.
 */
function cleanEnvironment(empty) {
	const env = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (!/^(?:GIT_|MG_HOOK|HUSKY|NODE_|XDG_|SSH_ASKPASS|FORCE_COLOR)/iu.test(name)) env[name] = value;
	}
	const path = Object.keys(env).find((name) => /^path$/iu.test(name)) ?? "PATH";
	return {
		...env,
		// The hook starts the Node that runs this one, also where PATH has a version manager's stand-in that needs HOME.
		[path]: [dirname(process.execPath), env[path]].filter(Boolean).join(delimiter),
		HOME: empty,
		XDG_CONFIG_HOME: empty,
		GIT_CONFIG_GLOBAL: join(empty, "gitconfig"),
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_ATTR_NOSYSTEM: "1",
		GIT_TERMINAL_PROMPT: "0",
		GIT_AUTHOR_NAME: "You",
		GIT_AUTHOR_EMAIL: "you@example.org",
		GIT_COMMITTER_NAME: "You",
		GIT_COMMITTER_EMAIL: "you@example.org",
		...(color ? { FORCE_COLOR: "1" } : {}),
	};
}

function proveBlocked({ code, hook, printed }, commits) {
	const report = stripVTControlCharacters(printed);
	if (hook === undefined) throw new Unexpected("git ran no pre-commit hook (or is older than 2.22 and cannot tell).");
	if (code === 0) throw new Unexpected("the commit with the key went through.");
	if (hook !== 1)
		throw new Unexpected(`the hook ended with ${hook}, not with 1 as it does for a key. What it says is above.`);
	const said = [/mg-hook stopped this commit/u, /\bmailer\.js:5:\d+/u, /key-[0-9a-f]+…/u];
	if (!said.every((part) => part.test(report))) {
		throw new Unexpected("the commit was stopped, but not with mg-hook's report of the key in mailer.js.");
	}
	if (commits.trim() !== "0") throw new Unexpected("git says that the commit was stopped, and there is one.");
}

function provePassed({ code, hook }, history, key) {
	if (hook === undefined) throw new Unexpected("git ran no pre-commit hook for the clean commit.");
	if (hook !== 0) throw new Unexpected(`the hook ended with ${hook} where there was no key. What it says is above.`);
	if (code !== 0) throw new Unexpected(`the clean commit ended with ${code}. What git says is above.`);
	if (!history.includes("process.env.MAILGUN_API_KEY")) throw new Unexpected("the clean commit is not in the history.");
	if (history.includes(key)) throw new Unexpected("the key is in the history.");
}

function mailer(key) {
	return `import Mailgun from "mailgun.js";\n\nexport const mailgun = new Mailgun(FormData).client({\n\tusername: "api",\n\tkey: ${key},\n});\n`;
}
