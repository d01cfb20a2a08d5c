import { CannotCheck } from "../../src/failure.js";
import { joinReports } from "../../src/merge/joinReports.js";
import { type DatedRepository, datedRepository } from "../support/checked.js";
import { classicKey } from "../support/madeUpKeys.js";
import { runMgHook } from "../support/runMgHook.js";

let repository: DatedRepository;
// No test changes what is committed; their reports are files beside it.
beforeAll(() => {
	repository = datedRepository();
	const keys = [classicKey(), classicKey()];
	for (let number = 0; number < 8; number++) {
		repository.write(`file ${number % 3}.env`, `N=${number}\nMAILGUN_API_KEY=${keys[number % 2]}\n`);
		repository.commit(`commit ${number}`);
	}
});
afterAll(() => repository.remove());

const mgHook = (...args: string[]) => runMgHook(repository.root, args);
const SHARDS = ["1/3", "2/3", "3/3"];

describe("mg-hook merge", () => {
	test("makes of the shards' JSON the report of the whole", () => {
		for (const [index, shard] of SHARDS.entries()) {
			mgHook("check", "--history", "--shard", shard, "--format", "json", "--output", `${index}.json`);
		}
		const whole = mgHook("check", "--history", "--format", "json");
		const merged = mgHook("merge", "2.json", "0.json", "1.json");
		expect(merged.code).toBe(1);
		expect(JSON.parse(merged.stdout)).toEqual(JSON.parse(whole.stdout));
		expect(JSON.parse(whole.stdout).findings).toHaveLength(6);
	});

	test("makes a SARIF report of the shards' JSON", () => {
		for (const [index, shard] of SHARDS.entries()) {
			mgHook("check", "--history", "--shard", shard, "--format", "json", "--output", `${index}.json`);
		}
		const results = (text: string) => {
			const [run] = JSON.parse(text).runs;
			return { results: run.results, rules: run.tool.driver.rules, id: run.automationDetails };
		};
		const merged = mgHook("merge", "0.json", "1.json", "2.json", "--format", "sarif");
		expect(merged.code).toBe(1);
		expect(results(merged.stdout)).toEqual(results(mgHook("check", "--history", "--format", "sarif").stdout));
	});

	test("prints any format, and writes files", () => {
		mgHook("check", "--history", "--format", "json", "--output", "all.json");
		const { stdout } = mgHook("merge", "all.json", "--format", "pretty", "--format", "junit", "--output", "all.xml");
		expect(stdout).toContain("mg-hook found 6 Mailgun keys");
		expect(stdout).toContain("Added in");
	});

	test("of one report given twice has each place once where there is no history", () => {
		mgHook("check", "--all", "--format", "json", "--output", "all.json");
		const { findings } = JSON.parse(mgHook("merge", "all.json", "all.json").stdout);
		expect(findings).toHaveLength(3);
	});

	test("says of SARIF that it cannot be merged, and what to do", () => {
		mgHook("check", "--history", "--shard", "1/1", "--format", "sarif", "--output", "1.sarif");
		const { code, stdout, stderr } = mgHook("merge", "1.sarif");
		expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
		expect(stderr).toContain("1.sarif is a SARIF report, which does not say how much was read");
		expect(stderr).toContain("mg-hook merge 1.json 2.json --format sarif");
	});

	test("ends with 2 where a part could not check all", () => {
		mgHook("check", "file 0.env", "missing", "--format", "json", "--output", "part.json");
		expect(mgHook("merge", "part.json").code).toBe(2);
	});

	test("refuses a finding whose status it does not know: it could be one that blocks", () => {
		const report = JSON.parse(mgHook("check", "--all", "--format", "json").stdout);
		for (const status of ["blocking", "allowed", "baselined", "below-threshold"]) {
			report.findings[0].status = status;
			expect(() => joinReports([{ name: "a.json", text: JSON.stringify(report) }])).not.toThrow();
		}
		for (const status of ["accepted", "Blocking", "", "constructor", "0", 0, null, ["blocking"], undefined]) {
			report.findings[0].status = status;
			expect(() => joinReports([{ name: "a.json", text: JSON.stringify(report) }])).toThrow(CannotCheck);
		}
		report.findings[0].status = "accepted";
		repository.write("status.json", JSON.stringify(report));
		expect(mgHook("merge", "status.json")).toMatchObject({ code: 2, stdout: "" });
	});

	test("refuses what does not belong together, or is no report", () => {
		mgHook("check", "--all", "--format", "json", "--output", "all.json");
		mgHook("check", "--history", "--format", "json", "--output", "history.json");
		mgHook("check", "--all", "--format", "sarif", "--output", "all.sarif");
		repository.write("other.json", '{ "findings": [] }');
		repository.write("broken.json", "{");
		for (const files of [
			["all.json", "history.json"],
			["all.json", "all.sarif"],
			["other.json"],
			["broken.json"],
			["nowhere.json"],
			["mg"],
			[],
		]) {
			expect(mgHook("merge", ...files)).toMatchObject({ code: 2, stdout: "" });
		}
	});
});
