/**
 * The head of a page that loads nothing and shows only what is in it.
 *
 * @param title as markup, escaped
 * @param policy its Content-Security-Policy
 */
export function pageHead(title: string, style: string, policy: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
</head>`;
}
