/** Where Mailgun's name stands, in a finding's reason: these words follow "Mailgun". */
export const proximityWords = {
	line: "on the same line",
	parent: "names the section it is in",
	file: "in the file's path",
	near: "on a line near it",
} as const;
