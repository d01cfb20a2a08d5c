import { unmarked } from "../../../src/output/marked.js";
import { worksheetOf } from "../../../src/respond/incident/worksheet.js";
import type { RefWithKey } from "../../../src/respond/search/refsWithKey.js";
import { incident } from "../../support/sampleIncident.js";

test("a branch whose files were not looked at is not said to be without the key", () => {
	const ref = (name: string, inFiles: boolean | undefined): RefWithKey => ({
		name,
		fullName: `refs/heads/${name}`,
		kind: "branch",
		inFiles,
	});
	const refs = [ref("has", true), ref("had", false), ref("unread", undefined)];
	const { places } = worksheetOf(incident({}, { refs }));
	expect(places.find(({ title }) => title === "Branches")?.items.map(unmarked)).toEqual([
		"has: still in its files",
		"had: in its history, not in its files any more",
		"unread: in its history; whether it is still in its files was not looked at",
	]);
});
