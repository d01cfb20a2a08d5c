// The places in a TypeScript text where one small change makes another program that still parses.
//
// Left out, since no test could or should tell: types, imports, comments; the words of errors, reasons
// and rules' descriptions; rules' `examples`; what stands behind `??` for the type checker alone
// (`list[0] ?? ""`, `[first = ""] = …`).
import { parseSync } from "@swc/core";

/**
 * @typedef {{ start: number, end: number, to: string, what: string }} Change bytes `[start, end)` become `to`
 * @typedef {{ line: number, column: number, changes: Change[] }} Place 1-based; one change of them is made at a time
 */

/** In front of every text, so that its spans are counted from a token that is known. */
const HEAD = "0;";

const OPERATORS = {
	"<": ["<=", ">="],
	"<=": ["<", ">"],
	">": [">=", "<="],
	">=": [">", "<"],
	"===": ["!=="],
	"!==": ["==="],
	"+": ["-"],
	"-": ["+"],
	"*": ["/"],
	"/": ["*"],
	"%": ["*"],
	"&": ["|"],
	"|": ["&"],
	"<<": [">>"],
	">>": ["<<"],
	"&&": ["||"],
	"||": ["&&"],
	"??": ["&&"],
	"+=": ["-="],
	"-=": ["+="],
	"*=": ["/="],
	"++": ["--"],
	"--": ["++"],
};

/** Methods that are easily taken for one another. */
const METHODS = { max: "min", min: "max", some: "every", every: "some" };

/** Not looked into: types, and the names of modules. */
const SKIPPED_TYPES =
	/^(?:Import|ExportAll|ExportNamed|Ts(?!AsExpression|SatisfiesExpression|NonNullExpression|ConstAssertion))/u;
