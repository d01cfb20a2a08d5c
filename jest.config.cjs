/** @type {import('jest').Config} */
module.exports = {
	testMatch: ["<rootDir>/test/**/*.test.ts"],
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
	// End-to-end tests start real gits and nodes, on machines with two cores.
	testTimeout: 60_000,
	reporters: ["default", "<rootDir>/test/countReporter.cjs"],
	globalSetup: "<rootDir>/test/buildOnce.cjs",
	globalTeardown: "<rootDir>/test/removeRunFolder.cjs",
};
