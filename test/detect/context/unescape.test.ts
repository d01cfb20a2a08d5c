import { plainText } from "../../../src/detect/context/unescape.js";

test.each([
	["", ""],
	["plain = text", "plain = text"],
	["&quot;&apos;&lt;&gt;&amp;&nbsp;&equals;&colon;&num;", "\"'<>& =:#"],
	["&#61;&#x3d;&#X3D;&#x003D;", "===="],
	["&#9;&#200;&#127;&#126;&#32;&#31;", "   ~  "],
	["&#10;&#13;&#xa;", "\n\n\n"],
	["&other;&#1234567;&#x1234567;&quot", "&other;&#1234567;&#x1234567;&quot"],
	["%3D%3d%253D%25253D", "===="],
	["%0A%0d%09%7F%80", "\n\n   "],
	["%3", "%3"],
	["%G0", "%G0"],
	["\\u003d\\\\u003D\\u{3d}\\u{00003d}\\x3d\\x3D\\075", "======="],
	["\\u000a\\x0d\\012", "\n\n\n"],
	["\\u{1f600}", " "],
	["\\n\\r\\\\n\\t", "\n\n\n\t"],
	["\\\"\\'\\`\\/", "\"'`/"],
	["\\q\\u00\\x3", "\\q\\u00\\x3"],
	["=3D=3A=20=2F", "=: /"],
	["=30=2G=2f", "=30=2G=2f"],
	["\u001b[1;32mx\u001b[0m\u001b[Ky\u001b[m", "xy"],
	["\\e[1mx\\e[0m\\e[1;32my\\e[m", "xy"],
])("%j is %j", (written, meant) => {
	expect(plainText(written)).toBe(meant);
});
