import { scanText } from "../../../src/index.js";
import { textWidth } from "../../../src/output/textWidth.js";
import { prettyReport } from "../../../src/report/formats/pretty.js";
import { classicKey } from "../../support/madeUpKeys.js";
import { resultOf } from "../../support/sampleResult.js";

const OPTIONS = { color: false, silentWhenClean: false, debug: false };

test.each(["", "✅ ", "⭐⚡ ", "🔑 ", "密钥 ", "❤\ufe0f ", "👍🏽 ", "e\u0301 ", "🇩🇪 ", "\t", "\u200d"])(
	"carets stand under the key behind %j",
	(before) => {
		const text = `# ${before}MAILGUN_API_KEY=${classicKey()}\n`;
		const lines = prettyReport(resultOf(scanText(text, { path: "a.env" })), OPTIONS).split("\n");
		const at = lines.findIndex((line) => line.includes("│ "));
		const [shown = "", carets = ""] = lines.slice(at, at + 2);
		const key = /key-\S+/u.exec(shown);
		expect(key).not.toBeNull();
		expect(textWidth(shown.slice(0, key?.index))).toBe(carets.indexOf("^"));
		expect(/\^+/u.exec(carets)?.[0]).toHaveLength(key?.[0].length ?? 0);
	},
);
