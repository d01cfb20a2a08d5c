import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/**
 * @typedef {object} Contender
 * @property {string} name as the tables show it
 * @property {string} program
 * @property {readonly string[]} args
 * @property {Record<string, string>} [env] set over the environment
 * @property {readonly number[]} [fine] exit codes that mean it did its work; 0 and 1 unless given
 *
 * @typedef {object} Measured
 * @property {string} name
 * @property {number} [median] milliseconds
 * @property {number} [least] milliseconds
 * @property {number} [peak] the most memory of its own process, without those it starts (MB)
 * @property {string} [failure] why there is no time
 */

/** How often a process's memory is looked at (milliseconds): its high-water mark only ever rises. */
const LOOK_EVERY = 15;

/** A run this long tells enough by itself: it is made once (milliseconds). */
const LONG = 8000;

/**
 * Runs contenders in turns, so that whatever else the machine does meets them alike.
 *
 * @param {readonly Contender[]} contenders
 * @param {{ cwd: string, runs: number, patience?: number }} options `patience`: seconds a run may take
 * @returns {Promise<Measured[]>}
 */
export async function sideBySide(contenders, { cwd, runs, patience = 90 }) {
	const times = contenders.map(() => /** @type {number[]} */ ([]));
	const peaks = contenders.map(() => 0);
	const failures = contenders.map(() => /** @type {string | undefined} */ (undefined));
	// One run more than asked for: the first warms the disk's cache and does not count.
	for (let run = -1; run < runs; run++) {
		for (const [index, contender] of contenders.entries()) {
			if (failures[index] !== undefined || (times[index]?.[0] ?? 0) > LONG) continue;
			const { took, peak, failure } = await runOnce(contender, cwd, patience * 1000);
			if (failure !== undefined) failures[index] = failure;
			else if (run >= 0 || runs === 1 || took > LONG) times[index]?.push(took);
			peaks[index] = Math.max(peaks[index] ?? 0, peak);
		}
	}
	return contenders.map(({ name }, index) => {
		const failure = failures[index];
		// A shell's own memory says nothing of what it runs.
		const peak = peaks[index] && contenders[index]?.program !== "sh" ? { peak: peaks[index] } : {};
		if (failure !== undefined) return { name, failure, ...peak };
		const sorted = (times[index] ?? []).sort((left, right) => left - right);
		const middle = sorted.length >> 1;
		const median = sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
		return { name, median, least: sorted[0], ...peak };
	});
}

/**
 * @param {Contender} contender
 * @param {string} cwd
 * @param {number} patience milliseconds
 * @returns {Promise<{ took: number, peak: number, failure?: string }>}
 */
function runOnce({ program, args, env = {}, fine = [0, 1] }, cwd, patience) {
	return new Promise((resolve) => {
		const began = performance.now();
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ["ignore", "ignore", "pipe"],
			detached: true,
		});
		let complaint = "";
		child.stderr.on("data", (chunk) => {
			if (complaint.length < 2000) complaint += chunk;
		});
		let peak = 0;
		const look = setInterval(() => {
			peak = Math.max(peak, highWaterMark(child.pid));
		}, LOOK_EVERY);
		let late = false;
		const end = setTimeout(() => {
			late = true;
			process.kill(-(child.pid ?? 0), "SIGKILL");
		}, patience);
		const done = (/** @type {string | undefined} */ failure) => {
			clearInterval(look);
			clearTimeout(end);
			const took = performance.now() - began;
			resolve(failure === undefined ? { took, peak } : { took, peak, failure });
		};
		child.on("error", (error) => done(error.message));
		child.on("close", (code, signal) => {
			if (late) done(`not done after ${patience / 1000} s`);
			else if (signal !== null) done(`ended by ${signal}`);
			else if (!fine.includes(code ?? -1)) done(`exit ${code}: ${saidBy(complaint)}`);
			else done(undefined);
		});
	});
}

/** What a program that failed said of it, in one line. @param {string} complaint */
function saidBy(complaint) {
	const lines = complaint.trim().split("\n");
	return (lines.find((line) => /panic|fatal|error/iu.test(line)) ?? lines[lines.length - 1] ?? "").slice(0, 80);
}

/** @param {number | undefined} pid */
function highWaterMark(pid) {
	try {
		const kilobytes = /^VmHWM:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
		return Number(kilobytes ?? 0) / 1024;
	} catch {
		return 0;
	}
}
