// How many small changes to the sources the tests notice: node scripts/mutate.mjs [options]
//
//   --count 300      mutants to try, of a few thousand places
//   --seed 1         which ones: the same seed makes the same mutants of the same sources
//   --only PLACE     only in this folder, file, file:line or file:line:column; can be given again
//   --jobs 2         mutants at a time, each in a copy of its own
//   --quick          ask the quick tests of the table alone, and not the types: who survives may be killed yet
//   --list           print the mutants and run nothing
//
// A mutant is one textual change (scripts/mutants.mjs says which there are, and what is left out). It
// is killed by a type error, a failing build, a failing test, or a test that does not end. Tests are
// those of the table below, the quick ones first. Each copy is in a temporary folder; the checkout is
// never written to. Survivors are printed on standard output with their place, then the score; it
// ends with 0 whatever the score, and with 2 where the tests fail without any change.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { changed, placesIn } from "./mutants.mjs";

const ROOT = resolve(import.meta.dirname, "..");

/**
 * The tests of each room, in the order in which they are run, but that those named after the mutated
 * file come first. `quick` ones load the sources and take seconds, `slow` ones load them, too; `built`
 * ones run what is in dist/.
 */
const ROOMS = {
	"src/key": {
		quick: ["test/key", "test/detect/rules", "test/cases.test.ts"],
		slow: ["test/respond/search/whereabouts.test.ts"],
		built: ["test/commands/respond.test.ts", "test/secrecy.test.ts"],
	},
	"src/detect": {
		quick: [
			"test/detect/context",
			"test/detect/text",
			"test/detect/rules",
			"test/cases.test.ts",
			"test/detect/matcher.test.ts",
		],
		slow: [
			"test/generate/rulesPage.test.ts",
			"test/source/blockBuilder.test.ts",
			"test/detect/anywhere.property.test.ts",
			"test/fuzz/fuzz.test.ts",
		],
		built: ["test/commands/check.test.ts", "test/secrecy.test.ts"],
	},
	"src/source": {
		quick: ["test/source"],
		slow: ["test/fuzz/fuzz.test.ts", "test/git/content.test.ts"],
		built: [
			"test/api.test.ts",
			"test/source/paths.test.ts",
			"test/commands/check.test.ts",
			"test/commands/interrupt.test.ts",
			"test/git/pathNames.test.ts",
			"test/git/configuration.test.ts",
			"test/git/attributes.test.ts",
			"test/git/layouts.test.ts",
			"test/git/operations.test.ts",
			"test/git/faults.test.ts",
		],
	},
	"src/policy": {
		quick: ["test/policy"],
		slow: ["test/cases.test.ts"],
		built: [
			"test/policy/configuration.test.ts",
			"test/commands/baseline.test.ts",
			"test/commands/allowlist.test.ts",
			"test/commands/check.test.ts",
			"test/readme.test.ts",
		],
	},
	"src/respond/search": {
		quick: ["test/respond/search", "test/respond/incident"],
		slow: [],
		built: ["test/respond/search/pushedBefore.test.ts", "test/commands/respond.test.ts"],
	},
};

/** Seconds without the end of any test file after which a mutant counts as one that hangs: at least. */
const LEAST_PATIENCE = 120;

const { values: options } = parseArgs({
	options: {
		count: { type: "string", default: "300" },
		seed: { type: "string", default: "1" },
		only: { type: "string", multiple: true, default: [] },
		jobs: { type: "string", default: "2" },
		quick: { type: "boolean", default: false },
		list: { type: "boolean", default: false },
	},
});

function nameOf({ file, line, column, change }) {
	return `${file}:${line}:${column} ${change.what}`;
}

/** Every place of the rooms' sources that `--only` allows. */
function allPlaces() {
	return Object.keys(ROOMS)
		.flatMap((room) => filesUnder(ROOT, room).map((file) => ({ room, file })))
		.filter(({ file }) => file.endsWith(".ts"))
		.flatMap(({ room, file }) =>
			placesIn(readFileSync(join(ROOT, file), "utf8")).map((place) => ({ room, file, ...place })),
		)
		.filter(isAsked);
}

function isAsked({ file, line, column }) {
	const name = `${file}:${line}:${column}`;
	return (
		options.only.length === 0 ||
		options.only.some(
			(only) => name === only || ["/", ":"].some((end) => name.startsWith(only.replace(/\/$/u, "") + end)),
		)
	);
}

