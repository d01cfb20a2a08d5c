import type { Command } from "commander";

/** What a person would want to do with each command: the line to type, and what it does. */
const EXAMPLES: Readonly<Record<string, readonly (readonly [line: string, does: string])[]>> = {
	"mg-hook": [
		["mg-hook install", "check every commit from now on"],
		["mg-hook check", "check what is staged"],
		["mg-hook check --history --format html --output report.html", "a report of the whole history"],
	],
	check: [
		["mg-hook check", "what is staged"],
		["mg-hook check src config.env", "files and folders"],
		["mg-hook check --range origin/main..HEAD", "what this branch adds"],
		["mg-hook check --history --messages", "every commit and its message"],
		["mg-hook check --format pretty --format sarif --output mg-hook.sarif", "print one report, write another"],
		["kubectl get secrets -o yaml | mg-hook check --stdin", "a pipe"],
	],
	merge: [
		["mg-hook check --history --shard 1/4 --format json --output 1.json", "on each of four machines, with its number"],
		["mg-hook merge 1.json 2.json 3.json 4.json", "then on one"],
	],
	baseline: [
		["mg-hook baseline create", "add every key in HEAD"],
		["mg-hook baseline create --history", "every key in the whole history"],
		["mg-hook baseline update --drop-fixed", "add new keys, remove those that are gone"],
		["mg-hook baseline audit", "go through them"],
	],
	allowlist: [
		["mg-hook allowlist", "every allow comment, with its reason"],
		["mg-hook allowlist --fail-expired", "in CI: fail if one has expired"],
	],
	rules: [
		["mg-hook rules", "what mg-hook looks for"],
		["mg-hook rules --format json", "the same for a script"],
	],
	install: [
		["mg-hook install --dry-run", "show the hook, change nothing"],
		["mg-hook install", "check every commit from now on"],
		["mg-hook install --hook commit-msg", "and every commit message"],
		["mg-hook install --hook pre-push", "and everything that a push would bring"],
		["mg-hook install --global", "in all your repositories"],
	],
	doctor: [
		["mg-hook doctor", "which hook git runs here, and a try with a made-up key"],
		["mg-hook doctor --hook pre-push", "the same for pushes"],
		["mg-hook doctor --quiet", "in prepare or CI: only what is wrong"],
		["mg-hook doctor --format json", "for a script"],
	],
	uninstall: [
		["mg-hook uninstall --dry-run", "show what would be removed"],
		["mg-hook uninstall", "as it was before install"],
	],
	completion: [
		["mg-hook completion bash >> ~/.bashrc", "for bash"],
		["mg-hook completion zsh >> ~/.zshrc", "for zsh, behind compinit"],
		["mg-hook completion fish > ~/.config/fish/completions/mg-hook.fish", "for fish"],
	],
};

const CHECKED = "0 nothing to block, 1 findings that block, 2 could not check";
const DONE = "0 done, or nothing to do; 2 could not do it";

const EXIT_CODES: Readonly<Record<string, string>> = {
	"mg-hook": CHECKED,
	check: `${CHECKED}, 130 interrupted`,
	merge: CHECKED,
	baseline: DONE,
	allowlist: "0 none has expired, or --fail-expired was not given; 1 one has; 2 could not check",
	rules: "0; 2 for wrong usage",
	install: DONE,
	uninstall: DONE,
	doctor: "0 all is well, 1 something is not as it must be, 2 could not tell",
	completion: "0; 2 for wrong usage",
	respond: "0 written; 2 could not search",
};

/** The list of commands is in parts; what is in none stands under "Commands:". */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
	"Look for keys:": ["check", "merge", "baseline", "allowlist", "rules"],
	"When there is one:": ["verify", "respond"],
	"Set up:": ["install", "doctor", "uninstall", "completion"],
};

/** Ends the help of the program and of each of its commands with examples and exit codes. */
export function addExamples(program: Command): void {
	for (const [heading, names] of Object.entries(GROUPS)) {
		for (const command of program.commands) if (names.includes(command.name())) command.helpGroup(heading);
	}
	for (const command of [program, ...program.commands]) {
		const examples = EXAMPLES[command.name()] ?? [];
		const width = Math.max(...examples.map(([line]) => line.length));
		// A long line has its explanation below, so that it can be copied whole on a narrow terminal.
		const lines = examples.map(([line, does]) =>
			width <= 45 ? `  ${line.padEnd(width)}  ${does}` : `  ${line}\n      ${does}`,
		);
		if (lines.length > 0) command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
		const codes = EXIT_CODES[command.name()];
		if (codes !== undefined) command.addHelpText("after", `\nExit codes: ${codes}.`);
	}
}
