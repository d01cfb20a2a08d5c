import { configurationError } from "./configurationError.js";
import type { JsonFault, JsonPath } from "./jsonPlaces.js";
import { DEEPEST_NESTING, type SettingsText, TOO_DEEP } from "./settingsText.js";

/** A JSON file's text, and which part of it is the configuration. */
export interface JsonFile {
	/** As it is shown. */
	name: string;
	text: string;
	/** What leads to the configuration, if not all of the file is ours: `["mg-hook"]` in package.json. */
	scope: JsonPath;
}

/**
 * Reads settings written as JSON. What stands outside `scope` is another's: it must be JSON, no more.
 *
 * @returns the fault where it is not JSON
 * @throws CannotCheck where a setting is given twice, is nested too deeply, or nothing is at `scope`
 */
export async function jsonSettings({ name, text, scope }: JsonFile): Promise<SettingsText | JsonFault> {
	const { faultIn, positionAt, readJson } = await import("./jsonPlaces.js");
	const refuse = (offset: number, what: string) =>
		configurationError({ name, position: positionAt(text, offset), what });
	const isOurs = (path: JsonPath) => scope.every((part, index) => path[index] === part);
	const within = (path: JsonPath) => path.slice(scope.length);
	const places = new Map<string, number>();
	readJson(text, {
		name(path, offset) {
			if (!isOurs(path) || !places.has(keyOf(path))) return;
			const inner = within(path);
			throw refuse(offset, `${(inner.length === 0 ? path : inner).join(".")} is set twice`);
		},
		value(path, offset) {
			if (!isOurs(path)) return;
			const isOpened = text[offset] === "[" || text[offset] === "{";
			if (within(path).length + (isOpened ? 1 : 0) > DEEPEST_NESTING) throw refuse(offset, TOO_DEEP);
			places.set(keyOf(path), offset);
		},
	});
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch {
		return faultIn(text);
	}
	if (!places.has(keyOf(scope))) throw refuse(0, `has no "${scope.join(".")}" in it`);
	return {
		value: scope.reduce((value, part) => (value as Record<string, unknown>)[part], whole),
		positionOf(path) {
			const offset = places.get(keyOf([...scope, ...path]));
			return offset === undefined ? undefined : positionAt(text, offset);
		},
	};
}

function keyOf(path: JsonPath): string {
	return JSON.stringify(path.map(String));
}
