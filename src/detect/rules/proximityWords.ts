/** Where Mailgun's name stands, in a finding's reason: these words follow "Mailgun". */
export const proximityWords = {
	line: "on the same line",
	parent: "in the section's name",
	file: "in the file's path",
	near: "on a nearby line",
} as const;
