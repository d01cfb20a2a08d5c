import { KEYS_PAGE, LOGS_PAGE } from "./mailgunAddresses.js";

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

export const REMEDIATION_STEPS: readonly RemediationStep[] = [
	{
		title: "Revoke",
		action: "delete the key (it may work for 48 hours more)",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Audit",
		action: "look for mail nobody here sent, since it got out",
		pointer: () => LOGS_PAGE,
	},
	{
		title: "Assess",
		action: "list every system and environment that used it",
		pointer: (name) => `git grep -n ${name}`,
	},
	{
		title: "Rotate",
		action: "a new key, as weak as will do: a domain sending key",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Update",
		action: "hand it to those systems and CI/CD, over a safe channel",
		pointer: (name) => `gh secret set ${name}`,
	},
	{
		title: "Harden",
		action: "allow only your IP addresses; TLS for every request",
		pointer: () => KEYS_PAGE,
	},
	{
		title: "Manage",
		action: "keep keys in a secrets manager, out of code",
		pointer: (name) => `vault kv put secret/mailgun ${name}=-`,
	},
	{
		title: "Detect",
		action: "keep this hook; watch repositories and paste sites",
		pointer: () => "npx mg-hook install",
	},
];
