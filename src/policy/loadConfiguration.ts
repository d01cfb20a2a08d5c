import { readFile } from "node:fs/promises";
import { basename, relative } from "node:path";
import type { DefinedError, ErrorObject } from "ajv";
import Ajv from "ajv";
import ignore from "ignore";
import { LineCounter, type Node, parseDocument } from "yaml";
import schema from "../../mg-hook.schema.json";
import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import { CannotCheck } from "../failure.js";
import { type Configuration, DEFAULT_CONFIGURATION } from "./configuration.js";
import { extraRule } from "./extraRule.js";

/** A configuration that holds, and what it asks for in the form that a check uses. */
export interface LoadedConfiguration {
	configuration: Configuration;
	extraRules: readonly Rule[];
	ignores: (path: string) => boolean;
}

const IN_PACKAGE = "mg-hook";

/**
 * Reads and validates a configuration file.
 *
 * @param root what its name is shown relative to
 * @throws CannotCheck where it cannot be read, or anything in it is unknown or wrong: with file, line and column
 */
export async function loadConfiguration(file: string, root: string): Promise<LoadedConfiguration> {
	const shown = relative(root, file) || basename(file);
	let text: string;
	try {
		text = await readFile(file, "utf8");
	} catch (error) {
		throw wrong(shown, `cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown error"})`, error);
	}
	const source = parsed(shown, text, basename(file) === "package.json");
	const configuration = validated(source);
	checkRuleIds(source, configuration);
	return {
		configuration,
		extraRules: configuration.patterns.map((pattern, index) => {
			try {
				return extraRule(pattern);
			} catch (error) {
				if (error instanceof CannotCheck) throw error;
				throw source.wrong(
					["patterns", index, "pattern"],
					`is no pattern that RE2 takes: ${(error as Error).message}`,
					error,
				);
			}
		}),
		ignores: ignorer(configuration.ignore),
	};
}

function ignorer(patterns: readonly string[]): (path: string) => boolean {
	if (patterns.length === 0) return () => false;
	const matcher = ignore().add([...patterns]);
	return (path) => ignore.isPathValid(path) && matcher.ignores(path);
}

function validated(source: ConfigurationText): Configuration {
	const ajv = new Ajv({ allErrors: true, useDefaults: false });
	const value = source.value;
	if (!ajv.validate(schema, value)) {
		const [first] = (ajv.errors ?? []) as DefinedError[];
		if (first !== undefined) throw source.wrong(...explain(first));
	}
	const { $schema: _schema, ...given } = value as Partial<Configuration> & { $schema?: string };
	return { ...DEFAULT_CONFIGURATION, ...given };
}

/** Where an error of the schema is, and what is wrong there in words. */
function explain(error: DefinedError): [place: (string | number)[], what: string] {
	const place = pointer(error);
	switch (error.keyword) {
		case "additionalProperties":
			return [[...place, error.params.additionalProperty], `is no setting of mg-hook${suggestion(error)}`];
		case "enum":
			return [place, `must be one of ${error.params.allowedValues.join(", ")}`];
		case "required":
			return [place, `lacks ${error.params.missingProperty}`];
		case "type":
			return [place, `must be of type ${String(error.params.type)}`];
		default:
			return [place, error.message ?? "is wrong"];
	}
}

function pointer(error: ErrorObject): (string | number)[] {
	return error.instancePath
		.split("/")
		.slice(1)
		.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
		.map((part) => (/^\d+$/u.test(part) ? Number(part) : part));
}

function suggestion(error: DefinedError & { keyword: "additionalProperties" }): string {
	const known = error.instancePath.startsWith("/patterns")
		? Object.keys(schema.properties.patterns.items.properties)
		: Object.keys(schema.properties);
	return `; there are ${known.filter((name) => !name.startsWith("$")).join(", ")}`;
}

function checkRuleIds(source: ConfigurationText, { rules, patterns }: Configuration): void {
	const ids = [...catalogue.map(({ id }) => id), ...patterns.map(({ id }) => id)];
	for (const id of Object.keys(rules)) {
		if (!ids.includes(id)) throw source.wrong(["rules", id], `is no rule; there are ${ids.join(", ")}`);
	}
	for (const [index, { id }] of patterns.entries()) {
		if (ids.indexOf(id) !== catalogue.length + index)
			throw source.wrong(["patterns", index, "id"], `names a rule that there is already: ${id}`);
	}
}

function parsed(name: string, text: string, inPackage: boolean): ConfigurationText {
	try {
		return new ConfigurationText(name, text, inPackage);
	} catch (error) {
		if (error instanceof CannotCheck) throw error;
		// The parser calls itself for each level, and the stack has an end.
		if (error instanceof RangeError) throw wrong(name, "is nested too deeply", error);
		// An alias is only followed once the text is parsed.
		throw wrong(name, `is not valid YAML: ${(error as Error).message.split("\n")[0] ?? ""}`, error);
	}
}

/** A configuration file's text, able to say on which line a setting stands. */
class ConfigurationText {
	readonly value: unknown;
	private readonly lines = new LineCounter();
	private readonly document: ReturnType<typeof parseDocument>;
	private readonly base: readonly string[];

	constructor(
		private readonly name: string,
		text: string,
		inPackage: boolean,
	) {
		this.base = inPackage ? [IN_PACKAGE] : [];
		// JSON is YAML, but not the other way: a .json file is held to JSON.
		if (name.endsWith(".json")) {
			try {
				JSON.parse(text);
			} catch (error) {
				throw wrong(name, `is not valid JSON: ${(error as Error).message.split("\n")[0] ?? ""}`, error);
			}
		}
		// A pretty error and a warning quote the text, and with it what may be a key.
		const quiet = { prettyErrors: false, logLevel: "error" } as const;
		this.document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true, ...quiet });
		const [problem] = this.document.errors;
		if (problem !== undefined) {
			const { line, col } = this.lines.linePos(problem.pos[0]);
			throw wrong(`${name}:${line}:${col}`, `is not valid YAML: ${problem.message.split("\n")[0] ?? ""}`, problem);
		}
		const whole = this.document.toJS({ maxAliasCount: 0 }) as unknown;
		this.value = inPackage ? (whole as Record<string, unknown>)[IN_PACKAGE] : (whole ?? {});
	}

	wrong(place: readonly (string | number)[], what: string, cause?: unknown): CannotCheck {
		const path = [...this.base, ...place];
		const node = path.length === 0 ? this.document.contents : (this.document.getIn(path, true) as Node | undefined);
		const offset = node?.range?.[0];
		const position = offset === undefined ? undefined : this.lines.linePos(offset);
		const shown = position === undefined ? this.name : `${this.name}:${position.line}:${position.col}`;
		return wrong(shown, `${place.length === 0 ? "the configuration" : place.join(".")} ${what}`, cause);
	}
}

/** @param place the file's name, and `:line:column` where that is known */
function wrong(place: string, what: string, cause?: unknown): CannotCheck {
	return new CannotCheck(
		"configuration",
		`${place}: ${what}.`,
		"Mend the configuration; its settings are listed in mg-hook.schema.json.",
		cause,
	);
}
