// Opens the HTML report in headless Chromium as a person would: takes screenshots in light, dark and
// narrow, sorts and filters by keyboard alone, and fails where the page loads anything, breaks its own
// policy, throws, or lets a hostile name become markup.
// Needs Chromium (Debian: apt-get install chromium), or CHROMIUM=/path/to/it. Installs nothing.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "..");
const browser = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].find(
	(name) => name !== undefined && spawnSync(name, ["--version"]).status === 0,
);
if (browser === undefined) {
	console.error(
		"npm run try:html needs Chromium and found none.\n  Debian: apt-get install chromium. Elsewhere: CHROMIUM=/path/to/chromium npm run try:html",
	);
	process.exit(2);
}
const out = resolve(process.argv[2] ?? join(tmpdir(), "mg-hook-html"));
mkdirSync(out, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "mg-hook-try-html-"));

// The pages: a realistic history, one made of hostile texts, and an empty one.
await build({
	stdin: {
		contents: `
			export { htmlReport } from "./src/report/formats/html.ts";
			export { withoutKeys } from "./src/finding/withoutKeys.ts";
			export * from "./test/support/sampleResult.ts";
			export { classicKey } from "./test/support/madeUpKeys.ts";`,
		resolveDir: root,
		loader: "ts",
	},
	outfile: join(work, "samples.cjs"),
	bundle: true,
	platform: "node",
	format: "cjs",
	external: ["re2"],
	nodePaths: [join(root, "node_modules")],
	logLevel: "warning",
});
const samples = createRequire(import.meta.url)(join(work, "samples.cjs"));
const page = (name, result) => {
	const file = join(out, `${name}.html`);
	writeFileSync(file, samples.htmlReport(samples.withoutKeys(result), samples.RENDER_OPTIONS));
	return pathToFileURL(file).href;
};
const pages = {
	history: page("history", samples.historyResult()),
	hostile: page("hostile", samples.hostileResult(samples.classicKey())),
	clean: page("clean", samples.resultOf([], { scope: "history" })),
};

