// Makes a repository with a long history, the same from the same seed, for measuring history scans:
//   node bench/makeHistory.mjs DIRECTORY [--commits 1500] [--megabytes 70] [--seed 1]
// It goes through one `git fast-import`. Keys are made up here; none is written in this file.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		commits: { type: "string", default: "1500" },
		megabytes: { type: "string", default: "70" },
		seed: { type: "string", default: "1" },
	},
});
const [directory] = positionals;
if (directory === undefined) throw new Error("Name the directory to make.");
const commits = Number(values.commits);
const bytesPerCommit = (Number(values.megabytes) * 1e6) / commits;

let state = Number(values.seed) >>> 0 || 1;
/** A number below `limit` (xorshift32). */
function below(limit) {
	state ^= state << 13;
	state ^= state >>> 17;
	state ^= state << 5;
	state >>>= 0;
	return state % limit;
}
const hex = (name) => createHash("sha256").update(`${values.seed} ${name}`).digest("hex");

const WORDS =
	"const return export function await client message domain route config index value render update request response token public static void string number import from class template sender archive batch monkey keyboard".split(
		" ",
	);
function line() {
	let out = "\t".repeat(below(4));
	const words = 2 + below(9);
	for (let index = 0; index < words; index++) out += `${WORDS[below(WORDS.length)]}${" .(=:"[below(5)]}`;
	return out;
}

mkdirSync(directory, { recursive: true });
await run("git", ["init", "-q", "-b", "main", directory]);
const importer = spawn("git", ["-C", directory, "fast-import", "--quiet", "--date-format=raw"], {
	stdio: ["pipe", "inherit", "inherit"],
});
const write = async (data) => {
	if (!importer.stdin.write(data)) await once(importer.stdin, "drain");
};

/** Files as arrays of lines, changed in place as the history goes on. */
const files = new Map();
const START = 1_600_000_000;
let planted = 0;
for (let number = 1; number <= commits; number++) {
	const author = `Author ${below(20)} <author${below(20)}@example.com>`;
	const date = `${START + number * 3600} +0000`;
	let text = `commit refs/heads/main\nmark :${number}\nauthor ${author} ${date}\ncommitter ${author} ${date}\n`;
	const message = `Change ${number}\n`;
	text += `data ${message.length}\n${message}`;
	if (number > 1) text += `from :${number - 1}\n`;
	// Every twentieth commit merges an old one, as a branch would.
	if (number > 40 && number % 20 === 0) text += `merge :${number - 1 - below(10) - 1}\n`;
	let left = bytesPerCommit;
	while (left > 0) {
		const fresh = files.size < 40 || below(4) === 0;
		const path = fresh ? `src/part${below(30)}/file${files.size}.ts` : [...files.keys()][below(files.size)];
		const lines = files.get(path) ?? [];
		files.set(path, lines);
		if (fresh) {
			for (let count = 150 + below(250); count > 0; count--) lines.push(line());
		} else {
			for (let hunks = 1 + below(6); hunks > 0; hunks--) {
				const at = below(lines.length + 1);
				const added = Array.from({ length: 1 + below(40) }, line);
				lines.splice(at, below(12), ...added);
				left -= added.reduce((sum, { length }) => sum + length + 1, 0);
			}
		}
		if (number % 50 === 25 && left > 0) {
			planted++;
			lines.splice(below(lines.length + 1), 0, `MAILGUN_API_KEY=key-${hex(`key ${planted % 12}`).slice(0, 32)}`);
		}
		const content = `${lines.join("\n")}\n`;
		if (fresh) left -= content.length;
		text += `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
	}
	await write(text);
}
importer.stdin.end("done\n");
const [code] = await once(importer, "close");
if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
await run("git", ["-C", directory, "repack", "-adq"]);
process.stdout.write(`${commits} commits, ${planted} plants of 12 keys\n`);

async function run(program, args) {
	const [code] = await once(spawn(program, args, { stdio: "inherit" }), "close");
	if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`);
}
