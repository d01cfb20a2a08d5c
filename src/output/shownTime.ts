/** A time for people: `2026-11-24 18:00 UTC`. */
export function shown(iso: string): string {
	return `${new Date(iso).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
