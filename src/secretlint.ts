import { relative } from "node:path";
import { scanText } from "./index.js";

/** What secretlint hands a rule and takes from it, as far as this one needs it (@secretlint/types 12). */
interface RuleContext {
	createTranslator(messages: typeof MESSAGES): (id: keyof typeof MESSAGES) => unknown;
	report(descriptor: { message: unknown; range: readonly [number, number] }): void;
}

interface SourceCode {
	filePath: string | undefined;
	content: string;
}

const MESSAGES = {
	// Whatever a message is given to say, secretlint masks.
	MAILGUN_KEY: { en: "found a Mailgun key: take it out, and revoke it where others could read it" },
};

/** mg-hook as a rule of secretlint: `{ "id": "mg-hook/secretlint" }`. It reports what would block. */
export const creator = {
	messages: MESSAGES,
	meta: {
		id: "mg-hook/secretlint",
		recommended: true,
		type: "scanner" as const,
		supportedContentTypes: ["text"],
		docs: { url: "https://github.com/mg-hook/mg-hook#readme" },
	},
	create(context: RuleContext) {
		const translate = context.createTranslator(MESSAGES);
		return {
			file({ filePath, content }: SourceCode): void {
				const path = filePath === undefined ? "" : relative(process.cwd(), filePath);
				for (const { status, line, column, endColumn } of scanText(content, { path })) {
					if (status !== "blocking") continue;
					const start = offsetOf(content, line) + column - 1;
					context.report({
						message: translate("MAILGUN_KEY"),
						range: [start, start + endColumn - column],
					});
				}
			},
		};
	},
};

/** Where a line begins; lines are told by their line feed alone. */
function offsetOf(text: string, line: number): number {
	let offset = 0;
	for (let number = 1; number < line; number++) offset = text.indexOf("\n", offset) + 1;
	return offset;
}
