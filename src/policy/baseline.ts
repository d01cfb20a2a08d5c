import { CannotCheck } from "../failure.js";
import type { Finding } from "../finding/finding.js";
import { redactKeys } from "../key/redact.js";

/** What a person said of a key that was there before mg-hook. */
export const REVIEWS = ["unreviewed", "real", "false-positive", "revoked"] as const;

export type Review = (typeof REVIEWS)[number];

/** Where a baseline's findings were looked for. */
export type BaselineSource = "all" | "history";

/** One key that is known and does not block. */
export interface BaselineEntry {
	fingerprint: string;
	ruleId: string;
	/** Where it was first found: for people; the fingerprint alone decides. */
	path: string;
	line: number;
	redacted: string;
	review: Review;
	note?: string;
	/** When it was entered or last reviewed: `YYYY-MM-DD` in UTC. */
	date: string;
}

/** The content of a baseline file. */
export interface Baseline {
	source: BaselineSource;
	entries: readonly BaselineEntry[];
}

export const BASELINE_FILE = ".mg-hook-baseline.json";

/** The error for a baseline that cannot be used as it is. */
export function brokenBaseline(problem: string): CannotCheck {
	return new CannotCheck("baseline", problem, "Fix it, or replace it: mg-hook baseline create --force");
}

/**
 * The baseline that a file's JSON says.
 *
 * @param name the file's, for what goes wrong
 * @throws CannotCheck where anything in it is unknown or wrong, with its place
 */
export function baselineIn(name: string, value: unknown): Baseline {
	const wrong: Wrong = (place, what) => brokenBaseline(`${name}: ${place === "" ? "" : `${place} `}${what}.`);
	const file = fields(value, ["$schema", "schemaVersion", "source", "entries"], wrong);
	if (file["schemaVersion"] !== 1) throw wrong("schemaVersion", "must be 1: another version of mg-hook made it");
	const source = file["source"];
	if (source !== "all" && source !== "history") throw wrong("source", "must be all or history");
	if (!Array.isArray(file["entries"])) throw wrong("entries", "must be a list");
	const known = new Set<string>();
	const entries = file["entries"].map((item: unknown, index) => {
		const place = `entries[${index}]`;
		const wrongIn: Wrong = (field, what) => wrong(field === "" ? place : `${place}.${field}`, what);
		const entry = fields(
			item,
			["fingerprint", "ruleId", "path", "line", "redacted", "review", "note", "date"],
			wrongIn,
		);
		const text = (field: string): string => {
			const content = entry[field];
			if (typeof content !== "string") throw wrongIn(field, "must be a text");
			return content;
		};
		const fingerprint = text("fingerprint");
		if (!/^[0-9a-f]{32}$/u.test(fingerprint)) throw wrongIn("fingerprint", "must be 32 hexadecimal digits");
		if (known.has(fingerprint)) throw wrongIn("fingerprint", "is in the file twice");
		known.add(fingerprint);
		const review = REVIEWS.find((name) => name === entry["review"]);
		if (review === undefined) throw wrongIn("review", `must be one of ${REVIEWS.join(", ")}`);
		const line = entry["line"];
		if (typeof line !== "number" || !Number.isInteger(line)) throw wrongIn("line", "must be a whole number");
		return {
			fingerprint,
			ruleId: text("ruleId"),
			path: text("path"),
			line,
			redacted: text("redacted"),
			review,
			...(entry["note"] === undefined ? {} : { note: text("note") }),
			date: text("date"),
		};
	});
	return { source, entries };
}

/** The error for what is wrong at a place; the whole is the place "". */
type Wrong = (place: string, what: string, cause?: unknown) => CannotCheck;

function fields(value: unknown, names: readonly string[], wrong: Wrong): Record<string, unknown> {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong("", "must be an object");
	const unknown = Object.keys(value).find((name) => !names.includes(name));
	if (unknown !== undefined) throw wrong(unknown, "is not a field of a baseline");
	return value as Record<string, unknown>;
}

