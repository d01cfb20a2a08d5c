import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

/** Random numbers from a seed (mulberry32): every run measures the same bytes. */
export class Seeded {
	/** @param {number} seed */
	constructor(seed) {
		this.state = seed >>> 0;
	}

	/** @param {number} limit */
	below(limit) {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
	}
}

const WORDS =
	"const return export function await client message domain route config index value render update request response public static void string number import from class template sender archive batch monkey keyboard if else for while true false null this new error throw catch 0 1 42 id=7 a.b x[i] () {} => === && || ; , . - _ / # @ user-name cache-key build-id".split(
		" ",
	);

/**
 * Lines like those of source code, without a key: a pool that is repeated in another order, since
 * making a gigabyte word by word would take minutes.
 *
 * @param {Seeded} random
 */
function pool(random) {
	const lines = [];
	for (let count = 0; count < 4000; count++) {
		let line = "\t".repeat(random.below(4));
		for (let words = 2 + random.below(12); words > 0; words--) line += `${WORDS[random.below(WORDS.length)]} `;
		// Behind a word that names a key the gate would have to leave it to Node.
		if (random.below(40) === 0) line += `commit ${createHash("sha1").update(String(count)).digest("hex")}`;
		lines.push(`${line.trimEnd()}\n`);
	}
	return lines;
}

/**
 * @param {string} file
 * @param {number} bytes
 * @param {Seeded} random
 * @param {{ feeds?: boolean, last?: string }} [options] `feeds`: false for one line; `last`: its last line
 */
function writeText(file, bytes, random, { feeds = true, last } = {}) {
	mkdirSync(dirname(file), { recursive: true });
	const handle = openSync(file, "w");
	const lines = pool(random);
	for (let written = 0; written < bytes; ) {
		let chunk = "";
		while (chunk.length < Math.min(1 << 20, bytes - written)) chunk += lines[random.below(lines.length)];
		if (!feeds) chunk = chunk.replaceAll("\n", " ");
		writeSync(handle, chunk);
		written += chunk.length;
	}
	if (last !== undefined) writeSync(handle, last);
	closeSync(handle);
}

/** Made up here, so that no key stands in this repository. @param {string} name */
function key(name) {
	return `key-${createHash("sha256").update(`mg-hook bench ${name}`).digest("hex").slice(0, 32)}`;
}

/**
 * A repository of 200 committed files and a package.json, with something staged.
 *
 * @param {string} root
 * @param {(write: (path: string, bytes: number, options?: { feeds?: boolean, last?: string }) => void) => void} stage
 */
export function makeRepository(root, stage) {
	mkdirSync(root, { recursive: true });
	const git = (/** @type {string[]} */ ...args) => execFileSync("git", args, { cwd: root, stdio: "pipe" });
	git("init", "-q");
	git("config", "user.name", "bench");
	git("config", "user.email", "bench@example.com");
	git("config", "gc.auto", "0");
	const random = new Seeded(1);
	for (let index = 0; index < 200; index++) writeText(join(root, `src/${index % 20}/file${index}.ts`), 3000, random);
	writeFileSync(
		join(root, "package.json"),
		`${JSON.stringify({ name: "bench", version: "1.0.0", scripts: { test: "jest" }, devDependencies: { jest: "30.0.0", "mg-hook": "0.1.0" } }, null, 2)}\n`,
	);
	git("add", "-A");
	git("commit", "-q", "--no-verify", "-m", "base");
	stage((path, bytes, options) => writeText(join(root, path), bytes, random, options));
	git("add", "-A");
}

/** @param {string} name */
export function keyLine(name) {
	return `MAILGUN_API_KEY=${key(name)}\n`;
}
