// A stand-in for the machine of somebody new: an empty home, no configuration of git or of any
// package manager, and on PATH nothing but git, a Node, a few programs that every system has, and the
// package managers that are named. A compiler is there where it is asked for alone.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { hookEnd } from "./hookEnd.mjs";
import { nodeFolder, peerFile, STORE } from "./peers.mjs";

/** What mg-hook's hooks, git's own scripts and the package managers' wrappers use. */
const PROGRAMS =
	"awk basename bash cat chmod cp cut date dirname env expr find git grep gzip head id ln ls mkdir mktemp mv od printf pwd readlink rm sed sh sort tail tar touch tr true uname wc xargs";

/** How to reach a registry from here: what a person behind a proxy has to set as well. */
const NETWORK = /^(?:https?_proxy|no_proxy|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|TMPDIR)$/iu;

/** Where a command is on this machine; undefined where it is not. */
export function which(command) {
	return (process.env.PATH ?? "")
		.split(delimiter)
		.map((folder) => join(folder, command))
		.find((file) => existsSync(file));
}

/**
 * Package managers: how their commands run, given the folder of the Node that runs them.
 *
 * @returns {Record<string, string[]>} command lines, by the command's name
 */
export function commandsOf(manager, version) {
	const label = `${manager}${version}`;
	switch (manager) {
		case "npm": {
			const npm = peerFile(label, `npm@${version}`, ["npm/bin/npm-cli.js"]);
			return { npm: ["node", npm], npx: ["node", npm.replace(/npm-cli\.js$/u, "npx-cli.js")] };
		}
		case "pnpm":
			return { pnpm: ["node", peerFile(label, `pnpm@${version}`, ["pnpm/bin/pnpm.mjs", "pnpm/bin/pnpm.cjs"])] };
		case "yarn": {
			const [spec, file] =
				version === "1"
					? ["yarn@1", "yarn/bin/yarn.js"]
					: [`@yarnpkg/cli-dist@${version}`, "@yarnpkg/cli-dist/bin/yarn.js"];
			return { yarn: ["node", peerFile(label, spec, [file])] };
		}
		case "bun": {
			const name = `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
			const bun = peerFile("bun", name, ["bun/bin/bun.exe", `${name}/bin/bun`]);
			return { bun: [bun] };
		}
		default:
			throw new Error(`There is no way to have ${manager} here.`);
	}
}

/**
 * A new machine. `remove` it when done.
 *
 * @param {{ node: string, commands?: Record<string, string[]>, compiler?: boolean, busybox?: boolean }} needs the major
 *   version of its Node, what `commandsOf` returned, and whether its programs are busybox's, as Alpine's are
 */
export function newMachine({ node, commands = {}, compiler = false, busybox = false }) {
	const folder = mkdtempSync(join(tmpdir(), "mg-hook-try-"));
	const [bin, tools, home] = ["bin", "tools", "home"].map((name) => join(folder, name));
	for (const path of [bin, tools, home]) mkdirSync(path);
	for (const program of PROGRAMS.split(" ")) {
		const file = which(busybox && !/^(?:bash|git)$/u.test(program) ? "busybox" : program);
		if (busybox && program === "bash") continue;
		if (busybox && file === undefined) throw new Error("there is no busybox here");
		if (file !== undefined) symlinkSync(file, join(tools, program));
	}
	const installed = nodeFolder(node);
	symlinkSync(join(installed, "bin/node"), join(bin, "node"));
	for (const [name, line] of Object.entries(commands))
		writeFileSync(join(bin, name), `#!/bin/sh\nexec ${line.map((word) => `'${word}'`).join(" ")} "$@"\n`, {
			mode: 0o755,
		});
	const trace = join(folder, "trace");
	const registry = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
	const env = {
		...Object.fromEntries(Object.entries(process.env).filter(([name]) => NETWORK.test(name))),
		HOME: home,
		PATH: [bin, tools, ...(compiler ? (process.env.PATH ?? "").split(delimiter) : [])].join(delimiter),
		LC_ALL: "C.UTF-8",
		npm_config_registry: registry,
		YARN_NPM_REGISTRY_SERVER: registry,
		YARN_ENABLE_TELEMETRY: "0",
		// A registry that is warm: what one of these machines has fetched, the next has at hand.
		npm_config_cache: join(STORE, "cache"),
		// The headers that node-gyp would fetch from nodejs.org.
		...(compiler ? { npm_config_nodedir: installed } : {}),
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_AUTHOR_NAME: "A",
		GIT_AUTHOR_EMAIL: "a@example.com",
		GIT_COMMITTER_NAME: "A",
		GIT_COMMITTER_EMAIL: "a@example.com",
		GIT_TRACE2_EVENT: trace,
	};
	/** Runs a program in `cwd`: its exit code, what it printed, and for how many seconds it ran. */
	const run = (program, args, cwd) => {
		rmSync(trace, { force: true });
		const start = performance.now();
		const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
			cwd,
			env,
			encoding: "utf8",
			maxBuffer: 1 << 28,
		});
		if (error !== undefined) throw error;
		return {
			code: status ?? signal,
			stdout,
			printed: `${stdout}${stderr}`,
			seconds: (performance.now() - start) / 1000,
		};
	};
	return {
		folder,
		version: execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim().slice(1),
		run: (line, cwd) => run("sh", ["-c", line], cwd),
		/** Commits what there is; `hook` is what git says that the pre-commit hook ended with. */
		commit(cwd) {
			const outcome = run("sh", ["-c", "git add . && git commit --quiet --message try"], cwd);
			return { ...outcome, hook: hookEnd(trace, "pre-commit") };
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
