/** Compares versions such as 20.19.0 by their numbers. */
export function isAtLeast(version: string, asked: string): boolean {
	const [have, want] = [version, asked].map((text) => text.split(".").map(Number));
	for (const [index, number] of (want ?? []).entries()) {
		const difference = (have?.[index] ?? 0) - number;
		if (difference !== 0) return difference > 0;
	}
	return true;
}
