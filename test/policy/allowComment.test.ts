import { allowanceFor, allowCommentsIn } from "../../src/policy/allowComment.js";

describe("allow comments are read in any comment syntax", () => {
	const cases: [line: string, expected: object[]][] = [
		["KEY=x # mg-hook:allow", [{ scope: "line" }]],
		["KEY=x // mg-hook:allow", [{ scope: "line" }]],
		["mg-hook:allow", [{ scope: "line" }]],
		["KEY=x # mg-hook:allow: test fixture", [{ scope: "line", reason: "test fixture" }]],
		["/* mg-hook:allow: test fixture */ key", [{ scope: "line", reason: "test fixture" }]],
		["<!-- mg-hook:allow-next-line: sample -->", [{ scope: "next-line", reason: "sample" }]],
		["{# mg-hook:allow-next-line: sample #}", [{ scope: "next-line", reason: "sample" }]],
		["-- mg-hook:allow: a sample until=2027-01-31", [{ scope: "line", reason: "a sample", until: "2027-01-31" }]],
		["# mg-hook:allow until=2027-01-31", [{ scope: "line", until: "2027-01-31" }]],
		["# mg-hook:allow until=2027-01-31: a sample", [{ scope: "line", until: "2027-01-31", reason: "a sample" }]],
		["# mg-hook:allow (until=2027-01-31)", [{ scope: "line", until: "2027-01-31" }]],
		["# mg-hook:allow: x until=tomorrow", [{ scope: "line", reason: "x", until: "tomorrow", malformed: true }]],
		["# mg-hook:allow: x until=2027-02-30", [{ scope: "line", reason: "x", until: "2027-02-30", malformed: true }]],
		["# mg-hook:allow: x until=", [{ scope: "line", reason: "x", until: "", malformed: true }]],
		['"//": "mg-hook:allow: in JSON"', [{ scope: "line", reason: "in JSON" }]],
		["# mg-hook:allowed", []],
		["# mg-hook:allow-list", []],
		["# mg-hook:allow-next-lines", []],
		["# not-mg-hook:allow", []],
		["# mg-hook : allow", []],
		["", []],
	];
	test.each(cases)("%s", (line, expected) => {
		expect(allowCommentsIn(line).map(({ offset: _offset, ...comment }) => comment)).toEqual(expected);
	});

	test("the offset is the marker's", () => {
		expect(allowCommentsIn("a # mg-hook:allow")[0]?.offset).toBe(4);
	});
});

describe("what a comment does to a finding", () => {
	const cases: [line: string, above: string, requireReason: boolean, kind: string][] = [
		["k # mg-hook:allow", "", false, "allowed"],
		["k", "# mg-hook:allow-next-line", false, "allowed"],
		["k # mg-hook:allow-next-line", "", false, "none"],
		["k", "# mg-hook:allow", false, "none"],
		["k # mg-hook:allow", "", true, "refused"],
		["k # mg-hook:allow: why", "", true, "allowed"],
		["k # mg-hook:allow: why until=2026-11-24", "", false, "allowed"],
		["k # mg-hook:allow: why until=2026-11-23", "", false, "refused"],
		["k # mg-hook:allow: why until=soon", "", false, "refused"],
		["k # mg-hook:allow: a until=2020-01-01", "# mg-hook:allow-next-line: b", false, "allowed"],
		["k", "", false, "none"],
	];
	test.each(cases)("%s / %s / reason required: %s → %s", (line, above, requireReason, kind) => {
		expect(allowanceFor(line, above, { today: "2026-11-24", requireReason }).kind).toBe(kind);
	});

	test("an expired one says when it ran out", () => {
		expect(allowanceFor("mg-hook:allow until=2020-02-29", "", { today: "2026-11-24", requireReason: false })).toEqual({
			kind: "refused",
			why: "its allow comment expired on 2020-02-29",
		});
	});
});
