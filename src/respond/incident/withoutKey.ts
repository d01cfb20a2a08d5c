import { redact, redactKeys } from "../../key/redact.js";
import { spellingsOf } from "../../key/spellings.js";
import type { Incident } from "./incident.js";

/**
 * The same incident with no key in its texts: a path, a branch, an author or a file's name can hold one, in
 * any spelling.
 */
export function withoutKey(incident: Incident, key: string): Incident {
	const spellings = spellingsOf(key).map(({ bytes }) => bytes.toString("latin1"));
	const { fingerprint } = incident.where;
	const clean = (text: string): string => {
		if (text === fingerprint) return text;
		let out = text;
		for (const spelling of spellings) out = out.replaceAll(spelling, redact(spelling));
		return redactKeys(out);
	};
	return cleaned(incident, clean) as Incident;
}

function cleaned(value: unknown, clean: (text: string) => string): unknown {
	if (typeof value === "string") return clean(value);
	if (Array.isArray(value)) return value.map((item) => cleaned(item, clean));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, clean)]));
}
