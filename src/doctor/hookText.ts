import { hasBlock, hasBrokenBlock, onlyBlock } from "../install/hookBlock.js";
import { namesMgHook } from "../install/hookManager.js";

/** What a hook of the sh family does about mg-hook, as far as reading it can tell. */
export interface OurPart {
	/** The lines of `mg-hook install`, a command that somebody wrote, or a copy of the package's script. */
	kind: "block" | "command" | "script";
	/** Whether the shell comes to it: `maybe` where a condition decides. */
	reached: "always" | "maybe" | "never";
	/** Its exit code does not end the hook, so that a key passes. */
	isLost: boolean;
	/** Nothing else in the hook does anything. */
	isAlone: boolean;
	/** The part by itself, to be run by sh; undefined where it is not plain enough to be run apart. */
	script: string | undefined;
}

export interface HookReading {
	/** The hook ends at the first command that fails, though it does not say so: husky runs it by `sh -e`. */
	endsAtFailure: boolean;
}

/** What brings a hook about and does nothing by itself: husky's and simple-git-hooks' first lines, `set`, `echo`. */
const PREAMBLE = [
	/^\. "\$\(dirname (?:-- )?"\$0"\)\/_\/husky\.sh"$/u,
	/^set [-+][A-Za-z]+(?: (?:pipefail|errexit|nounset))?$/u,
];
const SIMPLE_GIT_HOOKS =
	/^if \[ "\$SKIP_SIMPLE_GIT_HOOKS" = "1" \]; then\n(?:.*\n)*?fi\n(?:\n*if \[ -f "\$SIMPLE_GIT_HOOKS_RC" \]; then\n(?:.*\n)*?fi\n)?/mu;

/**
 * Finds mg-hook's part of a hook.
 *
 * @param hook a hook of the sh family with LF line ends, a character a byte
 * @returns "none" where it is not in there, "broken" where the block of `install` is torn apart
 */
export function ourPartOf(hook: string, { endsAtFailure }: HookReading): OurPart | "none" | "broken" {
	if (hasBrokenBlock(hook)) return "broken";
	if (hasBlock(hook)) {
		const block = onlyBlock(hook);
		const at = hook.indexOf(block);
		const before = codeLines(hook.slice(0, at));
		const after = codeLines(hook.slice(at + block.length));
		return {
			kind: "block",
			reached: reachedAfter(before),
			isLost: false,
			isAlone: before.length === 0 && after.length === 0,
			script: `${block}\n`,
		};
	}
	if (/\$hooks\/mg-hook\.sh/u.test(hook)) {
		return { kind: "script", reached: "always", isLost: false, isAlone: true, script: undefined };
	}
	const lines = codeLines(hook);
	const named = lines.findIndex(namesMgHook);
	const run = lines.findIndex((line) => namesMgHook(line) && isRun(line));
	const at = run === -1 ? named : run;
	const line = lines[at];
	if (line === undefined) return "none";
	const before = lines.slice(0, at);
	const isStrict = endsAtFailure || setsErrexit(hook);
	const script = firstPlainCommand(line);
	return {
		kind: "command",
		reached: isRun(line) ? reachedAfter(before) : "maybe",
		isLost: isRun(line) && losesCode(line, { isLast: at === lines.length - 1, isStrict }),
		isAlone: lines.length === 1 && plainCommand(line) !== undefined,
		script: script === undefined ? undefined : `${script}\n`,
	};
}

