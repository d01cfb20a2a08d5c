import pc from "picocolors";
import { catalogue } from "../detect/rules/catalogue.js";
import { ExitCode } from "../exitCode.js";
import { wantsColor } from "../output/color.js";
import { writeOut } from "../output/writeOut.js";

export interface RulesOptions {
	format: "pretty" | "json";
	color: boolean;
}

/** `mg-hook rules`: what is looked for, and what it gives an attacker. */
export async function rules({ format, color }: RulesOptions): Promise<ExitCode> {
	const list = catalogue.map(({ id, severity, name, risk, blocks, helpUri }) => ({
		id,
		severity,
		name,
		risk,
		action: blocks ? "block" : "report",
		helpUri,
	}));
	if (format === "json") {
		await writeOut(`${JSON.stringify({ schemaVersion: 1, rules: list }, null, "\t")}\n`);
		return ExitCode.Clean;
	}
	const colors = pc.createColors(wantsColor(process.stdout, process.env, color));
	const entries = list.map(({ id, severity, name, risk, action, helpUri }) =>
		[
			`${colors.bold(id)}  ${severity} severity, ${action === "block" ? "blocks" : "reported only"}`,
			`  ${name}. ${risk}`,
			`  ${colors.cyan(helpUri)}`,
		].join("\n"),
	);
	await writeOut(`${entries.join("\n\n")}\n`);
	return ExitCode.Clean;
}
