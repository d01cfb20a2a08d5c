/**
 * The eight documented steps for a key that got out, as data. Words are the product's own; the
 * order and content are the founding document's. Links are Mailgun's own pages.
 */
export interface RemediationStep {
	title: string;
	/** One line: what to do. */
	action: string;
	/** A page or a command that does it, fitted to the name that the key goes by. */
	pointer: (name: string) => string;
}

/** Mailgun's page of API keys: https://documentation.mailgun.com/docs/mailgun/user-manual/get-started/ */
const KEYS_PAGE = "https://app.mailgun.com/settings/api_security";
const LOGS_PAGE = "https://app.mailgun.com/mg/reporting/logs";

export const REMEDIATION_STEPS: readonly RemediationStep[] = [
	{
		title: "Revoke",
		action: "delete the key: Dashboard, Security, API Keys (it may work for up to 48 hours more)",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Audit",
		action: "look through the logs for mail that nobody here sent, since the day it got out",
		pointer: () => LOGS_PAGE,
	},
	{
		title: "Assess",
		action: "list every system, application and environment that used it",
		pointer: (name) => `git grep -n ${name}`,
	},
	{
		title: "Rotate",
		action: "make a new key with the least permission: a domain sending key if it only sends",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Update",
		action: "give the new key to each of those systems and to CI/CD, over a safe channel",
		pointer: (name) => `gh secret set ${name}`,
	},
	{
		title: "Harden",
		action: "allow only your IP addresses in Mailgun; TLS for every request",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Manage",
		action: "keep keys in a secrets manager, out of the code",
		pointer: (name) => `vault kv put secret/mailgun ${name}=-`,
	},
	{
		title: "Detect",
		action: "keep this hook, and watch your repositories, public ones and paste sites",
		pointer: () => "npx mg-hook install",
	},
];
