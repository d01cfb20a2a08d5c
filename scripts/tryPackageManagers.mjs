// Installs the package as people do, with each package manager that can be had, on machines with an
// empty home and no compiler (but for two), and makes a clean commit and one with a key on each.
// Prints a table. Words choose rows: -- "npm 12" bun
//
// Ends with 0 where all went as it must, with 1 where something did not, and with 77 where something
// could not be tried.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { commandsOf, newMachine, which } from "./newMachine.mjs";

const root = resolve(import.meta.dirname, "..");
const NEWEST = "26";

/**
 * A row: `add` installs $T, the tarball; `call` runs a command of the package; `ends` is what `add` has
 * to end with (0), where the package manager itself has it otherwise.
 */
const NPM = { manager: "npm", call: "npx" };
const YARN = { manager: "yarn", call: "yarn" };
const ROWS = [
	...["10", "11"].flatMap((version) => [
		{ ...NPM, version, node: NEWEST, how: "--ignore-scripts", add: "npm install --ignore-scripts --save-dev $T" },
		{ ...NPM, version, node: NEWEST, how: "scripts, but no compiler", add: "npm install --save-dev $T" },
	]),
	...["20", "22", "23", "24", "25"].map((node) => ({
		...NPM,
		version: "11",
		node,
		how: "scripts, but no compiler",
		add: "npm install --save-dev $T",
	})),
	...["20", "22", "23", "24", "25", NEWEST].map((node) => ({
		...NPM,
		version: "12",
		node,
		how: "as it is",
		add: "npm install --save-dev $T",
	})),
	...["11", "12"].map((version) => ({
		...NPM,
		version,
		node: NEWEST,
		how: "--offline, nothing cached",
		add: "npm install --cache ../none --offline --save-dev $T",
	})),
	{ ...NPM, version: "11", node: "20", how: "--engine-strict", add: "npm install --engine-strict --save-dev $T" },
	{ ...NPM, version: "12", node: "24", how: "busybox, as in Alpine", busybox: true, add: "npm install --save-dev $T" },
	...["10", "11", "12"].map((version) => ({
		manager: "pnpm",
		version,
		node: NEWEST,
		call: "pnpm exec",
		how: "as it is",
		add: "pnpm add --save-dev $T",
		// ERR_PNPM_IGNORED_BUILDS: everything is installed, and it ends with 1 until somebody decides about re2.
		ends: version === "10" ? 0 : 1,
	})),
	...["10", "11", "12"].map((version) => ({
		manager: "pnpm",
		version,
		node: NEWEST,
		call: "pnpm exec",
		how: "--ignore-scripts",
		add: "pnpm add --ignore-scripts --save-dev $T",
	})),
	...["11", "12"].map((version) => ({
		manager: "pnpm",
		version,
		node: NEWEST,
		call: "pnpm exec",
		how: "--allow-build=re2, but no compiler",
		add: "pnpm add --save-dev --allow-build=re2 $T",
	})),
	{
		...YARN,
		version: "1",
		node: NEWEST,
		call: "yarn --silent run",
		how: "--ignore-scripts",
		add: "yarn add --ignore-scripts --dev file:$T",
	},
	{
		...YARN,
		version: "1",
		node: "20",
		call: "yarn --silent run",
		how: "scripts, but no compiler",
		add: "yarn add --dev file:$T",
	},
	{ ...YARN, version: "4", node: NEWEST, how: "PnP", before: "touch yarn.lock", add: "yarn add --dev mg-hook@file:$T" },
	{
		...YARN,
		version: "4",
		node: NEWEST,
		how: "node-modules",
		before: "touch yarn.lock && echo 'nodeLinker: node-modules' >.yarnrc.yml",
		add: "yarn add --dev mg-hook@file:$T",
	},
	...["--ignore-scripts", ""].map((flag) => ({
		manager: "bun",
		version: "",
		node: NEWEST,
		call: "bun x",
		how: flag || "as it is, no compiler",
		add: `bun add ${flag} --dev $T`,
	})),
	{
		...NPM,
		version: "12",
		node: "24",
		compiler: true,
		how: "approved, compiled",
		add: "npm install --save-dev $T && npm install-scripts approve re2 && npm rebuild re2",
	},
	{ ...NPM, version: "11", node: NEWEST, compiler: true, how: "compiled", add: "npm install --save-dev $T" },
];

const words = process.argv.slice(2);
const nameOf = ({ manager, version, how, node }) => `${manager} ${version}, ${how}, Node ${node}`.replace(" ,", ",");
const chosen = ROWS.filter((row) => words.length === 0 || words.some((word) => nameOf(row).includes(word)));

const pack = mkdtempSync(join(tmpdir(), "mg-hook-try-"));
process.on("exit", () => rmSync(pack, { recursive: true, force: true }));
// An array, and from npm 12 on an object by names.
const [{ filename }] = Object.values(
	JSON.parse(
		execFileSync("npm", ["pack", "--json", "--pack-destination", pack], {
			cwd: root,
			encoding: "utf8",
		}),
	),
);
const tarball = join(pack, filename);

/** What is as it must be, or why not: `expect` throws, and the row fails with its words. */
function expect(holds, otherwise, printed = "") {
	if (!holds) throw new Error(`${otherwise}${printed === "" ? "" : `\n${printed.trim().replaceAll(/^/gmu, "  | ")}`}`);
}

