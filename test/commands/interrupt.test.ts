import { rmSync } from "node:fs";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { startProgress, wantsProgress } from "../../src/output/progress.js";
import { datedRepository } from "../support/checked.js";
import { fakeGit } from "../support/fakeGit.js";
import { classicKey } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";

test("SIGINT in a history prints what was found so far and ends with 130, whatever git does", () => {
	const repository = datedRepository();
	// All that the log has to say, then the signal, then nothing for as long as anybody waits.
	const git = fakeGit(`case " $* " in
*" --cc "*)
	"$REAL_GIT" "$@"
	kill -INT $PPID
	exec sleep 600
	;;
esac
exec "$REAL_GIT" "$@"`);
	try {
		repository.write("a.env", `MAILGUN_API_KEY=${classicKey()}\n`);
		repository.commit("add");
		const { code, stdout, stderr } = runMgHook(repository.root, ["check", "--history", "--format", "json"], {
			env: { PATH: git.PATH },
		});
		expect(code).toBe(130);
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toMatchObject({
			findings: [{ path: "a.env", line: 1 }],
			errors: [{ path: "", message: expect.stringContaining("interrupted") }],
		});
	} finally {
		repository.remove();
		rmSync(git.folder, { recursive: true, force: true });
	}
});

/** All that was written so far: Node 26 gives `read()` one write at a time. */
function everythingIn(stream: PassThrough): string {
	let text = "";
	for (let chunk: unknown = stream.read(); chunk !== null; chunk = stream.read()) text += String(chunk);
	return text;
}

describe("the progress bar", () => {
	test("is for a terminal alone", () => {
		expect(wantsProgress({ isTTY: true }, {})).toBe(true);
		expect(wantsProgress({}, {})).toBe(false);
		expect(wantsProgress({ isTTY: true }, { CI: "true" })).toBe(false);
		expect(wantsProgress({ isTTY: true }, { TERM: "dumb" })).toBe(false);
	});

	test("counts the commits, and leaves nothing behind", async () => {
		const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
		const progress = await startProgress(Promise.resolve(4), stream);
		await turn();
		progress.step();
		progress.end();
		const written = everythingIn(stream);
		expect(written).toContain("of 4 commits");
		// Its line is cleared, and the cursor is back.
		expect(written).toContain("\u001b[?25h");
		expect(["\u001b[0K", "\u001b[K", "\u001b[2K"].some((clear) => written.includes(clear))).toBe(true);
	});

	test("that never learns how many there are shows nothing", async () => {
		const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
		const progress = await startProgress(Promise.reject(new Error("no count")), stream);
		await turn();
		progress.step();
		progress.end();
		expect(stream.read()).toBeNull();
	});
});
