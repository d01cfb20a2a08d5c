import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBaseline } from "../../src/policy/baselineFile.js";
import { temporaryDirectory } from "../support/temporaryRepository.js";

let folder: string;
beforeEach(() => {
	folder = temporaryDirectory();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
	["", "1:1: is not valid JSON: it is empty"],
	["{", "1:2: is not valid JSON: it ends too early"],
	['{\n\t"schemaVersion" 1\n}', "2:18: is not valid JSON: a colon is missing"],
	['{\n\t"entries": [],\n}', "2:15: is not valid JSON: a comma stands before }"],
])("a baseline that is no JSON is refused with its place: %j", async (text, said) => {
	const file = join(folder, "known.json");
	writeFileSync(file, text);
	await expect(readBaseline(file)).rejects.toMatchObject({ kind: "baseline", problem: `known.json:${said}.` });
});
