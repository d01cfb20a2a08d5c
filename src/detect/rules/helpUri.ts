/** Page of a rule in the documentation. */
export function helpUri(ruleId: string): string {
	return `https://github.com/mg-hook/mg-hook/blob/main/docs/rules.md#${ruleId}`;
}
