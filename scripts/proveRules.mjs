// Refuses the build where a rule fails one of its own examples (src/detect/rules, `examples`).
import process from "node:process";
import { loadSource } from "./loadSource.mjs";

const { proveRules } = await loadSource("generate/proofs.ts");
const failures = [1, 2, 3].flatMap((seed) => proveRules(seed));
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