/** Tries a row on a machine, and fills in its cells. */
function tryRow(row, machine, cells) {
	const repository = join(machine.folder, "repository");
	mkdirSync(repository);
	const key = `key-${randomBytes(16).toString("hex")}`;
	const call = (args) => machine.run(`${row.call} mg-hook ${args}`, repository);
	const write = (name, text) => writeFileSync(join(repository, name), text);

	machine.run("git init --quiet --initial-branch main", repository);
	write("package.json", '{ "name": "project", "version": "1.0.0", "private": true }\n');
	write(".gitignore", "node_modules\n.yarn\n");
	if (row.before !== undefined) machine.run(row.before, repository);
	const added = machine.run(row.add.replaceAll("$T", tarball), repository);
	cells.add = `${added.code}, ${added.seconds.toFixed(0)} s`;
	expect(added.code === (row.ends ?? 0), `${row.add} ended with ${added.code}`, added.printed);

	const installed = call("install");
	expect(installed.code === 0, `mg-hook install ended with ${installed.code}`, installed.printed);

	// The second holds what looks like a key at first sight: Node has to be started for it.
	for (const text of ["clean\n", `MAILGUN_API_KEY=key-${"0".repeat(32)}\n`]) {
		write("clean.txt", text);
		const clean = machine.commit(repository);
		cells.clean = clean.code === 0 && clean.hook === 0 ? "passed" : `${clean.code}, hook ${clean.hook}`;
		expect(clean.code === 0 && clean.hook === 0, "a clean commit was stopped, or not looked at", clean.printed);
	}

	write(".env", `MAILGUN_API_KEY=${key}\n`);
	const blocked = machine.commit(repository);
	cells.blocked = blocked.code !== 0 && blocked.hook === 1 ? "blocked" : `${blocked.code}, hook ${blocked.hook}`;
	expect(!blocked.printed.includes(key), "the key was shown");
	expect(blocked.code !== 0, "the commit with a key went in");
	expect(blocked.hook === 1, `the hook ended with ${blocked.hook} for a key`, blocked.printed);
	expect(
		/mg-hook stopped this commit/u.test(blocked.printed) && /\.env:1:/u.test(blocked.printed),
		"not mg-hook's report",
		blocked.printed,
	);
	const commits = machine.run("git rev-list --count HEAD", repository).stdout.trim();
	expect(commits === "2", `there are ${commits} commits, and not 2`);

	const json = call("check --staged --format json");
	expect(json.code === 1, `mg-hook check ended with ${json.code} for a key`, json.printed.replaceAll(key, "…"));
	cells.engine = JSON.parse(json.stdout.slice(json.stdout.indexOf("{"))).tool.engine ?? "?";
	expect(cells.engine === (row.compiler ? "re2" : "re2js"), `the engine was ${cells.engine}`);

	const doctor = call("doctor");
	cells.doctor = doctor.code === 0 ? "well" : String(doctor.code);
	expect(doctor.code === 0, `mg-hook doctor ended with ${doctor.code}`, doctor.printed.replaceAll(key, "…"));
}

const table = [];
const counts = { "as it must": 0, FAILED: 0, "not tried": 0 };
for (const row of chosen) {
	const cells = { node: row.node, add: "", clean: "", blocked: "", doctor: "", engine: "" };
	let outcome = "as it must";
	let machine;
	try {
		if (row.compiler && (which("c++") === undefined || which("make") === undefined || which("python3") === undefined))
			throw new Error("there is no compiler here");
		machine = newMachine({
			node: row.node,
			commands: commandsOf(row.manager, row.version),
			compiler: row.compiler,
			busybox: row.busybox,
		});
		cells.node = machine.version;
	} catch (error) {
		outcome = "not tried";
		process.stdout.write(`${nameOf(row)}: not tried: ${error.message}\n`);
	}
	try {
		if (machine !== undefined) tryRow(row, machine, cells);
	} catch (error) {
		outcome = "FAILED";
		process.stdout.write(`${nameOf(row)}: FAILED: ${error.message}\n`);
	} finally {
		machine?.remove();
	}
	counts[outcome]++;
	if (outcome === "as it must") process.stdout.write(`${nameOf(row)}: as it must\n`);
	table.push([
		`${row.manager} ${row.version}`.trim(),
		row.how,
		cells.node,
		cells.add,
		cells.clean,
		cells.blocked,
		cells.doctor,
		cells.engine,
		outcome,
	]);
}

const HEAD = ["installer", "how", "Node", "add", "clean commit", "with a key", "doctor", "engine", "outcome"];
const line = (parts) => `| ${parts.map((part) => part || "–").join(" | ")} |\n`;
process.stdout.write(`\n${line(HEAD)}${line(HEAD.map(() => "---"))}${table.map(line).join("")}\n`);
process.stdout.write(
	`tryPackageManagers: ${Object.entries(counts)
		.map(([what, count]) => `${count} ${what}`)
		.join(", ")}\n`,
);
if (counts.FAILED > 0 || table.length === 0) process.exitCode = 1;
else if (counts["not tried"] > 0) process.exitCode = 77;
