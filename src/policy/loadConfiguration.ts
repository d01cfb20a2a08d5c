import { readFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { DefinedError, ErrorObject } from "ajv";
import Ajv from "ajv";
import ignore from "ignore";
import schema from "../../mg-hook.schema.json";
import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import { CannotCheck } from "../failure.js";
import { type Configuration, DEFAULT_CONFIGURATION } from "./configuration.js";
import { configurationError } from "./configurationError.js";
import { extraRule } from "./extraRule.js";
import type { JsonFault, JsonPath } from "./jsonPlaces.js";
import { jsonSettings } from "./jsonSettings.js";
import type { SettingsText } from "./settingsText.js";

/** A configuration that holds, and what it asks for in the form that a check uses. */
export interface LoadedConfiguration {
	configuration: Configuration;
	extraRules: readonly Rule[];
	ignores: (path: string) => boolean;
}

const IN_PACKAGE = ["mg-hook"];

/** What is wrong at a place of the settings, as an error that names file, line and column. */
type Refuse = (place: JsonPath, what: string, cause?: unknown) => CannotCheck;

/**
 * Reads and validates a configuration file.
 *
 * @param root what its name is shown relative to
 * @throws CannotCheck where it cannot be read, or anything in it is unknown or wrong: with file, line and column
 */
export async function loadConfiguration(file: string, root: string): Promise<LoadedConfiguration> {
	const name = relative(root, file) || basename(file);
	const settings = await settingsIn(name, await textOf(file, name));
	const refuse: Refuse = (place, what, cause) =>
		configurationError({
			name,
			position: settings.positionOf(place),
			what: `${place.length === 0 ? "the configuration" : place.join(".")} ${what}`,
			cause,
		});
	const configuration = validated(settings.value ?? {}, refuse);
	checkRuleIds(configuration, refuse);
	return {
		configuration,
		extraRules: configuration.patterns.map((pattern, index) => {
			try {
				return extraRule(pattern);
			} catch (error) {
				if (error instanceof CannotCheck) throw error;
				throw refuse(
					["patterns", index, "pattern"],
					`is not a pattern that RE2 accepts: ${(error as Error).message}`,
					error,
				);
			}
		}),
		ignores: ignorer(configuration.ignore),
	};
}

async function textOf(file: string, name: string): Promise<string> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		throw configurationError({
			name,
			position: undefined,
			what: `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`,
			wayOut: "Check that the file is there, and that you may read it.",
			cause: error,
		});
	}
}

/**
 * The settings in a file's text: JSON in a .json file, YAML in a .yaml or .yml file, either in any
 * other. JSON is told apart from YAML, though it is YAML too: its errors are about JSON, and it needs
 * no YAML parser, which takes its time to load.
 */
async function settingsIn(name: string, text: string): Promise<SettingsText> {
	const yaml = async () => (await import("./yamlSettings.js")).yamlSettings(name, text);
	if (/\.ya?ml$/u.test(name)) return yaml();
	const read = await jsonSettings({ name, text, scope: basename(name) === "package.json" ? IN_PACKAGE : [] });
	if (!isFault(read)) return read;
	const noJson = configurationError({ name, position: read.position, what: `is not valid JSON: ${read.what}` });
	if (name.endsWith(".json")) throw noJson;
	try {
		return await yaml();
	} catch (error) {
		throw /^\s*\{\s*"/u.test(text) ? noJson : error;
	}
}

function isFault(read: SettingsText | JsonFault): read is JsonFault {
	return "what" in read;
}

function ignorer(patterns: readonly string[]): (path: string) => boolean {
	if (patterns.length === 0) return () => false;
	const matcher = ignore().add([...patterns]);
	return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}

function validated(value: unknown, refuse: Refuse): Configuration {
	const ajv = new Ajv({ allErrors: true, useDefaults: false });
	if (!ajv.validate(schema, value)) {
		const [first] = (ajv.errors ?? []) as DefinedError[];
		if (first !== undefined) throw refuse(...explain(first));
	}
	const { $schema: _schema, ...given } = value as Partial<Configuration> & { $schema?: string };
	return { ...DEFAULT_CONFIGURATION, ...given };
}

/** Where an error of the schema is, and what is wrong there in words. */
function explain(error: DefinedError): [place: JsonPath, what: string] {
	const place = pointer(error);
	switch (error.keyword) {
		case "additionalProperties":
			return [[...place, error.params.additionalProperty], `is no setting of ${settingsAround(error)}`];
		case "enum":
			return [place, `must be one of ${error.params.allowedValues.join(", ")}`];
		case "required":
			return [place, `has no ${error.params.missingProperty}`];
		case "type":
			return [place, `must be of type ${String(error.params.type)}`];
		case "minLength":
			return [place, "must not be empty"];
		case "pattern":
			return [place, "must be lower-case letters, digits and dashes, a letter first, 64 at most"];
		default:
			return [place, error.message ?? "is wrong"];
	}
}

function pointer(error: ErrorObject): JsonPath {
	return error.instancePath
		.split("/")
		.slice(1)
		.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
		.map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
}

function settingsAround({ instancePath }: ErrorObject): string {
	const [owner, properties] = instancePath.startsWith("/patterns")
		? ["a pattern", schema.properties.patterns.items.properties]
		: ["mg-hook", schema.properties];
	const known = Object.keys(properties).filter((name) => !name.startsWith("$"));
	return `${owner}; the settings are ${known.join(", ")}`;
}

function checkRuleIds({ rules, patterns }: Configuration, refuse: Refuse): void {
	const ids = [...catalogue.map(({ id }) => id), ...patterns.map(({ id }) => id)];
	for (const id of Object.keys(rules)) {
		if (!ids.includes(id)) throw refuse(["rules", id], `is no rule; the rules are ${ids.join(", ")}`);
	}
	for (const [index, { id }] of patterns.entries()) {
		if (ids.indexOf(id) !== catalogue.length + index)
			throw refuse(["patterns", index, "id"], `is the name of another rule: ${id}`);
	}
}