/** The places in the order of a seed, each with the one of its changes that the seed takes. */
function sampleOf(places, seed) {
	return places
		.map(({ changes, ...place }) => {
			const [{ start, end }] = changes;
			const hash = createHash("sha256").update(`${seed} ${place.file} ${start} ${end}`).digest();
			return { ...place, change: changes[hash.readUInt32BE(4) % changes.length], order: hash.readUInt32BE(0) };
		})
		.sort((left, right) => left.order - right.order);
}

function filesUnder(root, path) {
	if (!existsSync(join(root, path))) return [];
	if (statSync(join(root, path)).isFile()) return [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** Tries each mutant in the first copy that is free. */
async function tryAll(mutants, jobs) {
	const folder = mkdtempSync(join(tmpdir(), "mg-hook-mutants-"));
	const copies = [];
	process.on("exit", () => {
		for (const copy of copies) copy.stop();
		rmSync(folder, { recursive: true, force: true });
	});
	for (const [signal, code] of [
		["SIGINT", 130],
		["SIGTERM", 143],
		["SIGHUP", 129],
	])
		process.on(signal, () => process.exit(code));
	while (copies.length < Math.min(jobs, mutants.length)) copies.push(new Copy(join(folder, String(copies.length))));

	const rooms = [...new Set(mutants.map(({ room }) => room))];
	const queue = rooms.map((room) => ({ room }));
	let broken = false;
	await Promise.all(
		copies.map(async (copy) => {
			for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
				const killer = await copy.outcome(next.room, undefined);
				if (killer !== undefined) broken = true;
				process.stderr.write(`${next.room} unchanged: ${killer ?? "passes"}\n`);
			}
		}),
	);
	if (broken) {
		process.stderr.write("The tests fail as it is: there is nothing to measure.\n");
		process.exitCode = 2;
		return;
	}

	const patience = Math.max(LEAST_PATIENCE, 5 * Math.max(...copies.map(({ longestWait }) => longestWait)));
	const survivors = [];
	const counts = { types: 0, time: 0, tests: 0 };
	let done = 0;
	const left = [...mutants];
	await Promise.all(
		copies.map(async (copy) => {
			copy.patience = patience;
			for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
				const killer = await copy.outcome(mutant.room, mutant);
				done++;
				process.stderr.write(`${done}/${mutants.length} ${nameOf(mutant)}: ${killer ?? "SURVIVED"}\n`);
				if (killer === undefined) survivors.push(mutant);
				else if (killer === "type error") counts.types++;
				else if (killer === "no end") counts.time++;
				else counts.tests++;
			}
		}),
	);
	for (const mutant of survivors.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line)) {
		process.stdout.write(`survived: ${nameOf(mutant)}\n`);
	}
	process.stdout.write(
		`${done - survivors.length} of ${done} mutants killed with seed ${options.seed}: ${counts.tests} by tests, ${counts.types} by types, ${counts.time} by time\n`,
	);
}

/** A copy of the checkout, as it is with all that is not committed, in which one mutant is tried after another. */
class Copy {
	/** Longest time without the end of a test file so far, and the longest that is borne (seconds). */
	longestWait = 0;
	patience = Number.POSITIVE_INFINITY;
	running = undefined;

