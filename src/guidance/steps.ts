import { KEYS_PAGE, LOGS_PAGE } from "./mailgunAddresses.js";

export type StepId = "revoke" | "audit" | "assess" | "rotate" | "update" | "harden" | "manage" | "detect";

/** One of the eight documented steps for a key that got out. */
export interface RemediationStep {
	id: StepId;
	/** Its name, where there is room. */
	title: string;
	/** Its name in one word. */
	word: string;
	/** One line: what to do. */
	action: string;
	/** The same as a sentence, where there is room. */
	inFull: string;
	/** A page or a command that does it, fitted to the name that the key goes by. */
	pointer: (name: string) => string;
}

/** The eight steps, in the order in which they are to be done: each once, for every report and worksheet. */
export const REMEDIATION_STEPS: readonly RemediationStep[] = [
	{
		id: "revoke",
		title: "Revoke",
		word: "Revoke",
		action: "delete the key (it may work for another 48 hours)",
		inFull: "Delete the key in Mailgun, before anything else.",
		pointer: () => KEYS_PAGE,
	},
	{
		id: "audit",
		title: "Audit",
		word: "Audit",
		action: "look for mail nobody here sent, since it got out",
		inFull: "Look in Mailgun's logs for what nobody here did, over the whole exposure window.",
		pointer: () => LOGS_PAGE,
	},
	{
		id: "assess",
		title: "Assess the blast radius",
		word: "Assess",
		action: "list every system and environment that used it",
		inFull: "List every system, application and environment that used this key, and what the key could do.",
		pointer: (name) => `git grep -n ${name}`,
	},
	{
		id: "rotate",
		title: "Rotate",
		word: "Rotate",
		action: "a new key, as limited as possible: a domain sending key",
		inFull:
			"Make a new key with the least permissions that will do: a domain sending key where only sending is needed.",
		pointer: () => KEYS_PAGE,
	},
	{
		id: "update",
		title: "Update",
		word: "Update",
		action: "hand it to those systems and CI/CD, over a safe channel",
		inFull:
			"Give the new key to every dependent system and CI/CD pipeline, over a safe channel: no chat, no mail, no ticket.",
		pointer: (name) => `gh secret set ${name}`,
	},
	{
		id: "harden",
		title: "Harden",
		word: "Harden",
		action: "allow only your IP addresses; TLS for every request",
		inFull: "Have Mailgun accept the account's keys from your addresses only, and use TLS for every request.",
		pointer: () => KEYS_PAGE,
	},
	{
		id: "manage",
		title: "Manage secrets",
		word: "Manage",
		action: "keep keys in a secrets manager, out of code",
		inFull: "Keep keys in a secrets manager, so that none is in code.",
		pointer: (name) => `vault kv put secret/mailgun ${name}=-`,
	},
	{
		id: "detect",
		title: "Detect",
		word: "Detect",
		action: "keep this hook; watch repositories and paste sites",
		inFull: "Stop the next one before it is committed, and look where keys turn up.",
		pointer: () => "npx mg-hook install",
	},
];
