// Draws docs/blocked-commit.svg from what a real blocked commit prints (npm run picture).
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";

const home = resolve(import.meta.dirname, "..");
const LINE_HEIGHT = 19;
const CHARACTER_WIDTH = 8.43;
const MARGIN = 22;
const COLORS = { 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 36: "#79c0ff" };

const { stdout, stderr } = spawnSync(process.execPath, [resolve(home, "scripts/demo.mjs")], {
	encoding: "utf8",
	env: { ...process.env, CI: "", NO_COLOR: "", FORCE_COLOR: "1" },
});
const printed = stdout + stderr;
const start = printed.indexOf("$ git commit");
const end = printed.indexOf("(git commit ended");
if (start === -1 || end === -1) throw new Error(`The demo printed no blocked commit:\n${printed}`);
const lines = printed.slice(start, end).trimEnd().split("\n");

/** The text of one line as `<tspan>`s, one for each stretch of one colour. */
function spans(line) {
	let style = {};
	// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are told by them
	return line.split(/(\u001b\[[0-9;]*m)/u).map((part) => {
		// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
		const code = /^\u001b\[([0-9;]*)m$/u.exec(part)?.[1];
		if (code === undefined) return part === "" ? "" : `<tspan${attributes(style)}>${escaped(part)}</tspan>`;
		if (code === "0") style = {};
		else if (code === "1") style = { ...style, bold: true };
		else if (code === "2") style = { ...style, dim: true };
		else if (code === "22") style = { ...style, bold: false, dim: false };
		else if (code === "39") style = { ...style, color: undefined };
		else style = { ...style, color: COLORS[code] };
		return "";
	});
}

function attributes({ bold, dim, color }) {
	return [bold && ' font-weight="bold"', dim && ' opacity="0.6"', color && ` fill="${color}"`].filter(Boolean).join("");
}

function escaped(text) {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const longest = Math.max(...lines.map((line) => line.replaceAll(/\u001b\[[0-9;]*m/gu, "").length));
const width = Math.ceil(longest * CHARACTER_WIDTH + 2 * MARGIN);
const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
const text = lines.map(
	(line, index) => `<text x="${MARGIN}" y="${MARGIN + (index + 0.8) * LINE_HEIGHT}">${spans(line).join("")}</text>`,
);
writeFileSync(
	resolve(home, "docs/blocked-commit.svg"),
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A commit that mg-hook stopped">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${text.join("\n")}
</g>
</svg>
`,
);