	constructor(folder) {
		this.folder = folder;
		const { stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
			cwd: ROOT,
			encoding: "utf8",
			maxBuffer: 1 << 28,
		});
		for (const file of stdout.split("\0")) {
			if (file === "" || !existsSync(join(ROOT, file))) continue;
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			copyFileSync(join(ROOT, file), join(folder, file));
		}
		symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
		// Tests are run in the order that they are named in, and the build is made where it is needed.
		writeFileSync(
			join(folder, "jest.mutate.cjs"),
			`module.exports = { ...require("./jest.config.cjs"), globalSetup: "./test/runFolder.cjs", testSequencer: "./mutate.sequencer.cjs", reporters: ["default"], testTimeout: 600_000, bail: 1 };\n`,
		);
		writeFileSync(
			join(folder, "mutate.sequencer.cjs"),
			`const Sequencer = require("@jest/test-sequencer").default;
const order = process.env.MUTATE_ORDER.split("\\n");
const place = ({ path }) => order.findIndex((name) => path.endsWith("/" + name));
module.exports = class extends Sequencer { sort(tests) { return [...tests].sort((a, b) => place(a) - place(b)); } };
`,
		);
	}

	stop() {
		if (this.running === undefined) return;
		try {
			process.kill(-this.running, "SIGKILL");
		} catch {}
	}

	/** What kills a mutant, in a word or by the test's name; undefined where it survives. */
	async outcome(room, mutant) {
		const { quick, slow, built } = ROOMS[room];
		const tests = (paths) =>
			this.testsIn(paths, mutant?.file).filter((file) => paths === built || !built.includes(file));
		const original = mutant === undefined ? "" : readFileSync(join(ROOT, mutant.file), "utf8");
		if (mutant !== undefined) writeFileSync(join(this.folder, mutant.file), changed(original, mutant.change));
		try {
			if (options.quick) return await this.jest(tests(quick));
			if (!(await this.node(["node_modules/typescript/bin/tsc"])).ok) return "type error";
			// The hook's gate is made by the build, and some tests in this process ask it.
			if (mutant === undefined && !(await this.build())) return "no build";
			const killer = (await this.jest(tests(quick))) ?? (await this.jest(tests(slow)));
			if (killer !== undefined) return killer;
			if (!(await this.build())) return "no build";
			return await this.jest(tests(built));
		} finally {
			if (mutant !== undefined) {
				writeFileSync(join(this.folder, mutant.file), original);
				for (const gate of this.gates) copyFileSync(join(this.folder, "gates", gate), join(this.folder, "hooks", gate));
			}
		}
	}

	gates = [];

	async build() {
		const { ok } = await this.node(["scripts/build.mjs"]);
		if (ok) await this.node(["scripts/writeTypes.mjs"]);
		if (ok && this.gates.length === 0) {
			this.gates = readdirSync(join(this.folder, "hooks")).filter((name) => name.startsWith("gate."));
			mkdirSync(join(this.folder, "gates"));
			for (const gate of this.gates) copyFileSync(join(this.folder, "hooks", gate), join(this.folder, "gates", gate));
		}
		return ok;
	}

	/** Test files under these paths, each once, those named after `file` first. */
	testsIn(paths, file) {
		const tests = [...new Set(paths.flatMap((path) => filesUnder(this.folder, path)))].filter((test) =>
			test.endsWith(".test.ts"),
		);
		const name = file === undefined ? undefined : basename(file, ".ts");
		const isNamesake = (test) => basename(test).split(".")[0] === name;
		return [...tests.filter(isNamesake), ...tests.filter((test) => !isNamesake(test))];
	}

	async jest(tests) {
		if (tests.length === 0) return undefined;
		const { ok, output, ended } = await this.node(
			["node_modules/jest/bin/jest.js", "--config", "jest.mutate.cjs", "--runInBand", "--runTestsByPath", ...tests],
			{ MUTATE_ORDER: tests.join("\n") },
		);
		if (!ended) return "no end";
		return ok ? undefined : (/^FAIL (\S+)/mu.exec(output)?.[1] ?? "a crash");
	}

	/** Runs node in the copy, until it ends or nothing more is heard of it. */
	node(args, env = {}) {
		return new Promise((done) => {
			const child = spawn(process.execPath, args, {
				cwd: this.folder,
				env: { ...process.env, ...env },
				detached: true,
				stdio: ["ignore", "pipe", "pipe"],
			});
			this.running = child.pid;
			let output = "";
			let ended = true;
			let heard = Date.now();
			const hear = (data) => {
				output += data;
				if (/^(?:PASS|FAIL) /mu.test(String(data))) {
					this.longestWait = Math.max(this.longestWait, (Date.now() - heard) / 1000);
					heard = Date.now();
				}
			};
			child.stdout.on("data", hear);
			child.stderr.on("data", hear);
			const watch = setInterval(() => {
				if ((Date.now() - heard) / 1000 < this.patience) return;
				ended = false;
				this.stop();
			}, 1000);
			child.on("close", (code) => {
				clearInterval(watch);
				this.stop();
				this.running = undefined;
				done({ ok: code === 0, output, ended });
			});
		});
	}
}

const sample = sampleOf(allPlaces(), options.seed).slice(0, Number(options.count));
if (options.list) {
	for (const mutant of sample) process.stdout.write(`${nameOf(mutant)}\n`);
} else {
	setPriority(constants.priority.PRIORITY_LOW);
	await tryAll(sample, Math.max(1, Number(options.jobs)));
}
