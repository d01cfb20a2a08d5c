import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { runCheck } from "../check/runCheck.js";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { withoutKeys } from "../finding/withoutKeys.js";
import { findRoot } from "../git/repository.js";
import { plural } from "../output/plural.js";
import { visible } from "../output/visible.js";
import { writeOut } from "../output/writeOut.js";
import {
	BASELINE_FILE,
	type Baseline,
	type BaselineEntry,
	type BaselineSource,
	REVIEWS,
	type Review,
	reviewEntry,
	updateBaseline,
} from "../policy/baseline.js";
import { readBaseline, writeBaseline } from "../policy/baselineFile.js";
import { today } from "../policy/today.js";

export interface BaselineOptions {
	cwd: string;
	/** Relative to `cwd`; at the root of the work tree unless given. */
	file?: string;
	config?: string;
}

export interface CreateOptions extends BaselineOptions {
	source: BaselineSource;
	/** Whether to replace the baseline that is there. */
	force: boolean;
}

export interface UpdateOptions extends BaselineOptions {
	/** As the baseline was made unless given. */
	source?: BaselineSource;
	dropFixed: boolean;
}

export interface AuditOptions extends BaselineOptions {
	list: boolean;
	/** `FINGERPRINT=REVIEW`, for which nobody is asked. */
	set: readonly string[];
	note?: string;
}

const ANSWERS: Readonly<Record<string, Review>> = { r: "real", f: "false-positive", v: "revoked" };

/** `mg-hook baseline create`: enters every key that is found and would block. */
export async function createBaseline(options: CreateOptions): Promise<ExitCode> {
	const file = await fileFor(options);
	if (existsSync(file) && !options.force) {
		throw new CannotCheck(
			"baseline",
			`There already is a baseline: ${basename(file)}.`,
			"Update it with mg-hook baseline update, or replace it with --force.",
		);
	}
	const { baseline, added } = updateBaseline(undefined, {
		source: options.source,
		findings: await find(options.source, options),
		today: today(),
		dropFixed: false,
	});
	await writeBaseline(file, baseline);
	await writeOut(
		[
			`mg-hook: added ${plural(added.length, "key")} to ${basename(file)}, not reviewed yet.`,
			"  Review them with mg-hook baseline audit, and commit the file. A key in it still works until it is revoked.",
			"",
		].join("\n"),
	);
	return ExitCode.Clean;
}

/** `mg-hook baseline update`: enters what is new, and tells what is no longer found. */
export async function updateBaselineFile(options: UpdateOptions): Promise<ExitCode> {
	const file = await fileFor(options);
	const before = await readBaseline(file);
	const source = options.source ?? before.source;
	const { baseline, added, fixed } = updateBaseline(before, {
		source,
		findings: await find(source, options),
		today: today(),
		dropFixed: options.dropFixed,
	});
	await writeBaseline(file, baseline);
	const out = [
		...added.map((entry) => `+ ${shown(entry)}`),
		...fixed.map((entry) => `- ${shown(entry)}: no longer found${options.dropFixed ? ", dropped" : ""}`),
		`mg-hook: ${added.length} new, ${fixed.length} fixed, ${plural(baseline.entries.length, "entry", "entries")} in ${basename(file)}.`,
	];
	if (fixed.length > 0 && !options.dropFixed)
		out.push("  To remove the fixed ones: mg-hook baseline update --drop-fixed");
	await writeOut(`${out.join("\n")}\n`);
	return ExitCode.Clean;
}

