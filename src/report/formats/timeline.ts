import type { ExposedKey } from "../../finding/exposedKeys.js";

const DAY = 86_400_000;
const MOST_TICKS = 5;

/** The stretch of time that all rows of a report share, with the marks under it. */
export interface TimeAxis {
	from: number;
	to: number;
	ticks: readonly { at: number; label: string }[];
}

/**
 * @param end when the check was made: the right edge
 * @returns undefined where no key has a date
 */
export function timeAxis(keys: readonly ExposedKey[], end: Date): TimeAxis | undefined {
	const starts = keys.map(({ first }) => first?.getTime()).filter((time) => time !== undefined);
	if (starts.length === 0) return undefined;
	const earliest = starts.reduce((a, b) => Math.min(a, b));
	const latest = keys.reduce((latest, { last }) => Math.max(latest, last?.getTime() ?? 0), end.getTime());
	// A margin, so that the first point does not hang over the edge.
	const from = earliest - Math.max(DAY, (latest - earliest) * 0.03);
	return { from, to: latest, ticks: ticksBetween(from, latest) };
}

interface TimeUnit {
	/** Of one such unit, roughly (days). */
	days: number;
	/** The beginning of the `count`-th one after a moment. */
	after: (start: Date, count: number) => number;
	label: (iso: string) => string;
}

const YEARS: TimeUnit = {
	days: 365,
	after: (start, count) => Date.UTC(start.getUTCFullYear() + count, 0),
	label: (iso) => iso.slice(0, 4),
};
const MONTHS: TimeUnit = {
	days: 30.4,
	after: (start, count) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count),
	label: (iso) => iso.slice(0, 7),
};
const DAYS: TimeUnit = {
	days: 1,
	after: (start, count) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate() + count),
	label: (iso) => iso.slice(5, 10),
};

/** The unit in which so many days make a handful of ticks. */
function unitFor(days: number): TimeUnit {
	if (days > 26 * MONTHS.days) return YEARS;
	return days > 62 ? MONTHS : DAYS;
}

/** Round dates, at most five: years, months or days. */
function ticksBetween(from: number, to: number): { at: number; label: string }[] {
	const days = (to - from) / DAY;
	const unit = unitFor(days);
	const step = Math.max(1, Math.ceil(days / unit.days / MOST_TICKS));
	const start = new Date(from);
	const ticks: { at: number; label: string }[] = [];
	for (let count = 1; ticks.length <= MOST_TICKS; count += step) {
		const at = unit.after(start, count);
		// A label at the edge would stick out.
		if (at > to - (to - from) * 0.08) break;
		if (at < from + (to - from) * 0.04) continue;
		ticks.push({ at, label: unit.label(new Date(at).toISOString()) });
	}
	return ticks;
}

/** The marks and their words, to stand over the rows. */
export function axisSvg(axis: TimeAxis): string {
	const marks = axis.ticks.map(
		({ at, label }) => `<text x="${percent(at, axis)}" y="12" text-anchor="middle">${label}</text>`,
	);
	return `<svg class="axis" width="100%" height="16" aria-hidden="true">${marks.join("")}</svg>`;
}

/**
 * One key's bar: solid while a commit's files held it, thin from then on, since a clone's history
 * still does. Placed by attributes and not by style, which the page's policy forbids.
 */
export function barSvg(key: ExposedKey, axis: TimeAxis, label: string): string {
	if (key.first === undefined || key.last === undefined) return "";
	const from = key.first.getTime();
	const until = key.inHead === true ? axis.to : key.last.getTime();
	const grid = axis.ticks.map(
		({ at }) => `<line class="grid" x1="${percent(at, axis)}" x2="${percent(at, axis)}" y1="0" y2="24"/>`,
	);
	const accepted = key.status === "allowed" || key.status === "baselined";
	const state = accepted ? "calm" : key.inHead === true ? "head" : "gone";
	return [
		`<svg class="bar" width="100%" height="24" role="img" aria-label="${label}">`,
		...grid,
		`<line class="after" x1="${percent(from, axis)}" x2="100%" y1="12" y2="12"/>`,
		`<rect class="${state}" x="${percent(from, axis)}" y="7" width="${percent(axis.from + until - from, axis)}" height="10" rx="3"/>`,
		`<circle class="${state}" cx="${percent(from, axis)}" cy="12" r="5"/>`,
		key.inHead === true ? "" : `<circle class="${state}" cx="${percent(until, axis)}" cy="12" r="5"/>`,
		"</svg>",
	].join("");
}

function percent(at: number, { from, to }: TimeAxis): string {
	return `${Math.max(0, ((at - from) / Math.max(1, to - from)) * 100).toFixed(2)}%`;
}
