import { textWidth } from "../../src/output/textWidth.js";

test.each([
	["nothing", "", 0],
	["ASCII", "MAILGUN_API_KEY", 15],
	["letters with accents", "é ß ñ", 5],
	["an accent of its own", "e\u0301", 1],
	["an accent alone", "\u0301", 0],
	["Chinese", "密钥", 4],
	["full-width letters", "Ａｂ", 4],
	["half-width katakana", "ｶﾅ", 2],
	["Hangul, composed and in parts", "한\u1112\u1161\u11ab", 4],
	["an emoji beyond the basic plane", "🔑", 2],
	["an emoji in the basic plane", "⌚✅⭐⚡", 8],
	["a sign that is text unless told otherwise", "❤", 1],
	["the same, told to be a picture", "❤\ufe0f", 2],
	["a hand with a skin tone", "👍🏽", 2],
	["a flag", "🇩🇪", 2],
	["a keycap", "1\ufe0f\u20e3", 2],
	["Arabic and Hebrew", "مفتاح מפתח", 10],
	["a box", "│", 1],
	["half of a surrogate pair, which cannot be shown", "\ud83d", 1],
	["all of them", "a密🔑e\u0301✅", 8],
])("%s", (_what, text, columns) => {
	expect(textWidth(text)).toBe(columns);
});
