/** What keeps a text from being JSON, in words that quote nothing of it: a secret may stand there. */
export interface JsonFault {
	/** Where, in UTF-16 code units from the start. */
	offset: number;
	what: string;
}

/** Names and list indexes that lead to a value: `["patterns", 0, "id"]`. */
export type JsonPath = readonly (string | number)[];

/** Is told what stands where. The paths are only good until it returns. What it throws ends the reading. */
export interface JsonListener {
	/** A name of an object; the path ends in it. */
	name?(path: JsonPath, offset: number): void;
	/** A value begins. */
	value?(path: JsonPath, offset: number): void;
}

/** A place in a text, both from 1; the column counts UTF-16 code units. */
export interface Position {
	line: number;
	column: number;
}

/**
 * Reads JSON for where things stand; `JSON.parse` reads it for its value, and tells places only in
 * words that change with V8. One pass, without recursion: nesting of any depth is no danger.
 *
 * @returns undefined where the text is JSON, which is where JSON.parse takes it
 */
export function readJson(text: string, listener: JsonListener = {}): JsonFault | undefined {
	try {
		new JsonReader(text, listener).read();
		return undefined;
	} catch (error) {
		if (error instanceof Fault) return { offset: error.offset, what: error.what };
		throw error;
	}
}

/** What `JSON.parse` makes of a text, or what keeps it from it. */
export function parseJson(text: string): { value: unknown } | { fault: JsonFault } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { fault: readJson(text) ?? { offset: 0, what: "it cannot be parsed" } };
	}
}

export function positionAt(text: string, offset: number): Position {
	let line = 1;
	let start = 0;
	for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
		line++;
		start = end + 1;
	}
	return { line, column: offset - start + 1 };
}

/** Unwinds the reader; nobody sees it. */
class Fault {
	constructor(
		readonly offset: number,
		readonly what: string,
	) {}
}

const LITERALS = ["true", "false", "null"];
const BYTE_ORDER_MARK = "\ufeff";

class JsonReader {
	private at = 0;
	/** To the value that is read, or that comes next. */
	private readonly path: (string | number)[] = [];
	/** What ends the lists and objects that are open, the innermost last. */
	private readonly ends: ("]" | "}")[] = [];

	constructor(
		private readonly text: string,
		private readonly listener: JsonListener,
	) {}

	read(): void {
		if (this.text.startsWith(BYTE_ORDER_MARK)) throw this.fault("it begins with a byte order mark");
		this.space();
		if (this.at === this.text.length) throw new Fault(this.at, "it is empty");
		do {
			this.value();
		} while (this.another());
		if (this.at < this.text.length) throw this.fault("something follows its end");
	}

	/** Reads a value; of a list or an object that has something in it, up to its first value. */
	private value(): void {
		for (;;) {
			this.listener.value?.(this.path, this.at);
			const first = this.text[this.at];
			if (first !== "[" && first !== "{") {
				this.scalar(first);
				return;
			}
			this.at++;
			this.space();
			const end = first === "[" ? "]" : "}";
			if (this.take(end)) return;
			this.ends.push(end);
			this.path.push(0);
			if (end === "}") this.name();
		}
	}

	/** Goes behind a value, out of all that ends there. @returns whether another one stands there */
	private another(): boolean {
		for (;;) {
			this.space();
			const end = this.ends.at(-1);
			if (end === undefined) return false;
			const comma = this.at;
			if (this.take(",")) {
				this.space();
				if (this.text[this.at] === end) throw this.fault(`a comma stands before ${end}`, comma);
				if (end === "}") this.name();
				else this.path.push(Number(this.path.pop()) + 1);
				return true;
			}
			if (!this.take(end)) throw this.fault(`a comma or ${end} is missing`);
			this.ends.pop();
			this.path.pop();
		}
	}

	/** Reads a name and its colon, up to its value. */
	private name(): void {
		const start = this.at;
		if (this.text[start] !== '"') throw this.fault("a name in double quotes is missing");
		this.string();
		this.path.pop();
		this.path.push(JSON.parse(this.text.slice(start, this.at)) as string);
		this.listener.name?.(this.path, start);
		this.space();
		if (!this.take(":")) throw this.fault("a colon is missing");
		this.space();
	}

	private scalar(first: string | undefined): void {
		if (first === '"') this.string();
		else if (first === "-" || isDigit(first)) this.number();
		else this.literal();
	}

	private literal(): void {
		const literal = LITERALS.find((word) => this.text.startsWith(word, this.at));
		if (literal === undefined) throw this.fault("a value is missing");
		this.at += literal.length;
	}

	private string(): void {
		const start = this.at++;
		while (!this.take('"')) {
			const character = this.text[this.at];
			if (character === undefined) throw this.fault("a string has no end", start);
			if (character < " ") throw this.fault("a string has a line end or control character in it");
			if (character === "\\") this.escape();
			else this.at++;
		}
	}

	private escape(): void {
		const kind = this.text.charAt(this.at + 1);
		const isWhole =
			kind === "u"
				? /^[0-9a-fA-F]{4}$/u.test(this.text.slice(this.at + 2, this.at + 6))
				: kind !== "" && '"\\/bfnrt'.includes(kind);
		if (!isWhole) throw this.fault("a string has an unknown escape");
		this.at += kind === "u" ? 6 : 2;
	}

	private number(): void {
		this.take("-");
		if (!this.take("0")) this.digits();
		if (this.take(".")) this.digits();
		if (this.take("e") || this.take("E")) {
			if (!this.take("+")) this.take("-");
			this.digits();
		}
	}

	private digits(): void {
		if (!isDigit(this.text[this.at])) throw this.fault("a digit is missing");
		while (isDigit(this.text[this.at])) this.at++;
	}

	private space(): void {
		while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
	}

	private take(character: string): boolean {
		if (this.text[this.at] !== character) return false;
		this.at++;
		return true;
	}

	private fault(what: string, offset = this.at): Fault {
		if (offset === this.text.length) return new Fault(offset, "it ends too early");
		const isComment = /^(?:\/[/*]|#)/u.test(this.text.slice(offset, offset + 2));
		return new Fault(offset, isComment ? "JSON has no comments" : what);
	}
}

function isDigit(character: string | undefined): boolean {
	return character !== undefined && character >= "0" && character <= "9";
}
