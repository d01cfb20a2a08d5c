const shared = {
	transform: {
		"\\.[jt]s$": [
			"@swc/jest",
			{ jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
		],
	},
	// This one is an ES module, which jest does not load as it is.
	transformIgnorePatterns: ["/node_modules/(?!get-east-asian-width/)"],
	// Sources name their imports as they are once compiled.
	moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
};

const everything = {
	...shared,
	displayName: "all",
	testMatch: ["<rootDir>/test/**/*.test.ts"],
	globalSetup: "<rootDir>/test/buildOnce.cjs",
	globalTeardown: "<rootDir>/test/removeRunFolder.cjs",
};

/** What depends on the engine, once more with the one that takes the place of re2. */
const withRe2js = {
	...shared,
	displayName: "re2js",
	testMatch: ["cases.test.ts", "detect/**/*.test.ts", "fuzz/**/*.test.ts", "policy/extraRule.test.ts"].map(
		(name) => `<rootDir>/test/${name}`,
	),
	setupFiles: ["<rootDir>/test/support/useRe2js.cjs"],
};

/** @type {import('jest').Config} */
module.exports = {
	// End-to-end tests start real gits and nodes, on machines with two cores.
	testTimeout: 60_000,
	// Jest would leave one core of two to itself, which it hardly uses.
	maxWorkers: "100%",
	reporters: ["default", "<rootDir>/test/countReporter.cjs"],
	// Without the native engine all tests run with re2js in the first place.
	projects: require("./test/support/nativeEngine.cjs") ? [everything, withRe2js] : [everything],
};
