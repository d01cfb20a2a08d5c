import { parse } from "yaml";

/**
 * A text as YAML: what another tool reads, so it need only be read as that tool does. Loaded where
 * there is such a file.
 *
 * @returns undefined where it is not valid
 */
export function yamlRecord(text: string): unknown {
	try {
		// A pretty error quotes the text; an alias may be one of a thousand million.
		return parse(text, { prettyErrors: false, logLevel: "error", maxAliasCount: 100, merge: true });
	} catch {
		return undefined;
	}
}
