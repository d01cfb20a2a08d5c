const ESCAPES: Readonly<Record<string, number>> = {
	a: 7,
	b: 8,
	t: 9,
	n: 10,
	v: 11,
	f: 12,
	r: 13,
	'"': 34,
	"\\": 92,
};

/**
 * The bytes of a path as git writes it in a header with `core.quotePath`:
 *
 *     b/plain name
 *     "b/tab\there and \303\251"
 */
export function unquotePath(quoted: Buffer): Buffer {
	if (quoted[0] !== 34) return quoted;
	const out: number[] = [];
	for (let index = 1; index < quoted.length && quoted[index] !== 34; index++) {
		const byte = quoted[index] ?? 0;
		if (byte !== 92) {
			out.push(byte);
			continue;
		}
		const octal = quoted.toString("latin1", index + 1, index + 4);
		if (/^[0-3][0-7]{2}$/u.test(octal)) {
			out.push(Number.parseInt(octal, 8));
			index += 3;
			continue;
		}
		index++;
		out.push(ESCAPES[String.fromCharCode(quoted[index] ?? 0)] ?? quoted[index] ?? 0);
	}
	return Buffer.from(out);
}
