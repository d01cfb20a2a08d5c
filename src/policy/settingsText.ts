import type { JsonPath, Position } from "./jsonPlaces.js";

/** What a configuration file says, not validated yet, and where it says so. */
export interface SettingsText {
	value: unknown;
	/** Where the value at `path` stands; undefined where the text does not tell. */
	positionOf(path: JsonPath): Position | undefined;
}

/**
 * How deep lists and objects may lie in one another in a configuration; settings themselves go three
 * deep. The YAML parser calls itself for each level: at some thousands V8 may end the whole process
 * ("RegExpCompiler Allocation failed"), where a regular expression is compiled at the end of the stack.
 */
export const DEEPEST_NESTING = 16;

export const TOO_DEEP = `is nested too deeply: more than ${DEEPEST_NESTING} levels`;
