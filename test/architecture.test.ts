import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const SOURCE = resolve(__dirname, "../src");

/** Who may import whom: docs/architecture.md says why. A room may always import what lies in itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
	key: [],
	output: [],
	completion: ["output"],
	finding: ["key"],
	git: ["key"],
	detect: ["key", "finding"],
	guidance: ["finding", "output"],
	merge: ["finding"],
	source: ["git", "detect", "finding"],
	policy: ["detect", "finding", "key", "output"],
	install: ["git", "output"],
	doctor: ["detect", "git", "install", "key", "output", "policy"],
	check: ["detect", "finding", "git", "policy", "source"],
	"respond/verify": ["key", "finding", "guidance", "output"],
	"respond/search": ["git", "key", "finding", "detect", "source", "output"],
	"respond/which": ["check", "detect", "git", "key", "source", "respond/search"],
	"respond/incident": ["respond/search", "respond/verify", "finding", "guidance", "git", "key", "output"],
	report: ["detect", "finding", "guidance", "output", "respond/verify"],
	commands: [
		"check",
		"completion",
		"detect",
		"doctor",
		"finding",
		"git",
		"guidance",
		"install",
		"key",
		"merge",
		"output",
		"policy",
		"report",
		"respond/incident",
		"respond/search",
		"respond/verify",
		"respond/which",
		"source",
	],
	commandLine: ["commands", "check", "report", "install", "source", "key"],
	generate: ["check", "detect", "finding", "source"],
};

/** The ways in, which may import any room; nothing imports them. */
const ENTRIES = ["cli.ts", "index.ts", "prepare.ts", "secretlint.ts"];
/** Open to all; they import no room. */
const OPEN_TO_ALL = ["environment.ts", "exitCode.ts", "failure.ts", "version.ts"];

/** `from → to` files that still go the wrong way; the list only ever gets shorter. */
const EXCEPTIONS: readonly string[] = [];

interface Import {
	from: string;
	to: string;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".ts"))
	.sort();

/** Every relative import of a file, types and imports on demand too, as paths from `src`. */
function importsOf(file: string): Import[] {
	const text = readFileSync(join(SOURCE, file), "utf8");
	return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*"(\.{1,2}\/[^"]+)"/gu)]
		.map(([, written = ""]) => resolve(dirname(join(SOURCE, file)), written.replace(/\.js$/u, ".ts")))
		.map((to) => relative(SOURCE, to))
		.filter((to) => !to.startsWith(".."))
		.map((to) => ({ from: file, to }));
}

/** `respond/verify` for `respond/verify/retry.ts`, `git` for `git/client.ts`; a file at the top is its own room. */
function roomOf(file: string): string {
	const [first = "", second = ""] = file.split("/");
	return first === "respond" ? `respond/${second}` : first;
}

const imports = files.flatMap(importsOf);
const shown = ({ from, to }: Import) => `${from} → ${to}`;

test("at the top stand the entries, what is open to all, and rooms that the table knows", () => {
	const rooms = new Set(files.map(roomOf));
	expect([...rooms].sort()).toEqual([...ENTRIES, ...OPEN_TO_ALL, ...Object.keys(MAY_IMPORT)].sort());
});

test("imports are read at all", () => {
	expect(imports.length).toBeGreaterThan(400);
	expect(imports.map(shown)).toContain("cli.ts → commands/check.ts");
});

test("every import goes where the table says", () => {
	const wrong = imports.filter(({ from, to }) => {
		const [here, there] = [roomOf(from), roomOf(to)];
		if (here === there || ENTRIES.includes(here) || OPEN_TO_ALL.includes(there)) return false;
		return !(MAY_IMPORT[here] ?? []).includes(there);
	});
	expect(wrong.map(shown).filter((arrow) => !EXCEPTIONS.includes(arrow))).toEqual([]);
	expect(EXCEPTIONS.filter((arrow) => !wrong.map(shown).includes(arrow))).toEqual([]);
});

test("no file imports itself, however far round", () => {
	const next = new Map<string, string[]>();
	for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
	const done = new Set<string>();
	const circles: string[] = [];
	const walk = (file: string, path: readonly string[]): void => {
		if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
		if (done.has(file) || path.includes(file)) return;
		for (const to of next.get(file) ?? []) walk(to, [...path, file]);
		done.add(file);
	};
	for (const file of files) walk(file, []);
	expect(circles).toEqual([]);
});

test("no room imports itself, however far round", () => {
	const order: string[] = [];
	const place = (room: string, above: readonly string[]): void => {
		expect(above).not.toContain(room);
		if (order.includes(room)) return;
		for (const below of MAY_IMPORT[room] ?? []) place(below, [...above, room]);
		order.push(room);
	};
	for (const room of Object.keys(MAY_IMPORT)) place(room, []);
	expect(order).toHaveLength(Object.keys(MAY_IMPORT).length);
});
