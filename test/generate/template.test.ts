import { expand, SeededRandom } from "../../src/generate/template";

describe("templates", () => {
	const one = (template: string, braces: 1 | 2 = 1) => expand(template, new SeededRandom(1), braces);

	it("makes random values, the same for the same seed", () => {
		expect(one("a {hex32} b").text).toMatch(/^a [0-9a-f]{32} b$/u);
		expect(one("{current}").text).toMatch(/^[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}$/u);
		expect(one("{alnum32}").text).toBe(one("{alnum32}").text);
		expect(expand("{hex32}", new SeededRandom(2), 1).text).not.toBe(one("{hex32}").text);
	});

	it("leaves other braces alone", () => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: text with braces of others
		const text = '{"a": {"b": ${C}}} {unknown}';
		expect(one(text).text).toBe(text);
		expect(one("{hex32} {{ value }}", 2).text).toBe("{hex32} {{ value }}");
	});

	it("wraps what is inside", () => {
		const { text } = one("x={base64:api:key-{hex32}}&");
		expect(Buffer.from(text.slice(2, -1), "base64").toString()).toMatch(/^api:key-[0-9a-f]{32}$/u);
		expect(one("{repeat:ab}").text).toBe("ab".repeat(16));
	});

	it("marks places", () => {
		const { text, marks } = one("k=key-{{hex8}} {{!key-{{hex32}}}}!", 2);
		expect(marks).toEqual([{ start: 15, end: 51 }]);
		expect(text.slice(15)).toMatch(/^key-[0-9a-f]{32}!$/u);
		expect(one("ü {{!current}}", 2).marks).toEqual([{ start: 2, end: 52 }]);
	});
});
