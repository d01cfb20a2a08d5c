/** How an allow comment is written in a file of this name. */
export function allowCommentFor(path: string, comment = "mg-hook:allow: why it is not a key"): string {
	const name = path.toLowerCase();
	if (/\.(?:json|ipynb)$/u.test(name)) return `"//": "${comment}"`;
	if (/\.(?:html?|xml|md|vue|svelte|csproj|config|plist)$/u.test(name)) return `<!-- ${comment} -->`;
	if (/\.(?:css)$/u.test(name)) return `/* ${comment} */`;
	if (/\.(?:sql|lua|hs|elm)$/u.test(name)) return `-- ${comment}`;
	if (/\.(?:ini|clj|el|lisp)$/u.test(name)) return `; ${comment}`;
	if (/\.(?:[cm]?[jt]sx?|go|rs|java|kts?|scala|groovy|cs|cpp|cc|[ch]|hpp|m|swift|php|dart|jsonc|json5)$/u.test(name)) {
		return `// ${comment}`;
	}
	return `# ${comment}`;
}
