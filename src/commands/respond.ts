import { resolve } from "node:path";
import { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import { KEY_SHAPES_IN_WORDS } from "../key/shapes.js";
import { wantsColor } from "../output/color.js";
import { writeOut } from "../output/writeOut.js";
import { type Incident, investigate } from "../respond/incident/incident.js";
import { withoutKey } from "../respond/incident/withoutKey.js";
import { type Worksheet, worksheetOf } from "../respond/incident/worksheet.js";
import { keyByFingerprint } from "../respond/which/byFingerprint.js";
import { keysOnStandardInput } from "../respond/which/inText.js";
import { eachOnce, type MeantKey } from "../respond/which/meantKey.js";
import { stagedKeys } from "../respond/which/staged.js";

export interface RespondOptions {
	fingerprints: readonly string[];
	stdin: boolean;
	format: "pretty" | "markdown" | "html" | "json";
	output?: string;
	cwd: string;
	color: boolean;
}

/** Each key is a search of the whole repository, and a document of its own. */
const MOST_KEYS = 10;

/** `mg-hook respond`: where else a key is, and what to do about it. */
export async function respond(options: RespondOptions): Promise<ExitCode> {
	const root = await findRoot(options.cwd);
	const keys = await keysAskedFor(options, root);
	if (keys.length > MOST_KEYS) {
		throw new CannotCheck(
			"usage",
			`There are ${keys.length} keys; a document is made for at most ${MOST_KEYS} at a time.`,
			"Give fewer keys, or their fingerprints a few at a time.",
		);
	}
	const now = new Date();
	const sheets: { incident: Incident; sheet: Worksheet }[] = [];
	for (const key of keys) {
		const incident = withoutKey(await investigate(root, key, now), key.secret);
		sheets.push({ incident, sheet: worksheetOf(incident) });
	}
	const toFile = options.output !== undefined && options.output !== "-";
	const text = await rendered(
		sheets,
		options.format,
		!toFile && wantsColor(process.stdout, process.env, options.color),
	);
	if (options.output === undefined || !toFile) await writeOut(text);
	else {
		const { writeReport } = await import("../output/writeFile.js");
		await writeReport(resolve(options.cwd, options.output), text);
	}
	return ExitCode.Clean;
}

async function rendered(
	sheets: readonly { incident: Incident; sheet: Worksheet }[],
	format: RespondOptions["format"],
	color: boolean,
): Promise<string> {
	switch (format) {
		case "pretty": {
			const { prettyWorksheet } = await import("../respond/incident/formats/pretty.js");
			return sheets.map(({ sheet }) => prettyWorksheet(sheet, color)).join("\n");
		}
		case "markdown": {
			const { markdownWorksheet } = await import("../respond/incident/formats/markdown.js");
			return sheets.map(({ sheet }) => markdownWorksheet(sheet)).join("\n---\n\n");
		}
		case "html": {
			const { htmlWorksheet } = await import("../respond/incident/formats/html.js");
			return htmlWorksheet(sheets.map(({ sheet }) => sheet));
		}
		case "json": {
			const { jsonWorksheet } = await import("../respond/incident/formats/json.js");
			return jsonWorksheet(sheets);
		}
	}
}

async function keysAskedFor({ fingerprints, stdin, cwd }: RespondOptions, root: string): Promise<MeantKey[]> {
	const keys: MeantKey[] = stdin ? await keysOnStandardInput() : [];
	if (stdin && keys.length === 0) {
		throw new CannotCheck("no-key", "There is no Mailgun key on standard input.", KEY_SHAPES_IN_WORDS);
	}
	for (const wanted of fingerprints) keys.push(await keyByFingerprint(root, wanted));
	if (keys.length === 0) keys.push(...(await stagedKeys(cwd)));
	if (keys.length === 0) {
		throw new CannotCheck(
			"no-key",
			"Which key? Nothing staged blocks, and neither a fingerprint nor --stdin was given.",
			"Give a fingerprint as mg-hook check --format json prints it, or pipe the key in: printf '%s\\n' \"$MAILGUN_API_KEY\" | mg-hook respond --stdin.",
		);
	}
	return eachOnce(keys);
}
