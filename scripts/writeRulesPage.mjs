// Writes docs/rules.md from the catalogue. test/detect/rulesPage.test.ts tells when it is out of date.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { loadSource } from "./loadSource.mjs";

const { rulesPage } = await loadSource("generate/rulesPage.ts");
writeFileSync(resolve(import.meta.dirname, "..", "docs", "rules.md"), rulesPage());
