import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import Module from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";

/** Node 22.8 and newer; the types here are those of the oldest Node that runs mg-hook. */
type WithCompileCache = { enableCompileCache?: (directory: string) => unknown };
/** What Node calls to compile a file's text: older than any public way to it, and the same in all of Node 20. */
type Compiling = Module & { _compile(this: Module, text: string, file: string): unknown };

/**
 * Keeps V8's compiled code between runs, in `.cache/mg-hook` of the `node_modules` that this code
 * came with: compiling is a tenth of what a short run takes. Where that cannot be read or written,
 * everything goes on without.
 */
export function keepCompiledCode(): void {
	const around = join(__dirname, "..", "..");
	const modules = basename(around) === "node_modules" ? around : join(__dirname, "..", "node_modules");
	const directory = join(modules, ".cache", "mg-hook");
	const { enableCompileCache } = Module as unknown as WithCompileCache;
	if (enableCompileCache === undefined) keepByHand(directory);
	else enableCompileCache(directory);
}

/** What Node 22 does by itself, for Node 20. */
function keepByHand(directory: string): void {
	const prototype = Module.prototype as unknown as Compiling;
	const compile = prototype._compile;
	prototype._compile = function (text, file) {
		if (dirname(file) !== __dirname) return compile.call(this, text, file);
		const { mtimeMs, size } = statSync(file);
		const name = `${basename(file)}-${process.version}-${process.arch}-`;
		const kept = join(directory, `${name}${mtimeMs}-${size}`);
		const cachedData = readIfThere(kept);
		const script = new Script(Module.wrap(text), {
			filename: file,
			...(cachedData === undefined ? {} : { cachedData }),
		});
		if (cachedData === undefined || script.cachedDataRejected === true) {
			// At the end, when the functions that this run needed are compiled too.
			process.once("exit", () => write(kept, script, name));
		}
		const load = script.runInThisContext() as (...scope: unknown[]) => unknown;
		return load.call(this.exports, this.exports, (id: string) => this.require(id), this, file, __dirname);
	};
}

function readIfThere(file: string): Buffer | undefined {
	try {
		return readFileSync(file);
	} catch {
		return undefined;
	}
}

/** Writes in one go, in place of what was kept of older versions of the same file. */
function write(file: string, script: Script, name: string): void {
	try {
		const directory = dirname(file);
		mkdirSync(directory, { recursive: true });
		const beside = join(directory, `.${basename(file)}.${process.pid}`);
		writeFileSync(beside, script.createCachedData());
		for (const other of readdirSync(directory))
			if (other.startsWith(name)) rmSync(join(directory, other), { force: true });
		renameSync(beside, file);
	} catch {
		// A cache that cannot be kept is none.
	}
}
