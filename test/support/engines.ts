import type { EngineName } from "../../src/environment.js";

/** Whether the native RE2 loads here: it needs a compiler, or a binary made for this Node. */
export const NATIVE: boolean = require("./nativeEngine.cjs");

/**
 * What `load` requires, with modules of its own, of which one engine does the matching: two of these
 * can be held side by side.
 */
export function withEngine<Loaded>(engine: EngineName, load: () => Loaded): Loaded {
	const before = process.env["MG_HOOK_ENGINE"];
	let loaded: Loaded | undefined;
	process.env["MG_HOOK_ENGINE"] = engine;
	try {
		jest.isolateModules(() => {
			loaded = load();
			const { engineName } = require("../../src/detect/re2.js") as typeof import("../../src/detect/re2.js");
			expect(engineName()).toBe(engine);
		});
	} finally {
		if (before === undefined) delete process.env["MG_HOOK_ENGINE"];
		else process.env["MG_HOOK_ENGINE"] = before;
	}
	return loaded as Loaded;
}
