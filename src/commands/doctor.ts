import { realpathSync } from "node:fs";
import pc from "picocolors";
import { type Check, type CheckStatus, exitCodeOfChecks, isWrong, worstOf } from "../doctor/check.js";
import { examineHook, folderCheck, lookAtRepository, otherHooks } from "../doctor/examine.js";
import { rememberedNode } from "../doctor/rememberedNode.js";
import {
	baselineCheck,
	configurationCheck,
	engineCheck,
	historyCheck,
	loadedEngine,
	nodeCheck,
} from "../doctor/surroundings.js";
import type { ExitCode } from "../exitCode.js";
import { CannotCheck } from "../failure.js";
import { findRoot } from "../git/repository.js";
import type { HookName } from "../install/hookName.js";
import { wantsColor } from "../output/color.js";
import { jsonText } from "../output/jsonText.js";
import { writeOut } from "../output/writeOut.js";
import { VERSION } from "../version.js";
import { printable } from "./printable.js";

export interface DoctorOptions {
	cwd: string;
	/** The hook that must be there; others are looked at where mg-hook is in them. */
	hook: HookName;
	format: "pretty" | "json";
	/** Print nothing but what is not as it must be. */
	quiet: boolean;
	color: boolean;
}

/** `mg-hook doctor`: whether a commit with a key would be stopped here, and if not, why and what to do. */
export async function doctor({ cwd, hook, format, quiet, color }: DoctorOptions): Promise<ExitCode> {
	const checks = (await lookAtAll(cwd, hook)).map(shown);
	if (format === "json") {
		const status = worstOf(checks);
		const engine = loadedEngine();
		const tool = { name: "mg-hook", version: VERSION, ...(engine === undefined ? {} : { engine }) };
		await writeOut(jsonText({ schemaVersion: 1, tool, status, checks }));
	} else {
		const colors = pc.createColors(wantsColor(process.stdout, process.env, color));
		const wrong = checks.filter(isWrong);
		await writeOut(
			quiet ? listed(wrong, colors) : `${listed(checks, colors)}${colors.bold(VERDICTS[worstOf(checks)](hook))}\n`,
		);
	}
	return exitCodeOfChecks(checks);
}

async function lookAtAll(cwd: string, hook: HookName): Promise<Check[]> {
	try {
		const root = realpathSync(await findRoot(cwd));
		const repository = await lookAtRepository(root);
		const hooks = [hook, ...(await otherHooks(repository, hook))];
		const examined = (await Promise.all(hooks.map((name) => examineHook(repository, name)))).flat();
		return [
			folderCheck(repository, examined),
			...examined,
			nodeCheck(await Promise.all(hooks.map((name) => rememberedNode(repository, name)))),
			engineCheck(),
			await configurationCheck(root),
			await baselineCheck(root),
			await historyCheck(root, repository.settings),
		];
	} catch (error) {
		if (!(error instanceof CannotCheck)) throw error;
		return [{ id: "repository", status: "unknown", message: error.problem, wayOut: error.wayOut }];
	}
}

function shown({ id, status, message, wayOut }: Check): Check {
	return {
		id,
		status,
		message: printable(message),
		...(wayOut === undefined ? {} : { wayOut: printable(wayOut) }),
	};
}

type Colors = ReturnType<typeof pc.createColors>;

const SIGNS: Readonly<Record<CheckStatus, readonly [sign: string, color: "green" | "cyan" | "red" | "yellow"]>> = {
	ok: ["✔", "green"],
	note: ["·", "cyan"],
	problem: ["✖", "red"],
	unknown: ["?", "yellow"],
};

const STOPPED: Readonly<Record<HookName, string>> = {
	"pre-commit": "commit",
	"pre-merge-commit": "merge",
	"commit-msg": "commit message",
	"pre-push": "push",
};

const VERDICTS = {
	ok: (hook: HookName) => `All is well: a ${STOPPED[hook]} with a Mailgun key is stopped here.`,
	problem: () => "Something is not as it must be: see ✖ above.",
	unknown: () => "Whether all is well could not be told: see ? above.",
};

function listed(checks: readonly Check[], colors: Colors): string {
	return checks
		.map(({ status, message, wayOut }) => {
			const [sign, color] = SIGNS[status];
			return `${colors[color](sign)} ${message}\n${wayOut === undefined ? "" : `    ${wayOut}\n`}`;
		})
		.join("");
}