// Chromium's own protocol over two pipes: no library, and no port that others could reach.
const chromium = spawn(
	browser,
	[
		"--headless=new",
		"--no-sandbox",
		"--disable-gpu",
		"--no-first-run",
		"--remote-debugging-pipe",
		`--user-data-dir=${join(work, "profile")}`,
		"about:blank",
	],
	{ stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
);
const ended = new Promise((done) => chromium.once("exit", done));
const waiting = new Map();
const problems = [];
const requests = [];
let loaded = () => {};
let pending = "";
let lastId = 0;
chromium.stdio[4].setEncoding("utf8").on("data", (text) => {
	const parts = (pending + text).split("\0");
	pending = parts.pop() ?? "";
	for (const part of parts) hear(JSON.parse(part));
});
function hear({ id, result, error, method, params }) {
	if (id !== undefined) {
		const { done, fail } = waiting.get(id);
		waiting.delete(id);
		if (error) fail(new Error(error.message));
		else done(result);
	} else if (method === "Page.loadEventFired") loaded();
	else if (method === "Network.requestWillBeSent") requests.push(params.request.url);
	else if (method === "Runtime.exceptionThrown") problems.push(`script: ${params.exceptionDetails.text}`);
	else if (method === "Log.entryAdded") problems.push(`log: ${params.entry.text}`);
	else if (method === "Page.javascriptDialogOpening") problems.push("a dialog opened");
}
function say(method, params = {}, sessionId = session) {
	return new Promise((done, fail) => {
		const id = ++lastId;
		waiting.set(id, { done, fail });
		chromium.stdio[3].write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
	});
}
let session;
const evaluate = async (expression) =>
	(await say("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true })).result.value;
const expect = (what, truth) => {
	console.log(`${truth ? "ok  " : "FAIL"} ${what}`);
	if (!truth) problems.push(what);
};
async function open(url, scheme, width = 1280, mobile = false) {
	await say("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile });
	await say("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
	requests.length = 0;
	const done = new Promise((resolve) => {
		loaded = resolve;
	});
	await say("Page.navigate", { url });
	await done;
	expect(
		`${url.split("/").at(-1)} ${scheme} ${width}: loads nothing but itself`,
		requests.every((asked) => asked === url),
	);
}
async function shoot(name) {
	const { data } = await say("Page.captureScreenshot", { format: "png", captureBeyondViewport: true });
	const file = join(out, `${name}.png`);
	writeFileSync(file, Buffer.from(data, "base64"));
	console.log(`     ${file}`);
}
async function press(key, code = key, text) {
	const codes = { Tab: 9, Enter: 13, ArrowDown: 40 };
	const common = { key, code, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
	await say("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...common, ...(text ? { text } : {}) });
	await say("Input.dispatchKeyEvent", { type: "keyUp", ...common });
}
/** Tabs on until what has the focus fits, at most 40 times. */
async function tabTo(test) {
	for (let tries = 0; tries < 40; tries++) {
		await press("Tab");
		if (await evaluate(`(${test})(document.activeElement)`)) return true;
	}
	return false;
}

try {
	const { targetInfos } = await say("Target.getTargets");
	const { targetId } = targetInfos.find(({ type }) => type === "page");
	({ sessionId: session } = await say("Target.attachToTarget", { targetId, flatten: true }));
	for (const domain of ["Page", "Network", "Runtime", "Log"]) await say(`${domain}.enable`);

	await open(pages.history, "light");
	await shoot("history-light");
	expect(
		"every key has a row and a bar",
		await evaluate(
			'document.querySelectorAll("#keys tbody").length === 7 && document.querySelectorAll("svg.bar").length === 7',
		),
	);
	expect("the filter can be reached by Tab", await tabTo("(e) => e.id === 'filter-text'"));
	for (const letter of "bo") await press(letter, `Key${letter.toUpperCase()}`, letter);
	const shown = "[...document.querySelectorAll('#keys tbody')].filter((row) => row.checkVisibility()).length";
	expect("typing filters the rows", await evaluate(`${shown} > 0 && ${shown} < 7`));
	expect(
		"the count says so",
		await evaluate(`document.getElementById('count').textContent === ${shown} + ' of 7 keys'`),
	);
	await evaluate("const f = document.getElementById('filter-text'); f.value = ''; f.dispatchEvent(new Event('input'))");
	expect("a column head can be reached by Tab", await tabTo("(e) => e.closest('th')?.dataset.sort === 'days'"));
	await press("Enter", "Enter", "\r");
	const days = "[...document.querySelectorAll('#keys tbody')].map((row) => Number(row.dataset.days))";
	expect("Enter sorts up", await evaluate(`${days}.every((n, i, all) => i === 0 || all[i - 1] <= n)`));
	await press("Enter", "Enter", "\r");
	expect("Enter again sorts down", await evaluate(`${days}.every((n, i, all) => i === 0 || all[i - 1] >= n)`));
	expect(
		"the head says how it is sorted",
		await evaluate("document.activeElement.closest('th').getAttribute('aria-sort') === 'descending'"),
	);
	expect("a key's places can be reached by Tab", await tabTo("(e) => e.tagName === 'SUMMARY'"));
	await press("Enter", "Enter", "\r");
	expect("Enter opens them", await evaluate("document.activeElement.parentElement.open"));
	await shoot("history-light-open");

	await open(pages.history, "dark");
	expect("dark is dark", await evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(15, 19, 24)'"));
	await shoot("history-dark");
	await open(pages.history, "light", 390, true);
	expect("the page is no wider than a phone", await evaluate("document.documentElement.scrollWidth <= 390"));
	await shoot("history-narrow");
	await open(pages.clean, "light");
	await shoot("clean-light");

	await open(pages.hostile, "light");
	expect(
		"hostile texts made no element and no attribute",
		await evaluate(
			"document.querySelectorAll('script').length === 1 && document.querySelectorAll('owned').length === 0 && [...document.querySelectorAll('*')].every((e) => !e.hasAttribute('onload'))",
		),
	);
	expect("hostile texts ran nothing", await evaluate("typeof globalThis.owned === 'undefined'"));
	await evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
	await shoot("hostile-light");
	expect(
		"a style that was put in is refused",
		await evaluate(
			"(() => { const s = document.createElement('style'); s.textContent = 'body { display: none }'; document.head.append(s); return getComputedStyle(document.body).display !== 'none'; })()",
		),
	);
	problems.splice(0, problems.length, ...problems.filter((text) => !/Content Security Policy.*style-src/su.test(text)));
} finally {
	chromium.kill();
	await ended;
	rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
if (problems.length > 0) {
	console.error(`\n${problems.join("\n")}`);
	process.exit(1);
}
console.log(`\nScreenshots and pages are in ${out}`);
