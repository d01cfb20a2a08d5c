import { compile, engineName } from "./re2.js";
import type { Rule } from "./rule.js";
import { type Triggers, triggerPattern } from "./triggerSearch.js";

/** @throws CannotCheck where MG_HOOK_ENGINE asks for an engine that does not load */
export function triggersOf(rules: readonly Rule[]): Triggers {
	if (engineName() === "re2") return nativeTriggers(rules);
	const { PortTriggers } = require("./port/portTriggers.js") as typeof import("./port/portTriggers.js");
	return new PortTriggers(rules);
}

/** One pass with all triggers at once. */
function nativeTriggers(rules: readonly Rule[]): Triggers {
	const pattern = compile(triggerPattern(rules), "g");
	return {
		over: (bytes) => ({
			next(start, from) {
				pattern.lastIndex = start;
				for (let match = pattern.exec(bytes); match !== null; match = pattern.exec(bytes)) {
					if (match.index + match[0].length > from) return match.index;
					// A configured pattern may match nothing in a place, from where the next search would start again.
					if (match[0].length === 0) pattern.lastIndex = match.index + 1;
				}
				return -1;
			},
		}),
	};
}