/** A baseline as its file holds it: in the order of places, so that a change shows as one in a diff. */
export function baselineText({ source, entries }: Baseline): string {
	const sorted = [...entries].sort(
		(a, b) => compare(a.path, b.path) || a.line - b.line || compare(a.fingerprint, b.fingerprint),
	);
	return `${JSON.stringify({ schemaVersion: 1, source, entries: sorted }, null, "\t")}\n`;
}

/** The reviews by fingerprint. */
export function reviewsIn({ entries }: Baseline): ReadonlyMap<string, Review> {
	return new Map(entries.map(({ fingerprint, review }) => [fingerprint, review]));
}

export interface BaselineUpdate {
	baseline: Baseline;
	added: readonly BaselineEntry[];
	/** Entries whose key is no longer found. */
	fixed: readonly BaselineEntry[];
}

/** What a baseline is brought up to date with. */
export interface BaselineInput {
	source: BaselineSource;
	findings: readonly Finding[];
	/** `YYYY-MM-DD` */
	today: string;
	/** Whether to remove entries whose key is no longer found. */
	dropFixed: boolean;
}

/**
 * Enters what blocks and is not there yet. One entry a key: the fingerprint is of the key under its
 * rule, so a new key on a line with a known one has its own entry.
 *
 * @param before undefined where there is no baseline yet
 */
export function updateBaseline(
	before: Baseline | undefined,
	{ source, findings, today, dropFixed }: BaselineInput,
): BaselineUpdate {
	const found = new Map<string, Finding>();
	for (const finding of findings) {
		if (finding.status !== "blocking" && finding.status !== "baselined") continue;
		const first = found.get(finding.fingerprint);
		if (first === undefined || isBefore(finding, first)) found.set(finding.fingerprint, finding);
	}
	const entries = before?.entries ?? [];
	const known = new Set(entries.map(({ fingerprint }) => fingerprint));
	const added = [...found.values()]
		.filter(({ fingerprint }) => !known.has(fingerprint))
		.map(
			({ fingerprint, ruleId, path, line, redacted }): BaselineEntry => ({
				fingerprint,
				ruleId,
				path,
				line,
				redacted,
				review: "unreviewed",
				date: today,
			}),
		);
	const fixed = entries.filter(({ fingerprint }) => !found.has(fingerprint));
	const kept = dropFixed ? entries.filter(({ fingerprint }) => found.has(fingerprint)) : entries;
	return { baseline: { source, entries: [...kept, ...added] }, added, fixed };
}

function isBefore(a: Finding, b: Finding): boolean {
	const order =
		(a.date === undefined || b.date === undefined ? 0 : Date.parse(a.date) - Date.parse(b.date)) ||
		compare(a.path, b.path) ||
		a.line - b.line;
	return order < 0;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Enough of a fingerprint to tell entries apart by. */
const SHORTEST_NAME = 6;

/** What a person says of an entry. */
export interface EntryReview {
	review: Review;
	/** The entry keeps the one it has where none is given. */
	note: string | undefined;
	/** `YYYY-MM-DD` */
	date: string;
}

/**
 * The baseline with one entry reviewed.
 *
 * @param name a fingerprint, or the beginning of one that only one entry has
 * @throws CannotCheck where there is no such entry, or more than one
 */
export function reviewEntry(baseline: Baseline, name: string, { review, note, date }: EntryReview): Baseline {
	const fits = baseline.entries.filter(({ fingerprint }) => fingerprint.startsWith(name.toLowerCase()));
	if (fits.length !== 1 || name.length < SHORTEST_NAME) {
		throw new CannotCheck(
			"baseline",
			fits.length === 0
				? `No entry of the baseline has the fingerprint ${name.slice(0, 40)}.`
				: `The fingerprint ${name.slice(0, 40)} is too short to tell one entry from another.`,
			"mg-hook baseline audit --list shows them.",
		);
	}
	const [chosen] = fits;
	return {
		...baseline,
		entries: baseline.entries.map((entry) =>
			entry === chosen ? { ...entry, review, date, ...(note === undefined ? {} : { note: redactKeys(note) }) } : entry,
		),
	};
}
