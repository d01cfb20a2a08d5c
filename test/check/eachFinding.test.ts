import { eachFinding } from "../../src/check/eachFinding.js";
import { readFindings } from "../../src/check/readFindings.js";
import { CannotCheck } from "../../src/failure.js";
import type { Finding } from "../../src/finding/finding.js";

jest.mock("../../src/check/readFindings.js");
const mocked = jest.mocked(readFindings);

const finding = { path: "a.env" } as Finding;
const request = { kind: "staged" } as const;

async function listen(stopAfter = Number.POSITIVE_INFINITY): Promise<Finding[]> {
	const heard: Finding[] = [];
	for await (const one of eachFinding(request, { cwd: "/" })) {
		heard.push(one);
		if (heard.length === stopAfter) break;
	}
	return heard;
}

test("what could not be read is thrown behind the last finding", async () => {
	mocked.mockImplementation(async (_request, _options, emit) => {
		emit(finding);
		return { files: 1, lines: 1, errors: [1, 2, 3].map((n) => ({ path: `gone${n}.env`, message: "git lacks it" })) };
	});
	const heard: Finding[] = [];
	const listening = async () => {
		for await (const one of eachFinding(request, { cwd: "/" })) heard.push(one);
	};
	await expect(listening()).rejects.toThrow(CannotCheck);
	await expect(listening()).rejects.toThrow(
		"gone1.env could not be read: git lacks it. 2 more could not be read either.",
	);
	expect(heard).toEqual([finding, finding]);
});

test("where all was read there is nothing to throw", async () => {
	mocked.mockImplementation(async (_request, _options, emit) => {
		emit(finding);
		return { files: 1, lines: 1, errors: [] };
	});
	expect(await listen()).toEqual([finding]);
});

test("whoever stops listening ends the reading, and is told of nothing that was not read then", async () => {
	let aborted: boolean | undefined;
	mocked.mockImplementation(async (_request, { signal }, emit) => {
		emit(finding);
		await new Promise((resolve) => signal?.addEventListener("abort", resolve));
		aborted = signal?.aborted;
		return { files: 0, lines: 0, errors: [{ path: "", message: "ended" }] };
	});
	expect(await listen(1)).toEqual([finding]);
	expect(aborted).toBe(true);
});