/** `mg-hook baseline audit`: asks of each key what it is, or says or sets it without asking. */
export async function auditBaseline(options: AuditOptions): Promise<ExitCode> {
	const file = await fileFor(options);
	let baseline = await readBaseline(file);
	if (options.list) {
		await writeOut(listText(baseline));
		return ExitCode.Clean;
	}
	if (options.set.length > 0) {
		for (const assignment of options.set) {
			const [name = "", review] = assignment.split("=");
			const known = REVIEWS.find((candidate) => candidate === review);
			if (known === undefined) {
				throw new CannotCheck(
					"usage",
					`--set ${visible(assignment)} is not a review.`,
					`Write FINGERPRINT=REVIEW, where REVIEW is one of ${REVIEWS.join(", ")}.`,
				);
			}
			baseline = reviewEntry(baseline, name, { review: known, note: options.note, date: today() });
		}
		await writeBaseline(file, baseline);
		await writeOut(listText(baseline));
		return ExitCode.Clean;
	}
	if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
		throw new CannotCheck(
			"usage",
			"There is no terminal to ask questions on.",
			'Use --list, or --set FINGERPRINT=revoked --note "…".',
		);
	}
	await ask(file, baseline);
	return ExitCode.Clean;
}

/** Asks of each entry that is not reviewed, and of the real ones again: they are to be revoked. */
async function ask(file: string, baseline: Baseline): Promise<void> {
	const { createInterface } = await import("node:readline");
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	terminal.setPrompt("  [r]eal, [f]alse positive, re[v]oked, [s]kip or [q]uit; a note may follow: ");
	// Iterated, as lines that come before they are asked for would be lost otherwise.
	const lines = terminal[Symbol.asyncIterator]();
	terminal.once("SIGINT", () => terminal.close());
	try {
		const open = baseline.entries.filter(({ review }) => review === "unreviewed" || review === "real");
		let current = baseline;
		for (const [index, entry] of open.entries()) {
			process.stdout.write(`\n${index + 1} of ${open.length}: ${shown(entry)}\n`);
			for (;;) {
				terminal.prompt();
				const { value: line = "", done } = await lines.next();
				// What was said before is written already.
				if (done === true || /^\s*q/iu.test(line)) return;
				if (/^\s*s?\s*$/iu.test(line)) break;
				const match = /^\s*([rfv])(?:\s+(.*\S))?\s*$/iu.exec(line);
				const review = ANSWERS[(match?.[1] ?? "").toLowerCase()];
				if (review === undefined) continue;
				current = reviewEntry(current, entry.fingerprint, { review, note: match?.[2], date: today() });
				await writeBaseline(file, current);
				break;
			}
		}
		process.stdout.write(`\n${summaryLine(current)}\n`);
	} finally {
		terminal.close();
	}
}

async function fileFor({ cwd, file }: BaselineOptions): Promise<string> {
	return file === undefined ? join(await findRoot(cwd), BASELINE_FILE) : resolve(cwd, file);
}

async function find(source: BaselineSource, { cwd, config }: BaselineOptions) {
	const request =
		source === "all" ? ({ kind: "all" } as const) : ({ kind: "history", history: {}, messages: true } as const);
	const result = await runCheck(request, {
		cwd,
		baseline: false,
		...(config === undefined ? {} : { config }),
	});
	const [error] = result.errors;
	if (error !== undefined) {
		throw new CannotCheck(
			"baseline",
			`${visible(error.path)} could not be checked: ${error.message}.`,
			"Fix that first: a partial baseline would call the rest fixed.",
		);
	}
	return withoutKeys(result).findings;
}

function listText(baseline: Baseline): string {
	return [...baseline.entries.map(shown), summaryLine(baseline), ""].join("\n");
}

function summaryLine({ entries }: Baseline): string {
	const counts = REVIEWS.map((review) => `${entries.filter((entry) => entry.review === review).length} ${review}`);
	return `mg-hook: ${plural(entries.length, "entry", "entries")} in the baseline: ${counts.join(", ")}.`;
}

function shown({ fingerprint, ruleId, path, line, redacted, review, note }: BaselineEntry): string {
	const tail = note === undefined ? "" : ` (${visible(note)})`;
	return `${fingerprint}  ${visible(path)}:${line}  ${visible(redacted)}  ${visible(ruleId)}  ${review}${tail}`;
}
