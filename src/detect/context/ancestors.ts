import { lazyPattern } from "../re2.js";
import { type Block, lineIndexAt } from "../text/block.js";

/** How far up parents are searched for. */
const MOST_LINES = 200;
const MOST_BYTES_A_LINE = 200;

const section = lazyPattern(String.raw`^\s*\[{1,2}[^\[\]]+\]{1,2}\s*(?:[#;].*)?$`);
const commentOrBlank = lazyPattern(String.raw`^\s*(?:#.*|//.*|;.*|\*.*|/\*.*|<!--.*)?$`);
const opens = lazyPattern(
	String.raw`(?:[:={(\[>]|=>|\bdo|\bbegin|\\)\s*(?:[#/].*)?$|^\s*-\s+\S|^\s*<[A-Za-z]|["']\s*:\s*\{[^}]*$|\bthen\s*$`,
);

function indentation(line: string): number {
	let width = 0;
	for (let index = 0; index < line.length; index++) {
		const character = line.charAt(index);
		if (character === " ") width++;
		else if (character === "\t") width += 8;
		else break;
	}
	return width;
}

/** The start of a line of a block, one character a byte. */
export function lineText(block: Block, index: number): string {
	const start = block.lineStarts[index] ?? 0;
	const next = index + 1 < block.lineCount ? (block.lineStarts[index + 1] ?? 0) - 1 : block.bytes.length;
	return block.bytes.toString("latin1", start, Math.max(start, Math.min(next, start + MOST_BYTES_A_LINE))).trimEnd();
}

/**
 * The lines that open the entries around the byte at `offset`, innermost first, as far as the block
 * shows them: by indentation (YAML, JSON, HCL, XML, code) or by section (TOML, INI).
 */
export function ancestorsOf(block: Block, offset: number): string[] {
	const own = lineIndexAt(block, offset);
	const ownStart = block.lineStarts[own] ?? 0;
	const found: string[] = [];
	let indent = indentation(block.bytes.toString("latin1", ownStart, Math.min(offset, ownStart + MOST_BYTES_A_LINE)));
	for (let index = own - 1; index >= Math.max(0, own - MOST_LINES); index--) {
		const line = lineText(block, index);
		if (commentOrBlank().test(line)) continue;
		if (section().test(line)) {
			found.push(line);
			return found;
		}
		const width = indentation(line);
		// A closing bracket ends a sibling; what it closes is no parent.
		if (width >= indent) continue;
		if (/^\s*[}\])]+[;,]?$/u.test(line)) {
			indent = Math.min(indent, width + 1);
			continue;
		}
		if (opens().test(line)) found.push(line);
		indent = width;
		if (indent === 0 && !opens().test(line)) return found;
	}
	if (block.heading !== undefined && block.heading !== "" && indent > 0) found.push(block.heading);
	return found;
}