/** The lines that do something: no comment, no blank line, no preamble. Lines that go on are joined. */
function codeLines(text: string): string[] {
	return text
		.replace(/^#![^\n]*\n?/u, "")
		.replace(SIMPLE_GIT_HOOKS, "")
		.replace(/\\\n/gu, " ")
		.split("\n")
		.map((line) => line.trim())
		.filter((line) => line !== "" && !line.startsWith("#") && !PREAMBLE.some((pattern) => pattern.test(line)));
}

/**
 * Whether a line that names mg-hook has the shell run it as a command of the hook's own: not in a
 * condition, behind `||` or in a subshell, not as somebody's argument, and not switched off.
 */
function isRun(line: string): boolean {
	const lead = line.slice(0, /mg-hook/u.exec(line)?.index).replace(/\$\([^()]*\)/gu, "");
	if (/^(?:if|while|until|!|case)\s|[|(]|(?:^|\s)#/u.test(lead)) return false;
	const command = lead.split(/&&|;/u).at(-1)?.trim() ?? "";
	return !/^(?:echo|printf|true|:|!)(?:\s|$)|^(?:export\s+)?\w+=["'](?!\S*["']\s)|(?:^|\s)MG_HOOK=/u.test(command);
}

const OPENS = /^(?:if|for|while|until|case|select)\b|\{$|\($|^(?!elif\b|then$|do$).*\b(?:then|do)$/u;
const CLOSES = /^(?:fi|done|esac)\b|^[)}]/u;
/** `exec` with a redirection alone goes on. */
const ENDS = /^(?:exit|return)\b|^exec\s+(?![<>]|\d*[<>])/u;

/** What may keep mg-hook's lines, or their answer, from meaning what they say. */
const UNSETTLES =
	/^trap\s|^alias\s|(?:^|[\s;&])(?:MG_HOOK|GIT_\w+)=|^set\s+-[a-z]*n|^(?:function\s+)?(?:sh|exit|command|node|npx|mg-hook)\s*\(\)/u;

/** Whether what stands behind these lines is a text that a command is given: `cat <<END`. */
function isInHereDocument(lines: readonly string[]): boolean {
	return lines.some((line, at) => {
		const [, end] = /(?<!<)<<-?\s*\\?["']?(\w+)/u.exec(line) ?? [];
		return end !== undefined && !lines.includes(end, at + 1);
	});
}

/** Whether the shell comes to what stands behind these lines. */
function reachedAfter(lines: readonly string[]): OurPart["reached"] {
	let depth = 0;
	let isSure = !isInHereDocument(lines);
	for (const line of lines) {
		if (UNSETTLES.test(line)) isSure = false;
		if (CLOSES.test(line)) depth--;
		if (ENDS.test(line)) {
			if (depth <= 0) return "never";
			isSure = false;
		} else if (/(?:&&|\|\||;|\bthen|\bdo|\{)\s*(?:exit|exec)\b/u.test(line)) isSure = false;
		if (OPENS.test(line) && !/\b(?:fi|done|esac)$|\}$/u.test(line)) depth++;
	}
	return isSure && depth <= 0 ? "always" : "maybe";
}

function setsErrexit(hook: string): boolean {
	return /^#![^\n]*\s-[a-z]*e/u.test(hook) || /^\s*set\s+-(?:[a-z]*e|o\s+errexit)/mu.test(hook);
}

/** Whether a line lets the hook go on, or end well, though mg-hook says no. */
function losesCode(line: string, { isLast, isStrict }: { isLast: boolean; isStrict: boolean }): boolean {
	const rest = line.slice(/mg-hook["']?(?:\s+check|[/\\](?:hooks|dist)[/\\][\w.-]+)?/u.exec(line)?.index ?? 0);
	if (/\|\|\s*(?:\{\s*)?(?:[^|;&]*;\s*)?exit\b(?!\s*0)/u.test(rest)) return false;
	if (/\|\||(?<![&>])&\s*$|(?<!\|)\|(?!\|)/u.test(rest)) return true;
	if (/&&/u.test(rest)) return !isLast;
	if (/;\s*\S/u.test(rest)) return !isStrict;
	return !isLast && !isStrict;
}

/** Words without anything that a shell takes for more than text. */
const WORD = String.raw`(?:"\$@"|"\$1"|--[\w-]+="?\$1"?|[\w./=@:+-]+)`;
const PLAIN = [
	String.raw`(?:(?:sh|bash|dash)\s+)?(?:[\w./@+-]*|'[^'$\x60\\]*'|"[^"$\x60\\]*")mg-hook/hooks/(?:pre-commit|commit-msg|pre-push)['"]?(?:\s+"\$@")?`,
	String.raw`(?:sh\s+)'[^'\n]*mg-hook/hooks/(?:pre-commit|commit-msg|pre-push)'(?:\s+"\$@")?`,
	String.raw`(?:MG_HOOK_SILENT=1\s+)?(?:(?:\./)?node_modules/\.bin/)?mg-hook\s+check(?:\s+${WORD})*`,
].map((source) => new RegExp(String.raw`^(?:exec\s+)?(${source})(?:\s*\|\|\s*exit(?:\s+(?:\$\?|1|2))?)?$`, "u"));

/** The plain command that a line starts with, before any `&&`. */
export function firstPlainCommand(line: string): string | undefined {
	return plainCommand(line) ?? plainCommand(line.split("&&")[0] ?? "");
}

/**
 * A command that runs mg-hook's own script, or its command from PATH, and nothing else; undefined for
 * any other, such as one of npx, which may ask the registry.
 */
function plainCommand(line: string): string | undefined {
	for (const pattern of PLAIN) {
		const match = pattern.exec(line.trim());
		if (match !== null) return match[1];
	}
	return undefined;
}
