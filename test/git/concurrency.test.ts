import { spawn } from "node:child_process";
import { join } from "node:path";
import { packPackage, runInstalled } from "../support/packedPackage.js";
import { inCommittedRepository, WITH_KEY, WITHOUT_KEY } from "../support/situation.js";
import { hermeticEnvironment } from "../support/temporaryRepository.js";

const WORK_TREES = 20;

function commit(cwd: string): Promise<{ code: number | null; output: string }> {
	return new Promise((resolve) => {
		const child = spawn("git", ["commit", "-qam", "x"], { cwd, env: hermeticEnvironment() });
		let output = "";
		child.stdout.on("data", (chunk) => {
			output += String(chunk);
		});
		child.stderr.on("data", (chunk) => {
			output += String(chunk);
		});
		child.on("close", (code) => resolve({ code, output }));
	});
}

test("twenty commits in twenty work trees of one repository at once are all judged rightly", async () => {
	const packed = packPackage();
	await inCommittedRepository(async (repository) => {
		packed.installInto(repository.root);
		expect(runInstalled(repository.root, ["install"]).code).toBe(0);
		const trees = Array.from({ length: WORK_TREES }, (_, index) => {
			const tree = join(repository.root, `../tree-${index}`);
			repository.git("worktree", "add", "-q", "-b", `tree-${index}`, tree);
			return tree;
		});
		for (const [index, tree] of trees.entries()) {
			repository.write(`../tree-${index}/settings.env`, index % 2 === 0 ? WITH_KEY : `${WITHOUT_KEY}# ${tree}\n`);
		}
		const outcomes = await Promise.all(trees.map(commit));
		for (const [index, { code, output }] of outcomes.entries()) {
			expect([index, code]).toEqual([index, index % 2 === 0 ? 1 : 0]);
			if (index % 2 === 0) expect(output).toContain("settings.env:4:17");
			else expect(output).toBe("");
			const commits = repository.git("rev-list", "--count", `tree-${index}`);
			expect([index, commits]).toEqual([index, index % 2 === 0 ? "1" : "2"]);
		}
	});
});
