/** The day it is in UTC, `YYYY-MM-DD`, as allow comments and baselines count. */
export function today(): string {
	return new Date().toISOString().slice(0, 10);
}
