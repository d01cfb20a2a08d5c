import fc from "fast-check";
import { code, render, unmarked } from "../../src/output/marked.js";

test("what others wrote is told from our words, whatever it holds", () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: "binary" })), { maxLength: 5 }), (parts) => {
			const plain = parts.map(([own, others]): [string, string] => [
				own.replaceAll("\u0002", "").replaceAll("\u0003", ""),
				others,
			]);
			const sentence = plain.map(([own, others]) => own + code(others)).join("");
			const seen: string[] = [];
			const text = render(
				sentence,
				(own) => own,
				(others) => {
					seen.push(others);
					return "";
				},
			);
			expect(text).toBe(plain.map(([own]) => own).join(""));
			expect(seen).toHaveLength(plain.length);
			for (const sign of ["\u0002", "\u0003"]) expect(unmarked(sentence)).not.toContain(sign);
		}),
	);
});
