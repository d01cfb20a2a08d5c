import { type Block, lineIndexAt } from "./block.js";
import { namesMailgun } from "./mailgunName.js";
import { lazyPattern } from "./re2.js";

/** How far up a parent is looked for. */
const MOST_LINES = 200;
const MOST_BYTES_A_LINE = 200;

const section = lazyPattern(String.raw`^\s*\[{1,2}[^\[\]]+\]{1,2}\s*(?:[#;].*)?$`);
const commentOrBlank = lazyPattern(String.raw`^\s*(?:#.*|//.*|;.*|\*.*)?$`);
const opens = lazyPattern(String.raw`(?:[:={(\[]|=>|\bdo|\bbegin)\s*(?:[#/].*)?$|^\s*-\s+\S`);

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

/**
 * Whether an entry that holds the byte at `offset` stands below a parent that names Mailgun, as
 * far as the block shows it: by indentation (YAML, JSON, HCL, code) or by section (TOML, INI).
 */
export function hasMailgunAncestor(block: Block, offset: number): boolean {
	const own = lineIndexAt(block, offset);
	const ownStart = block.lineStarts[own] ?? 0;
	let indent = indentation(block.bytes.toString("latin1", ownStart, Math.min(offset, ownStart + MOST_BYTES_A_LINE)));
	for (let index = own - 1; index >= Math.max(0, own - MOST_LINES); index--) {
		const start = block.lineStarts[index] ?? 0;
		const end = Math.min((block.lineStarts[index + 1] ?? block.bytes.length) - 1, start + MOST_BYTES_A_LINE);
		const line = block.bytes.toString("latin1", start, Math.max(start, end)).trimEnd();
		if (commentOrBlank().test(line)) continue;
		if (section().test(line)) return namesMailgun(line);
		const width = indentation(line);
		if (width >= indent) continue;
		if (opens().test(line) && namesMailgun(line)) return true;
		indent = width;
		if (indent === 0 && width === 0 && !opens().test(line)) return false;
	}
	return block.heading !== undefined && indent > 0 && namesMailgun(block.heading);
}
