import { RE2JS } from "re2js";
import type { Match, Pattern } from "../pattern.js";
import { portSyntax } from "./portSyntax.js";

/** An expression compiled by re2js that answers as the re2 package does. */
export class PortPattern implements Pattern {
	lastIndex = 0;
	private readonly expression: RE2JS;
	private readonly global: boolean;

	/** @throws SyntaxError where RE2 cannot take the pattern */
	constructor(source: string, flags: string) {
		this.global = flags.includes("g");
		try {
			this.expression = RE2JS.compile(portSyntax(source));
		} catch (error) {
			throw new SyntaxError(inRe2Words((error as Error).message), { cause: error });
		}
	}

	test(text: string | Buffer): boolean {
		return this.expression.test(text);
	}

	exec(text: string): Match<string> | null;
	exec(bytes: Buffer): Match<Buffer> | null;
	exec(input: string | Buffer): Match<string | Buffer> | null {
		const from = this.global ? this.lastIndex : 0;
		this.lastIndex = 0;
		if (from > input.length) return null;
		// Whether there is a match at all is told by an automaton; only where it is, by what takes far longer.
		if (from === 0 && !this.expression.test(input)) return null;
		const matcher = this.expression.matcher(input);
		if (!matcher.find(from)) return null;
		if (this.global) this.lastIndex = matcher.end();
		const groups: (string | Buffer | undefined)[] = [];
		for (let group = 0; group <= matcher.groupCount(); group++) {
			const start = matcher.start(group);
			const end = matcher.end(group);
			groups.push(start === -1 ? undefined : part(input, start, end));
		}
		return Object.assign(groups, { index: matcher.start() }) as unknown as Match<string | Buffer>;
	}

	replace(text: string, replacement: (match: string) => string): string {
		if (!this.expression.test(text)) return text;
		const matcher = this.expression.matcher(text);
		let replaced = "";
		let done = 0;
		while (matcher.find()) {
			replaced += text.slice(done, matcher.start()) + replacement(text.slice(matcher.start(), matcher.end()));
			done = matcher.end();
			if (!this.global) break;
		}
		return replaced + text.slice(done);
	}
}

/** re2js says "error parsing regexp: invalid or unsupported Perl syntax: `(?=`". */
function inRe2Words(message: string): string {
	return message
		.replace(/^error parsing regexp: /u, "")
		.replace("invalid or unsupported Perl syntax", "invalid perl operator")
		.replace(/: `([\s\S]*)`$/u, ": $1");
}

function part(input: string | Buffer, start: number, end: number): string | Buffer {
	return typeof input === "string" ? input.slice(start, end) : input.subarray(start, end);
}
