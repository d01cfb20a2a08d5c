import { join } from "node:path";
import { classicKey } from "../support/madeUpKeys.js";
import { CLI, runMgHook } from "../support/runMgHook.js";
import { run, type TemporaryRepository, temporaryRepository } from "../support/temporaryRepository.js";

// Whatever ends a check early, it must not look like one that found nothing.

let repository: TemporaryRepository;

beforeEach(() => {
	repository = temporaryRepository();
	repository.write("app.env", `MAILGUN_API_KEY=${classicKey()}\n`);
	repository.git("add", ".");
});

afterEach(() => repository.remove());

/** Runs the built command with a script loaded before it. */
function runAfter(script: string, ...args: string[]) {
	const file = repository.write("../preload.cjs", script);
	return run(process.execPath, ["--require", file, CLI, ...args], { cwd: repository.root });
}

/** A program that is started and of which nothing is ever heard: no handle of it keeps the loop going. */
const SILENT_PROGRAMS = `
const { EventEmitter } = require("node:events");
const { PassThrough } = require("node:stream");
require("node:child_process").spawn = () =>
	Object.assign(new EventEmitter(), { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), kill() {}, pid: 1 });
`;

/** Every timer lets the process go. */
const NO_TIMER_HOLDS = `
const { setTimeout: set } = globalThis;
globalThis.setTimeout = Object.assign((...args) => set(...args).unref(), set);
`;

test.each([
	[["check"]],
	[["check", "--staged"]],
	[["check", "--quiet"]],
	[["check", "--history"]],
	[["check", "--all"]],
])("an event loop that runs empty while git is waited for: mg-hook %j ends with 2", (args) => {
	const { code, stdout } = runAfter(SILENT_PROGRAMS + NO_TIMER_HOLDS, ...args);
	expect([code, stdout]).toEqual([2, ""]);
});

test("so does a promise that nobody settles, before anything was read", () => {
	const { code, stdout } = runAfter(
		`const { Module } = require("node:module");
const load = Module._load;
Module._load = (name, ...rest) => (/checks?\\.js$/u.test(name) ? { check: () => new Promise(() => {}), DEFAULT_CHECK_OPTIONS: {} } : load(name, ...rest));`,
		"check",
	);
	expect([code, stdout]).toEqual([2, ""]);
});

test("an error that nobody caught ends with 2 and says that nothing was checked", () => {
	const { code, stderr } = runAfter(
		`${SILENT_PROGRAMS}${NO_TIMER_HOLDS}setImmediate(() => { throw new Error("unforeseen"); });`,
		"check",
	);
	expect(code).toBe(2);
	expect(stderr).toContain("internal fault: unforeseen");
});

test.each([
	["SIGHUP", 129],
	["SIGINT", 130],
	["SIGTERM", 143],
])("%s ends it with %i", (signal, expected) => {
	const { code } = runAfter(
		`${SILENT_PROGRAMS}process.once("newListener", () => {}); setImmediate(() => process.kill(process.pid, "${signal}"));`,
		"check",
	);
	expect(code).toBe(expected);
});

test("without any of that it ends with 1 here, and with 0 where nothing is staged", () => {
	expect(runAfter("", "check").code).toBe(1);
	expect(runMgHook(repository.root, ["check"]).code).toBe(1);
	repository.git("rm", "-q", "--cached", "app.env");
	expect(runAfter("", "check").code).toBe(0);
	expect(join(CLI, "..")).toMatch(/dist$/u);
});
