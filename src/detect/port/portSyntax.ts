/** The long names of Unicode's general categories, which RE2 knows by their short ones. */
const CATEGORIES: Readonly<Record<string, string>> = {
	Uppercase_Letter: "Lu",
	Lowercase_Letter: "Ll",
	Titlecase_Letter: "Lt",
	Modifier_Letter: "Lm",
	Other_Letter: "Lo",
	Letter: "L",
	Nonspacing_Mark: "Mn",
	Spacing_Mark: "Mc",
	Enclosing_Mark: "Me",
	Mark: "M",
	Decimal_Number: "Nd",
	Letter_Number: "Nl",
	Other_Number: "No",
	Number: "N",
	Connector_Punctuation: "Pc",
	Dash_Punctuation: "Pd",
	Open_Punctuation: "Ps",
	Close_Punctuation: "Pe",
	Initial_Punctuation: "Pi",
	Final_Punctuation: "Pf",
	Other_Punctuation: "Po",
	Punctuation: "P",
	Math_Symbol: "Sm",
	Currency_Symbol: "Sc",
	Modifier_Symbol: "Sk",
	Other_Symbol: "So",
	Symbol: "S",
	Space_Separator: "Zs",
	Line_Separator: "Zl",
	Paragraph_Separator: "Zp",
	Separator: "Z",
	Control: "Cc",
	Format: "Cf",
	Surrogate: "Cs",
	Private_Use: "Co",
	Other: "C",
};

/** What RE2 takes for `C`: re2js has what is not assigned in it too. */
const OTHER = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Co}`;

/** What is quoted, an escape, a POSIX name, or the beginning or the end of a class. */
const TOKEN =
	/\\Q[\s\S]*?(?:\\E|$)|\[:\^?\w+:\]|\\(?:[pP](?:\{([^}]*)\}|(C))|u([0-9A-Fa-f]{1,4})|u(?=\{)|c([A-Z])|[\s\S])|\[\]|\[\^?\]?|\]/gu;

/**
 * A pattern in RE2's own syntax, from that of the re2 package, which takes some of JavaScript's
 * escapes too: `\u0041`, `\u{41}`, `\cA`, `\p{Letter}`, `\p{Script=Greek}`, `\p{ASCII}` (its
 * lib/pattern.cc).
 */
export function portSyntax(source: string): string {
	let isInside = false;
	// As the re2 package tells it, which knows neither quotes nor POSIX names.
	let inClass = false;
	return source.replaceAll(TOKEN, (token, ...groups: (string | undefined)[]) => {
		if (token.startsWith("\\Q")) {
			const last = /[[\]](?=[^[\]]*$)/u.exec(token)?.[0];
			if (last !== undefined) inClass = last === "[";
			return token.replaceAll(/\\u([0-9A-Fa-f]{1,4})|\\c([A-Z])/gu, escaped);
		}
		if (token === "]") isInside = false;
		else if (token.startsWith("[") && !token.startsWith("[:")) isInside = true;
		if (token === "]" || token.startsWith("[:")) inClass = false;
		else if (token.startsWith("[")) inClass = true;
		const [braced, single, hexadecimal, control] = groups;
		const property = braced ?? single;
		if (property !== undefined) return withProperty(token, property, { inClass, isInside });
		return escaped(token, hexadecimal, control);
	});
}

function escaped(token: string, hexadecimal?: string, control?: string): string {
	if (hexadecimal !== undefined) return `\\x{${hexadecimal}}`;
	if (control !== undefined) return `\\x${(control.charCodeAt(0) - 64).toString(16).padStart(2, "0")}`;
	return token === "\\u" ? "\\x" : token;
}

/** Whether it stands in a class, by the re2 package's telling and in truth. */
interface Place {
	inClass: boolean;
	isInside: boolean;
}

function other(negated: boolean, isInside: boolean): string {
	if (!isInside) return `[${negated ? "^" : ""}${OTHER}]`;
	return negated ? rangesOf(OTHER, true) : OTHER;
}

function withProperty(token: string, property: string, { inClass, isInside }: Place): string {
	const name = property.replace(/^(?:General_Category|gc|Script|sc)=/u, "");
	const short = CATEGORIES[name] ?? name;
	// Both are names of re2js's own.
	if (short === "LC" || short === "Cn") throw new SyntaxError(`invalid character class range: ${token}`);
	const negated = token.startsWith("\\P");
	if (short === "C" || short === "^C") return other(negated !== (short === "^C"), isInside);
	const ranges = isOfJavaScript(name) ? rangesOf(String.raw`\p{${name}}`, negated) : undefined;
	if (ranges === undefined) return `${token.slice(0, 2)}{${short}}`;
	return inClass ? ranges : `[${ranges}]`;
}

/** Whether the re2 package spells a property out, since RE2 has none of that name: binary ones, script extensions. */
function isOfJavaScript(name: string): boolean {
	if (name === "Any" || !/^(?:(?:Script_Extensions|scx)=)?\w+$/u.test(name)) return false;
	return isProperty(name) && !isProperty(`General_Category=${name}`);
}

function isProperty(name: string): boolean {
	try {
		return new RegExp(`\\p{${name}}`, "u") instanceof RegExp;
	} catch {
		return false;
	}
}

/** @param set what stands in a class of JavaScript's */
function rangesOf(set: string, negated: boolean): string {
	const property = new RegExp(`[${set}]`, "u");
	const parts: string[] = [];
	let start = -1;
	for (let code = 0; code <= 0x110000; code++) {
		const inside = code < 0x110000 && property.test(String.fromCodePoint(code)) !== negated;
		if (inside && start === -1) start = code;
		if (inside || start === -1) continue;
		parts.push(`\\x{${start.toString(16)}}-\\x{${(code - 1).toString(16)}}`);
		start = -1;
	}
	return parts.join("");
}
