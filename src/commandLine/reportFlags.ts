import { type Command, InvalidArgumentError, Option } from "commander";
import type { ReportRequest } from "../report/deliver.js";
import { FORMATS, type Format } from "../report/format.js";

/** What `--output` takes for standard output. */
const STANDARD_OUTPUT = "-";

/**
 * Adds `--format` and `--output` to a command; both may be given again. `--output` goes with the
 * `--format` before it, or with the first one where it stands before all of them:
 * `--format pretty --format sarif --output x.sarif` prints the one and writes the other.
 *
 * @returns the reports that were asked for, to be called once the arguments are parsed; it ends the
 *   command with a usage error where two of them would go to one place
 */
export function addReportFlags(command: Command): () => ReportRequest[] {
	const requests: { format: Format; output?: string }[] = [];
	let early: string | undefined;

	const format = new Option("--format <format>", "how to report; may be given more than once, see --output")
		.choices(FORMATS)
		.argParser((value: string) => {
			const known = FORMATS.find((name) => name === value);
			if (known === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(", ")}.`);
			requests.push(early === undefined ? { format: known } : { format: known, output: early });
			early = undefined;
			return known;
		});
	format.defaultValueDescription = "pretty";
	const output = new Option(
		"--output <file>",
		"write the --format before it to this file, whole or not at all",
	).argParser((value: string) => {
		if (value === "") throw new InvalidArgumentError("It needs a file name.");
		const last = requests.at(-1);
		if ((last ?? { output: early }).output !== undefined) {
			throw new InvalidArgumentError("One --format goes to one --output: give --format before each.");
		}
		if (last === undefined) early = value;
		else last.output = value;
		return value;
	});
	command.addOption(format).addOption(output);

	return () => {
		const asked: ReportRequest[] =
			requests.length > 0
				? requests
				: [early === undefined ? { format: "pretty" } : { format: "pretty", output: early }];
		const reports = asked.map(({ format, output }) =>
			output === undefined || output === STANDARD_OUTPUT ? { format } : { format, output },
		);
		const places = reports.map((report) => ("output" in report ? report.output : STANDARD_OUTPUT));
		const twice = places.find((place, index) => places.indexOf(place) !== index);
		if (twice !== undefined) {
			const [first, second] = reports.filter((_, index) => places[index] === twice).map(({ format }) => format);
			command.error(
				`error: ${first} and ${second} would both go to ${twice === STANDARD_OUTPUT ? "standard output" : "the same file"}: give each --format but one its own --output`,
			);
		}
		return reports;
	};
}