const SKIPPED_FIELDS = new Set([
	"typeAnnotation",
	"typeParameters",
	"typeArguments",
	"typeParams",
	"returnType",
	"span",
]);
/** Properties that people read, and the rules' examples, which are tests themselves. */
const SKIPPED_PROPERTIES = new Set(["examples", "name", "risk", "helpUri", "message"]);
/** Calls whose texts are words of a message. */
const SPEAKS = new Set(["CannotCheck", "Error", "SyntaxError", "malformed", "wrong", "finding", "rejected", "require"]);
/** Calls whose texts matter however much they look like prose. */
const READS = new Set(["split", "startsWith", "endsWith", "includes", "indexOf", "wordSets", "compile", "lazyPattern"]);
const PROSE = /^[A-Za-z].*[a-z,;.] [A-Za-z(]/su;

/**
 * Every place of a text, in its order.
 *
 * @param {string} text TypeScript
 * @returns {Place[]}
 */
export function placesIn(text) {
	const bytes = Buffer.from(HEAD + text);
	const module = parseSync(bytes.toString("utf8"), { syntax: "typescript", target: "es2022" });
	const finder = new Finder(bytes, module.span.start);
	finder.visit({ ...module, body: module.body.slice(1) }, []);
	return finder.places.sort((left, right) => left.changes[0].start - right.changes[0].start);
}

/**
 * @param {string} text
 * @param {Change} change
 */
export function changed(text, { start, end, to }) {
	const bytes = Buffer.from(text);
	return Buffer.concat([bytes.subarray(0, start), Buffer.from(to), bytes.subarray(end)]).toString("utf8");
}

class Finder {
	/** @type {Place[]} */
	places = [];

	constructor(bytes, base) {
		this.bytes = bytes;
		this.base = base;
	}

	visit(node, parents) {
		if (node === null || typeof node !== "object") return;
		// Lists, and what holds an argument or an element, have no type.
		const isNode = !Array.isArray(node) && typeof node.type === "string";
		if (isNode) {
			if (SKIPPED_TYPES.test(node.type)) return;
			if (node.type === "KeyValueProperty" && SKIPPED_PROPERTIES.has(node.key.value)) return;
			this.look(node, parents);
		}
		for (const [field, value] of Object.entries(node)) {
			if (SKIPPED_FIELDS.has(field) || (field === "key" && value?.type !== "Computed")) continue;
			this.visit(value, isNode ? [node, ...parents] : parents);
		}
	}

	look(node, parents) {
		const [parent] = parents;
		switch (node.type) {
			case "BinaryExpression":
				// Beside another one && would not parse.
				if (node.operator === "??" && [parent, node.left].some(({ operator }) => operator === "??")) return;
				return this.operator(node, node.left.span.end, node.right.span.start);
			case "AssignmentExpression":
				return this.operator(node, node.left.span.end, node.right.span.start);
			case "UpdateExpression":
				return node.prefix
					? this.operator(node, node.span.start, node.argument.span.start)
					: this.operator(node, node.argument.span.end, node.span.end);
			case "UnaryExpression":
				if (node.operator === "!" && !(parent?.type === "IfStatement" && parent.test === node)) {
					this.add(node.span.start, node.argument.span.start, [["", "the ! removed"]]);
				}
				return;
			case "BooleanLiteral":
				return this.replace(node, [String(!node.value)]);
			case "NumericLiteral":
				return this.number(node, parents);
			case "StringLiteral":
				return this.string(node, parents);
			case "TemplateLiteral":
				return this.template(node, parents);
			case "RegExpLiteral":
				return this.pattern(node.span.start + 1, node.pattern);
			case "IfStatement":
				return this.condition(node);
			case "ConditionalExpression":
			case "WhileStatement":
				return this.add(node.test.span.start, node.test.span.end, [[`!(${this.text(node.test)})`, "negated"]]);
			case "ExpressionStatement":
				if (node.expression.type === "CallExpression" && node.expression.callee.type === "Super") return;
				return this.replace(node, [";"], "removed");
			case "BreakStatement":
			case "ContinueStatement":
				if (parents.some(({ type }) => type === "SwitchStatement")) return;
				return this.replace(node, [";"], "removed");
			case "ReturnStatement":
				return this.result(node.argument);
			case "ArrowFunctionExpression":
				if (!/^(?:BlockStatement|FunctionBody)$/u.test(node.body.type)) this.result(node.body);
				return;
			case "MemberExpression":
				if (node.property.type === "Identifier" && Object.hasOwn(METHODS, node.property.value)) {
					this.replace(node.property, [METHODS[node.property.value]]);
				}
		}
	}

	operator(node, from, to) {
		if (!Object.hasOwn(OPERATORS, node.operator)) return;
		// A text that is put together is no sum.
		if (node.operator.startsWith("+") && node.operator !== "++" && (isText(node.left) || isText(node.right))) return;
		const at = this.bytes.indexOf(node.operator, from - this.base);
		if (at === -1 || at >= to - this.base) return;
		const start = at + this.base;
		this.add(
			start,
			start + node.operator.length,
			OPERATORS[node.operator].map((other) => [other]),
		);
	}

	condition(node) {
		const { test, alternate } = node;
		const changes = [{ span: test.span, to: `!(${this.text(test)})`, what: "negated" }];
		if (!alternate) changes.push({ span: node.span, to: ";", what: "removed" });
		this.push(changes);
	}

	result(value) {
		if (!value || value.type === "BooleanLiteral") return;
		if (value.type === "Identifier" && value.value === "undefined") return;
		this.replace(value, ["(undefined as never)"], "is not returned");
	}

	number(node, parents) {
		if (isFallback(node, parents)) return;
		const step = Number.isInteger(node.value) ? 1 : 0.05;
		const round = (value) => String(Number(value.toFixed(6)));
		this.replace(
			node,
			[round(node.value + step), round(node.value - step)].map((text) => (text.startsWith("-") ? `(${text})` : text)),
		);
	}

	string(node, parents) {
		if (isFallback(node, parents) || parents[0]?.type.startsWith("Export")) return;
		const call = parents.find(({ type }) => type === "CallExpression" || type === "NewExpression");
		const name = calleeName(call);
		if (SPEAKS.has(name) && (name === "require" || PROSE.test(node.value) || !/^(?:finding|rejected)$/u.test(name)))
			return;
		if (call?.callee?.type === "Import") return;
		if (PROSE.test(node.value) && !READS.has(name)) return;
		if (isPattern(parents, name)) {
			// As it is written: an escape of the string would move what is behind it.
			if (!node.raw.includes("\\")) this.pattern(node.span.start + 1, node.value);
			return;
		}
		this.replace(node, [node.value === "" ? '"Mutated"' : '""']);
	}

	template(node, parents) {
		const [parent] = parents;
		const raw = parent?.type === "TaggedTemplateExpression";
		const call = parents.find(({ type }) => type === "CallExpression" || type === "NewExpression");
		if (raw || isPattern(parents, calleeName(call))) {
			for (const quasi of node.quasis) this.pattern(quasi.span.start, quasi.raw);
			return;
		}
		if (SPEAKS.has(calleeName(call)) || node.quasis.some(({ raw: text }) => / [a-z]{2,}|[a-z]{2,} /u.test(text)))
			return;
		this.replace(node, ["``"]);
	}

	/** Quantifiers and anchors of a regular expression. */
	pattern(start, source) {
		let inClass = false;
		for (let at = 0; at < source.length; at++) {
			const character = source.charAt(at);
			if (character === "\\") at++;
			else if (inClass) inClass = character !== "]";
			else if (character === "[") {
				inClass = true;
				if (source.charAt(at + 1) === "^") at++;
				if (source.charAt(at + 1) === "]") at++;
			} else if (source.startsWith("(?", at))
				at += /^\(\?(?:<[A-Za-z]+>|<?[=!]|[a-z-]*[:)]?)/u.exec(source.slice(at))[0].length - 1;
			else this.quantifier(start, source, at);
		}
	}

	quantifier(start, source, at) {
		const offset = start + Buffer.byteLength(source.slice(0, at));
		const other = { "*": "+", "+": "", "?": "", "^": "", $: "" }[source.charAt(at)];
		if (other !== undefined) {
			if (source.charAt(at) === "?" && /[*+?}]/u.test(source.charAt(at - 1))) return;
			this.add(offset, offset + 1, [[other]]);
			return;
		}
		const [whole, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/u.exec(source.slice(at)) ?? [];
		if (whole === undefined) return;
		const bounds = [`{${Number(least) + 1}${comma}${most}}`];
		if (Number(least) > 0) bounds.push(`{${Number(least) - 1}${comma}${most}}`);
		if (most !== "") bounds.push(`{${least},${Number(most) + 1}}`, `{${least},${Number(most) - 1}}`);
		this.add(
			offset,
			offset + whole.length,
			bounds.filter((bound) => !isEmptyRange(bound)).map((bound) => [bound]),
		);
	}

	replace(node, texts, what) {
		this.add(
			node.span.start,
			node.span.end,
			texts.map((to) => [to, what]),
		);
	}

	add(start, end, changes) {
		this.push(changes.map(([to, what]) => ({ span: { start, end }, to, what })));
	}

	push(changes) {
		const shift = this.base + HEAD.length;
		const first = Math.min(...changes.map(({ span }) => span.start)) - this.base;
		const before = this.bytes.toString("utf8", HEAD.length, first).split("\n");
		this.places.push({
			line: before.length,
			column: before[before.length - 1].length + 1,
			changes: changes.map(({ span, to, what }) => ({
				start: span.start - shift,
				end: span.end - shift,
				to,
				what: describe(this.slice(span), to, what),
			})),
		});
	}

	slice({ start, end }) {
		return this.bytes.toString("utf8", start - this.base, end - this.base);
	}

	text(node) {
		return this.slice(node.span);
	}
}

function describe(from, to, what) {
	const short = (text) => {
		const line = text.replaceAll(/\s+/gu, " ");
		return line.length > 70 ? `${line.slice(0, 66)} …` : line;
	};
	return what === undefined ? `${short(from)} → ${to === "" ? "(nothing)" : to}` : `${short(from)} ${what}`;
}

function isText(node) {
	if (node.type === "StringLiteral" || node.type === "TemplateLiteral") return true;
	return node.type === "BinaryExpression" && node.operator === "+" && (isText(node.left) || isText(node.right));
}

/** Whether a literal is what the type checker asks for where an index could be out of range. */
function isFallback(node, [parent, above]) {
	if (parent?.type === "AssignmentPattern" && parent.right === node) return above?.type === "ArrayPattern";
	if (parent?.type !== "BinaryExpression" || parent.operator !== "??" || parent.right !== node) return false;
	return parent.left.type === "MemberExpression" && parent.left.property.type === "Computed";
}

function calleeName(call) {
	const callee = call?.callee;
	if (callee?.type === "Identifier") return callee.value;
	return callee?.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.value : "";
}

/** Whether a text is a regular expression: of a rule, or compiled where it stands. */
function isPattern(parents, name) {
	if (name === "lazyPattern" || name === "compile") return true;
	return parents.some(({ type, key, id }) => {
		const called = type === "KeyValueProperty" ? key.value : type === "VariableDeclarator" ? id.value : undefined;
		return called === "trigger" || called === "pattern" || called === "CLASSIC" || called === "HEXADECIMAL";
	});
}

function isEmptyRange(bound) {
	const [, least, most] = /^\{(\d+),(\d+)\}$/u.exec(bound) ?? [];
	return most !== undefined && Number(most) < Number(least);
}
