/**
 * A plot of time over size, both on logarithmic scales, as SVG.
 *
 * @typedef {{ name: string, points: readonly { x: number, y: number }[] }} Line `x` in MB, `y` in ms
 */

const WIDTH = 860;
const HEIGHT = 520;
const LEFT = 80;
const RIGHT = 230;
const TOP = 56;
const BOTTOM = 64;
/** Told apart in any kind of colour vision (Okabe and Ito), and by their marks. */
const COLORS = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#7f7f7f", "#e69f00", "#000"];
const MARKS = ["circle", "square", "diamond", "triangle"];

/**
 * @param {readonly Line[]} lines
 * @param {{ title: string, x: string, y: string, note: string }} words
 */
export function plot(lines, words) {
	const all = lines.flatMap(({ points }) => points);
	const scaleX = logScale(
		all.map(({ x }) => x),
		LEFT,
		WIDTH - RIGHT,
	);
	const scaleY = logScale(
		all.map(({ y }) => y),
		HEIGHT - BOTTOM,
		TOP,
	);
	const out = [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="${escaped(words.title)}">`,
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
		text(LEFT, 28, words.title, { size: 17, weight: "bold" }),
		text(LEFT, 46, words.note, { color: "#555" }),
		text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, words.x, { anchor: "middle" }),
		`<g transform="rotate(-90 20 ${HEIGHT / 2})">${text(20, HEIGHT / 2, words.y, { anchor: "middle" })}</g>`,
	];
	for (const tick of scaleX.ticks) {
		const x = scaleX.place(tick);
		out.push(rule(x, TOP, x, HEIGHT - BOTTOM), text(x, HEIGHT - BOTTOM + 20, size(tick), { anchor: "middle" }));
	}
	for (const tick of scaleY.ticks) {
		const y = scaleY.place(tick);
		out.push(rule(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, time(tick), { anchor: "end" }));
	}
	const labels = spread(lines.map(({ points }) => scaleY.place(points[points.length - 1]?.y ?? 1)));
	for (const [index, { name, points }] of lines.entries()) {
		const color = COLORS[index % COLORS.length] ?? "#000";
		const placed = points.map(({ x, y }) => [scaleX.place(x), scaleY.place(y)]);
		const [lastX = 0, lastY = 0] = placed[placed.length - 1] ?? [];
		const label = labels[index] ?? 0;
		out.push(
			`<polyline fill="none" stroke="${color}" stroke-width="2.5" points="${placed.map((point) => point.map(round).join(",")).join(" ")}"/>`,
			...placed.map(([x = 0, y = 0]) => mark(MARKS[index % MARKS.length], x, y, color)),
			`<path d="M${round(lastX + 6)} ${round(lastY)}L${WIDTH - RIGHT + 16} ${round(label)}" stroke="${color}" fill="none" stroke-dasharray="2 3"/>`,
			text(WIDTH - RIGHT + 20, label + 4, name, { color, weight: "bold" }),
		);
	}
	out.push("</svg>", "");
	return out.join("\n");
}

/** @param {readonly number[]} values @param {number} from @param {number} to */
function logScale(values, from, to) {
	const low = Math.floor(Math.log10(Math.min(...values)) + 1e-9);
	const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values)) - 1e-9));
	const ticks = [];
	for (let power = low; power <= high; power++) ticks.push(10 ** power);
	return {
		ticks,
		/** @param {number} value */
		place: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
	};
}

/** Keeps labels from standing over one another. @param {readonly number[]} places */
function spread(places) {
	const order = places.map((place, index) => ({ place, index })).sort((left, right) => left.place - right.place);
	let free = TOP;
	const out = [...places];
	for (const { place, index } of order) {
		const at = Math.max(place, free);
		out[index] = at;
		free = at + 17;
	}
	const over = Math.max(0, free - 17 - (HEIGHT - BOTTOM));
	return out.map((place) => place - over);
}

/** @param {string | undefined} kind @param {number} x @param {number} y @param {string} color */
function mark(kind, x, y, color) {
	const path = {
		square: `M-4-4h8v8h-8z`,
		diamond: `M0-5.5L5.5 0 0 5.5-5.5 0z`,
		triangle: `M0-5L5 4H-5z`,
		circle: `M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z`,
	}[kind ?? "circle"];
	return `<path transform="translate(${round(x)} ${round(y)})" d="${path}" fill="${color}"/>`;
}

/** @param {number} x @param {number} y @param {string} words @param {{ anchor?: string, size?: number, weight?: string, color?: string }} [style] */
function text(x, y, words, { anchor = "start", size: points, weight, color = "#222" } = {}) {
	return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${color}"${points ? ` font-size="${points}"` : ""}${weight ? ` font-weight="${weight}"` : ""}>${escaped(words)}</text>`;
}

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function rule(x1, y1, x2, y2) {
	return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="#ddd"/>`;
}

/** @param {number} megabytes */
function size(megabytes) {
	return megabytes >= 1000 ? `${megabytes / 1000} GB` : `${megabytes} MB`;
}

/** @param {number} milliseconds */
function time(milliseconds) {
	return milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`;
}

/** @param {number} value */
function round(value) {
	return Math.round(value * 10) / 10;
}

/** @param {string} words */
function escaped(words) {
	return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
