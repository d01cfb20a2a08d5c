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

describe("where a comment ends, and how much of it is read", () => {
	const only = (line: string) => allowCommentsIn(line).map(({ offset: _offset, ...comment }) => comment);

	test.each(["*/", "-->", "#}", "%>", "}}", "*)", "-}"])("%s ends a reason", (closer) => {
		expect(only(`mg-hook:allow: why ${closer} code`)).toEqual([{ scope: "line", reason: "why" }]);
	});

	test.each(["A", "z", "0", "_", ":", "-"])("%s before it makes it another word", (before) => {
		expect(only(`${before}mg-hook:allow`)).toEqual([]);
	});

	test.each(["#", "/", " ", ".", "(", "*"])("%s before it does not", (before) => {
		expect(only(`${before}mg-hook:allow`)).toEqual([{ scope: "line" }]);
	});

	test("two on a line are two", () => {
		expect(only("# mg-hook:allow: one mg-hook:allow-next-line: two")).toEqual([
			{ scope: "line", reason: "one" },
			{ scope: "next-line", reason: "two" },
		]);
		expect(allowCommentsIn("mg-hook:allow mg-hook:allow").map(({ offset }) => offset)).toEqual([0, 14]);
	});

	test("a reason needs a colon or a date, and loses what is left over of the syntax around it", () => {
		expect(only("# mg-hook:allow because")).toEqual([{ scope: "line" }]);
		expect(only("# mg-hook:allow because until=2027-01-31")).toEqual([
			{ scope: "line", reason: "because", until: "2027-01-31" },
		]);
		expect(only(`x = "mg-hook:allow: why",;\` ' `)).toEqual([{ scope: "line", reason: "why" }]);
		expect(only("# mg-hook:allow:: : why")).toEqual([{ scope: "line", reason: "why" }]);
		expect(only("# mg-hook:allow: f(x)")).toEqual([{ scope: "line", reason: "f(x)" }]);
		expect(only("# mg-hook:allow: ")).toEqual([{ scope: "line" }]);
	});

	test("until is written with an equals sign or a colon, as a word of its own", () => {
		for (const until of [
			"until=2027-01-31",
			"until:2027-01-31",
			"until = 2027-01-31",
			",until=2027-01-31",
			";until=2027-01-31",
		]) {
			expect(only(`# mg-hook:allow: x ${until}`)[0]).toMatchObject({ until: "2027-01-31" });
		}
		expect(only("# mg-hook:allow: xuntil=2027-01-31")).toEqual([{ scope: "line", reason: "xuntil=2027-01-31" }]);
		expect(only("# mg-hook:allow: until 2027-01-31")).toEqual([{ scope: "line", reason: "until 2027-01-31" }]);
	});

	test.each([
		"2027-1-31",
		"2027-01-1",
		"27-01-31",
		"2027-13-01",
		"2027-02-29",
		"x2027-01-31",
		"2027-01-31x",
		"0000-00-00",
	])("%s is no date", (date) => {
		expect(only(`# mg-hook:allow until=${date}`)).toEqual([{ scope: "line", until: date, malformed: true }]);
	});

	test("a leap day is one", () => {
		expect(only("# mg-hook:allow until=2028-02-29")).toEqual([{ scope: "line", until: "2028-02-29" }]);
	});

	test("300 characters are read, and of a key on their end no half is shown", () => {
		const reason = (length: number) => only(`mg-hook:allow:${"x".repeat(length)}`)[0]?.reason?.length;
		expect(reason(299)).toBe(299);
		expect(reason(300)).toBe(299);
		const key = ["key", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"].join("-");
		const [comment] = only(`mg-hook:allow:${"x".repeat(280)} ${key} rest`);
		expect(comment?.reason).toBe(`${"x".repeat(280)} key-0a1b…7e8f9 rest`.slice(0, 299));
	});

	test("one that counts is enough, however many others do not", () => {
		const allowed = { kind: "allowed", reason: "b", until: undefined };
		expect(
			allowanceFor("mg-hook:allow until=2020-01-01 mg-hook:allow: b", "", {
				today: "2026-11-24",
				requireReason: false,
			}),
		).toEqual(allowed);
		expect(
			allowanceFor("mg-hook:allow: b mg-hook:allow until=2020-01-01", "", {
				today: "2026-11-24",
				requireReason: false,
			}),
		).toEqual(allowed);
		expect(allowanceFor("mg-hook:allow mg-hook:allow: b", "", { today: "2026-11-24", requireReason: true })).toEqual(
			allowed,
		);
		expect(allowanceFor("mg-hook:allow: b until=2026-11-24", "", { today: "2026-11-24", requireReason: true })).toEqual(
			{
				...allowed,
				until: "2026-11-24",
			},
		);
	});
});
