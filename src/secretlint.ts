import { relative } from "node:path";
import { scanText } from "./index.js";

/** What secretlint hands a rule, as far as this one needs it: the same in secretlint 5 to 13 (`@secretlint/types`). */
export interface RuleContext {
	createTranslator(messages: RuleCreator["messages"]): (messageId: "MAILGUN_KEY") => TranslatedMessage;
	report(descriptor: { message: TranslatedMessage; range: readonly [start: number, end: number] }): void;
}

/** Made by secretlint, and only handed back to it. */
export interface TranslatedMessage {
	message: string;
	messageId: string;
	data: undefined;
}

/** A file as secretlint decoded it: as UTF-8, without a byte order mark. */
export interface SourceCode {
	readonly filePath: string | undefined;
	readonly content: string;
}

/** A rule in the form that secretlint loads: `SecretLintRuleCreator` of `@secretlint/types`. */
export interface RuleCreator {
	messages: { MAILGUN_KEY: { en(): string } };
	meta: {
		id: string;
		recommended: boolean;
		type: "scanner";
		supportedContentTypes: ("binary" | "text" | "all")[];
		docs: { url: string };
	};
	create(context: RuleContext): { file(source: SourceCode): void };
}

const MESSAGES: RuleCreator["messages"] = {
	// Nothing of the key is in it: secretlint shows a message's data to whoever says --no-maskSecrets.
	MAILGUN_KEY: { en: () => "found a Mailgun key: take it out, and revoke it where others could read it" },
};

/**
 * mg-hook as a rule of secretlint: `{ "id": "mg-hook/secretlint" }`. It reports what would block where
 * there is no configuration.
 *
 * `file` throws CannotCheck where there is no engine, which ends secretlint with exit code 2.
 */
export const creator: RuleCreator = {
	messages: MESSAGES,
	meta: {
		id: "mg-hook/secretlint",
		recommended: true,
		type: "scanner",
		// What is UTF-16 is binary to secretlint.
		supportedContentTypes: ["all"],
		// secretlint puts `#` and the id of the message behind it.
		docs: { url: "https://github.com/mg-hook/mg-hook/blob/main/docs/api.md" },
	},
	create(context) {
		const translate = context.createTranslator(MESSAGES);
		return {
			file({ filePath, content }) {
				const path = filePath === undefined ? "" : relative(process.cwd(), filePath);
				for (const range of rangesOfKeys(content, path)) {
					context.report({ message: translate("MAILGUN_KEY"), range });
				}
			},
		};
	},
};

/** UTF-16 that was decoded as UTF-8: a NUL beside each ASCII character, and the other characters mostly lost. */
const WIDE = /(?:[^\0\n]\0){8,}/gu;

/** Where the keys that would block stand, in UTF-16 code units; for one that was UTF-16 in the file, its whole line. */
function* rangesOfKeys(content: string, path: string): Generator<[start: number, end: number]> {
	// A key has ASCII alone, so that none is lost. Lines stay lines.
	const text = content.replace(WIDE, (run) => run.replaceAll("\0", ""));
	let line = 1;
	let start = 0;
	for (const { line: at, column, endColumn, status } of scanText(text, { path })) {
		if (status !== "blocking") continue;
		// Findings come in the order of the text. Lines are told by their line feed alone.
		for (; line < at; line++) start = content.indexOf("\n", start) + 1;
		const feed = content.indexOf("\n", start);
		const end = feed === -1 ? content.length : feed;
		if (text !== content && content.slice(start, end).includes("\0")) yield [start, end];
		else yield [start + column - 1, start + endColumn - 1];
	}
}
