import type { Finding, Status } from "../../src/finding/finding.js";
import { FindingList, MOST_KEPT } from "../../src/finding/findingList.js";
import { summarize } from "../../src/finding/result.js";

function finding(status: Status): Finding {
	return { status } as unknown as Finding;
}

test("keeps the first of each status and counts the rest", () => {
	const list = new FindingList();
	for (let index = 0; index < MOST_KEPT + 3; index++) list.add(finding("below-threshold"));
	expect(list.add(finding("blocking"))).toBe(true);
	expect(list.add(finding("below-threshold"))).toBe(false);
	expect(list.findings).toHaveLength(MOST_KEPT + 1);
	expect(list.beyond).toEqual({ "below-threshold": 4 });
	expect(
		summarize({ scope: "staged", files: 1, lines: 1, findings: list.findings, beyond: list.beyond, errors: [] }),
	).toEqual(expect.objectContaining({ findings: MOST_KEPT + 5, blocking: 1, notListed: 4 }));
});

test("a summary of all that was found says nothing of a rest", () => {
	const list = new FindingList();
	list.add(finding("blocking"));
	expect(summarize({ scope: "staged", files: 1, lines: 1, ...list, errors: [] })).not.toHaveProperty("notListed");
});
