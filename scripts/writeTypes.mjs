// Writes dist/index.d.ts and dist/secretlint.d.ts: each way in with all the types that it needs, in one
// file. tsc makes a file of each module; what can be reached from an entry is joined here, since the
// tools that do so need the API of TypeScript, which 7 does not have.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import process from "node:process";

const root = resolve(import.meta.dirname, "..");
const tsc = resolve(root, "node_modules/typescript/bin/tsc");
const made = mkdtempSync(join(tmpdir(), "mg-hook-types-"));

/** Types of the language itself that the oldest target, which TypeScript 5 takes unless told, has not. */
const HEAD = '/// <reference lib="es2018.asyncgenerator" />\n';

try {
	execFileSync(process.execPath, [tsc, "-p", resolve(root, "tsconfig.types.json"), "--outDir", made], {
		stdio: "inherit",
	});
	for (const entry of ["index", "secretlint"]) {
		const types = typesFrom(join(made, `${entry}.d.ts`));
		const head = types.includes("AsyncGenerator") ? HEAD : "";
		writeFileSync(resolve(root, "dist", `${entry}.d.ts`), head + types);
	}
} finally {
	rmSync(made, { recursive: true, force: true });
}

/**
 * The declarations of a module: each with its comment, by its name; and where the other names come from.
 *
 * @returns {{ declared: Map<string, string>, imported: Map<string, string>, passedOn: Map<string, string> }}
 */
function readModule(file) {
	const [declared, imported, passedOn] = [new Map(), new Map(), new Map()];
	// What tsc writes begins at the margin, and goes on indented.
	const statements = readFileSync(file, "utf8").split(/^(?=\/\*\*)|(?<!\*\/\n)^(?=[a-z])/mu);
	for (const statement of statements) {
		const code = statement.replace(/^\/\*\*.*?\*\/\n/su, "");
		const from = /^(?:import|export)(?: type)? \{(.*)\} from "(\..*)\.js";$/mu.exec(code);
		const name = /^(?:export )?(?:declare )?(?:abstract )?(?:class|const|function|interface|type) (\w+)/u.exec(
			code,
		)?.[1];
		if (from !== null) {
			const [, names = "", module = ""] = from;
			for (const written of names.split(",")) {
				const one = written.trim().replace(/^type /u, "");
				if (!/^\w+$/u.test(one)) throw new Error(`${file}: a name that is changed cannot be joined: ${one}`);
				(code.startsWith("import") ? imported : passedOn).set(one, resolve(dirname(file), `${module}.d.ts`));
			}
		} else if (name !== undefined) {
			declared.set(name, statement.trimEnd());
		} else if (code.trim() !== "export {};" && code.trim() !== "") {
			throw new Error(`${file}: what cannot be joined: ${code}`);
		}
	}
	return { declared, imported, passedOn };
}

/** What an entry exports, and behind it what that names of other modules, which is not exported. */
function typesFrom(entry) {
	const modules = new Map();
	const moduleAt = (file) => modules.get(file) ?? modules.set(file, readModule(file)).get(file);
	const { declared, passedOn } = moduleAt(entry);
	const exported = new Set(passedOn.keys());
	for (const [name, text] of declared) if (/^export /mu.test(text)) exported.add(name);
	const places = new Map();
	const parts = [];

	function take(file, name) {
		const { declared, imported, passedOn } = moduleAt(file);
		const elsewhere = imported.get(name) ?? passedOn.get(name);
		if (elsewhere !== undefined) return take(elsewhere, name);
		if (!declared.has(name)) throw new Error(`There is no ${name} in ${relative(made, file)}`);
		if (places.has(name) && places.get(name) !== file) throw new Error(`Two types are called ${name}`);
		if (places.has(name)) return;
		places.set(name, file);
		const text = declared.get(name);
		parts.push(exported.has(name) ? text : text.replace(/^export /mu, ""));
		// Types begin with a capital, and words of comments are none.
		const words = new Set(text.replaceAll(/\/\*.*?\*\//gsu, "").match(/\b[A-Z]\w*/gu));
		for (const word of [...declared.keys(), ...imported.keys()]) if (words.has(word)) take(file, word);
	}

	for (const name of exported) take(entry, name);
	return `${parts.join("\n")}\nexport {};\n`;
}
