import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { PACKAGE_ROOT } from "./runMgHook.js";

/** The pages that people read, relative to the checkout. */
export const PAGES: readonly string[] = [
	"README.md",
	"CONTRIBUTING.md",
	...readdirSync(resolve(PACKAGE_ROOT, "docs"))
		.filter((name) => name.endsWith(".md"))
		.map((name) => `docs/${name}`),
];

export function readPage(page: string): string {
	return readFileSync(resolve(PACKAGE_ROOT, page), "utf8");
}

/** A fenced block of a page, with what the comments above it, which a reader does not see, say about it. */
export interface FencedBlock {
	/** `docs/install.md:12`: where it begins. */
	name: string;
	language: string;
	text: string;
	/** `not run: WHY` */
	notRun: string | undefined;
	/** `before: COMMANDS` */
	before: string;
	/** `ends with: CODE` */
	code: number;
}

export function blocksOf(page: string): FencedBlock[] {
	const text = readPage(page);
	return [...text.matchAll(/((?:^<!-- .* -->\n)*)^```(\w+)\n([\s\S]*?)^```$/gmu)].map((match) => {
		const [, comments = "", language = "", block = ""] = match;
		const said = (what: string) => new RegExp(`^<!-- ${what}: (.*) -->$`, "mu").exec(comments)?.[1];
		const line = text.slice(0, match.index).split("\n").length;
		return {
			name: `${page}:${line}`,
			language,
			text: block,
			notRun: said("not run"),
			before: said("before") ?? "",
			code: Number(said("ends with") ?? 0),
		};
	});
}
