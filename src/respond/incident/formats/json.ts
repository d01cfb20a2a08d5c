import { jsonText } from "../../../output/jsonText.js";
import { unmarked } from "../../../output/marked.js";
import { VERSION } from "../../../version.js";
import type { Incident } from "../incident.js";
import type { Worksheet } from "../worksheet.js";

/** For programs: `{"schemaVersion": 1, "tool": …, "incidents": [{"verdict": …, "incident": …, "steps": …}]}`. */
export function jsonWorksheet(sheets: readonly { incident: Incident; sheet: Worksheet }[]): string {
	return jsonText({
		schemaVersion: 1,
		tool: { name: "mg-hook", version: VERSION },
		incidents: sheets.map(({ incident, sheet }) =>
			withoutMarks({ verdict: sheet.verdict, ...incident, steps: sheet.steps, rewriting: sheet.rewriting }),
		),
	});
}

function withoutMarks(value: unknown): unknown {
	if (typeof value === "string") return unmarked(value);
	if (Array.isArray(value)) return value.map(withoutMarks);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutMarks(item)]));
}
