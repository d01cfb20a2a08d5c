import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { CannotCheck } from "../failure.js";
import { writeReport } from "../output/writeFile.js";
import { type Baseline, baselineIn, baselineText, brokenBaseline } from "./baseline.js";

/** @throws CannotCheck where there is none, or it is wrong */
export async function readBaseline(file: string): Promise<Baseline> {
	let text: string;
	try {
		text = await readFile(file, "utf8");
	} catch (error) {
		throw new CannotCheck(
			"baseline",
			`The baseline ${basename(file)} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"}).`,
			"Make one with: mg-hook baseline create",
		).because(error);
	}
	const name = basename(file);
	return baselineIn(name, await jsonIn(name, text));
}

/** Each check of a repository with a baseline comes by: what can tell places is loaded where there is a fault. */
async function jsonIn(name: string, text: string): Promise<unknown> {
	try {
		return JSON.parse(text);
	} catch {
		const { faultIn } = await import("./jsonPlaces.js");
		const { position, what } = faultIn(text);
		throw brokenBaseline(`${name}:${position.line}:${position.column}: is not valid JSON: ${what}.`);
	}
}

/** Writes it whole or not at all. @throws CannotCheck where it cannot be written */
export async function writeBaseline(file: string, baseline: Baseline): Promise<void> {
	await writeReport(file, baselineText(baseline));
}
