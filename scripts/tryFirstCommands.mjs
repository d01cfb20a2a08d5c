// Runs the first command of the README in a copy of this checkout on new machines: an empty home, no
// compiler, npm 11 and 12. The first time warms the registry's cache; after that it must end within a
// minute, in a commit that mg-hook blocked. With --tests, runs the second command too, which takes as
// long as the tests do. Ends with 0 where all went as it must, with 77 where something is not to be had.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { copyCheckout } from "./copyCheckout.mjs";
import { commandsOf, newMachine } from "./newMachine.mjs";

const root = resolve(import.meta.dirname, "..");
const SECONDS = 60;
const MACHINES = [
	{ npm: "12", node: "26" },
	{ npm: "12", node: "24" },
	{ npm: "11", node: "20" },
];

const readme = readFileSync(join(root, "README.md"), "utf8");
const [first, second] = [...readme.matchAll(/^(npm ci --ignore-scripts && npm [^#\n]*?) *#/gmu)].map(
	([, line]) => line,
);
if (first === undefined || second === undefined) throw new Error("README.md does not show the two commands");

/** Runs a line in a fresh copy; what it printed where it did not go as it must, else undefined. */
function tryLine(machine, line, seconds) {
	const checkout = join(machine.folder, "mg-hook");
	if (!existsSync(checkout)) {
		mkdirSync(checkout);
		copyCheckout(root, checkout);
		machine.run("git init --quiet && git add --all", checkout);
	}
	const outcome = machine.run(line, checkout);
	process.stdout.write(`  ${line}: ${outcome.code}, ${outcome.seconds.toFixed(0)} s\n`);
	if (outcome.code !== 0) return outcome.printed;
	return outcome.seconds > seconds ? `It took more than ${seconds} seconds.` : undefined;
}

for (const { npm, node } of MACHINES) {
	process.stdout.write(`npm ${npm}, Node ${node}\n`);
	let machine;
	try {
		machine = newMachine({ node, commands: commandsOf("npm", npm) });
	} catch (error) {
		process.stdout.write(`  not tried: ${error.message}\n`);
		process.exitCode ??= 77;
		continue;
	}
	try {
		const lines = [
			[first, Number.POSITIVE_INFINITY],
			[`rm -rf node_modules dist && ${first}`, SECONDS],
		];
		if (process.argv.includes("--tests")) lines.push([second, Number.POSITIVE_INFINITY]);
		for (const [line, seconds] of lines) {
			const wrong = tryLine(machine, line, seconds);
			if (wrong === undefined) continue;
			process.stdout.write(`${wrong.trim().replaceAll(/^/gmu, "  | ")}\n`);
			process.exitCode = 1;
		}
	} finally {
		machine.remove();
	}
}
process.stdout.write(
	`tryFirstCommands: ${{ 1: "FAILED", 77: "not all was tried" }[process.exitCode] ?? "all went as it must."}\n`,
);
