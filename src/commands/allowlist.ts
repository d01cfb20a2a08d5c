import pc from "picocolors";
import { ExitCode } from "../exitCode.js";
import { linesWith } from "../git/grep.js";
import { findRoot } from "../git/repository.js";
import { redactKeys } from "../key/redact.js";
import { wantsColor } from "../output/color.js";
import { visible } from "../output/visible.js";
import { writeOut } from "../output/writeOut.js";
import { type AllowComment, allowCommentsIn, isExpired, MARKER } from "../policy/allowComment.js";
import { today } from "../policy/today.js";

export interface AllowlistOptions {
	cwd: string;
	format: "pretty" | "json";
	color: boolean;
	failExpired: boolean;
}

/** An allow comment and where it stands. */
interface PlacedAllowComment extends AllowComment {
	/** As `Finding.path`, without a key in it. */
	path: string;
	/** 1-based. */
	line: number;
}

type State = "valid" | "expired" | "malformed";

/** `mg-hook allowlist`: every allow comment in the tracked files, with its reason and last day. */
export async function allowlist({ cwd, format, color, failExpired }: AllowlistOptions): Promise<ExitCode> {
	const day = today();
	const lines = await linesWith(await findRoot(cwd), MARKER);
	const comments = lines.flatMap(({ path, line, text }) =>
		allowCommentsIn(text).map((comment) => ({
			...comment,
			path: redactKeys(path),
			line,
			state: stateOf(comment, day),
		})),
	);
	await writeOut(
		format === "json" ? asJson(comments) : asTable(comments, wantsColor(process.stdout, process.env, color)),
	);
	return failExpired && comments.some(({ state }) => state !== "valid") ? ExitCode.Blocked : ExitCode.Clean;
}

function stateOf(comment: AllowComment, today: string): State {
	if (comment.malformed === true) return "malformed";
	return isExpired(comment, today) ? "expired" : "valid";
}

function asJson(comments: readonly (PlacedAllowComment & { state: State })[]): string {
	const list = comments.map(({ path, line, offset, scope, reason, until, state }) => ({
		path,
		line,
		column: offset + 1,
		scope,
		...(reason === undefined ? {} : { reason }),
		...(until === undefined ? {} : { until }),
		state,
	}));
	return `${JSON.stringify({ schemaVersion: 1, comments: list }, null, "\t")}\n`;
}

function asTable(comments: readonly (PlacedAllowComment & { state: State })[], color: boolean): string {
	const colors = pc.createColors(color);
	if (comments.length === 0) return "No allow comments in the tracked files.\n";
	const lines = comments.map(({ path, line, offset, scope, reason, until, state }) => {
		const place = `${visible(path)}:${line}:${offset + 1}`;
		const end = until === undefined ? "no end" : `until ${visible(until)}`;
		const note =
			state === "valid"
				? end
				: colors.red(state === "expired" ? `expired ${visible(until ?? "")}` : `${end} is not a date`);
		const what = scope === "next-line" ? "next line, " : "";
		return `${colors.bold(place)}  ${what}${note}  ${reason === undefined ? colors.dim("no reason given") : visible(reason)}`;
	});
	const bad = comments.filter(({ state }) => state !== "valid").length;
	lines.push(`${comments.length} allow comment${comments.length === 1 ? "" : "s"}, ${bad} expired or malformed.`);
	return `${lines.join("\n")}\n`;
}
