import { API_REFERENCE, EU_API, KEYS_PAGE, LOGS_PAGE, ROLES_PAGE, US_API } from "../../guidance/mailgunAddresses.js";
import { REMEDIATION_STEPS, type StepId } from "../../guidance/steps.js";
import { code } from "../../output/marked.js";
import { shellWord } from "../../output/shellWord.js";
import { shown } from "../../output/shownTime.js";
import { asApi } from "../verify/curlLine.js";
import type { Incident } from "./incident.js";
import type { SystemKind } from "./keyUsers.js";
import { MANAGER_NAMES, storeCommand } from "./secretStores.js";

/** One of the eight documented steps, with what is known about this key filled in. */
export interface FittedStep {
	number: number;
	title: string;
	action: string;
	/** What was found that matters here, in sentences. */
	facts: readonly string[];
	/** Ready to copy; a key comes from a variable. */
	commands: readonly { what: string; command: string }[];
	links: readonly { what: string; url: string }[];
	/** To be ticked by a person when it is done. */
	checks: readonly string[];
}

const KEYS_LINK = { what: "API keys in Mailgun's dashboard", url: KEYS_PAGE };
const NEW_KEY_LINK = { what: "Create a key", url: `${API_REFERENCE}/keys/post-v1-keys` };
const LOGS_LINK = { what: "Logs in Mailgun's dashboard", url: LOGS_PAGE };
const FALLBACK_NAME = "MAILGUN_API_KEY";
const ADMIN = "MAILGUN_ADMIN_KEY";
const MOST_PATHS = 10;
const DAY = 86_400_000;

/** Said once, over all commands. */
export const COMMANDS_PREFACE = `Commands take keys from the environment, so that none stands in an argument or a shell's history: ${code("read -rs MAILGUN_ADMIN_KEY")} (bash, zsh) asks for one without showing it. ${code("MAILGUN_ADMIN_KEY")} is another key of your account, of the role admin; ${code("NEW_KEY")} is the one that replaces the leaked one. EU accounts: ${code(EU_API)} in place of ${code(US_API)}.`;

/** What an incident adds to a step; `action` where the step's own does not fit. */
type Fitting = Omit<FittedStep, "number" | "title" | "action"> & { action?: string };

/** The eight steps, fitted to one incident. */
export function fittedSteps(incident: Incident): FittedStep[] {
	const name = incident.names.find((own) => /^[A-Z][A-Z0-9_]{2,60}$/u.test(own)) ?? FALLBACK_NAME;
	const isWebhook = incident.where.ruleId === "mailgun-webhook-signing-key";
	const fittings: Readonly<Record<StepId, Fitting>> = {
		revoke: isWebhook ? revokeWebhook(incident) : revoke(incident),
		audit: audit(incident),
		assess: assess(incident, name),
		rotate: isWebhook ? rotated() : rotate(),
		update: update(incident, name),
		harden: harden(),
		manage: manage(incident, name),
		detect: detect(),
	};
	return REMEDIATION_STEPS.map(({ id, title, inFull }, index) => ({
		number: index + 1,
		title,
		action: inFull,
		...fittings[id],
	}));
}

/** https://documentation.mailgun.com/docs/mailgun/api-reference/openapi-final/tag/Keys: `GET` and `DELETE /v1/keys`. */
function revoke({ where, window }: Incident): Fitting {
	return {
		...(window.state === "local"
			? { action: "Delete the key in Mailgun, unless you are sure that nobody else could read these files." }
			: {}),
		facts: [
			`The key ends in ${where.redacted.slice(-5)}; its fingerprint here is ${where.fingerprint}.`,
			// GitGuardian's page on this key: https://docs.gitguardian.com/secrets-detection/secrets-detection-engine/detectors/specifics/mailgun_primary_key
			"A revoked key may keep working for up to 48 hours: go on watching the logs for that long.",
			"Systems that still use it stop sending when it is gone. If that must not happen, do steps 4 and 5 first, and quickly: until then it stays open to whoever has it.",
		],
		commands: [
			{ what: "List the account's keys with their ids", command: asApi(ADMIN, `${US_API}/v1/keys`) },
			{ what: "Delete one by its id", command: asApi(ADMIN, "-X DELETE", `"${US_API}/v1/keys/$KEY_ID"`) },
			{
				what: "See whether it is dead (asks both regions)",
				command: `mg-hook verify ${where.fingerprint}`,
			},
		],
		links: [KEYS_LINK, { what: "Keys API", url: `${API_REFERENCE}/keys` }],
		checks: ["Key deleted in Mailgun", "Refused in both regions (mg-hook verify)", "Asked again after 48 hours"],
	};
}

function revokeWebhook({ where }: Incident): Fitting {
	return {
		action: "Have Mailgun make a new HTTP webhook signing key; the old one stops working then.",
		facts: [
			`The key ends in ${where.redacted.slice(-5)}; its fingerprint here is ${where.fingerprint}.`,
			"With it, anybody can forge webhook calls that your systems take for Mailgun's; it neither sends nor reads mail.",
		],
		commands: [],
		links: [KEYS_LINK],
		checks: ["New webhook signing key made", "Receivers check signatures with the new one"],
	};
}

/**
 * `POST /v1/analytics/logs` with `start` and `end` as RFC 2822 dates: …/logs/post-v1-analytics-logs. The events
 * API is deprecated in its favour and keeps "at least 3 days": …/events. `begin` and `end` there are
 * epoch seconds: …/events/get-v3-domain_name-events.
 */
function audit({ window, made }: Incident): Fitting {
	const end = new Date(window.to);
	const known = window.from === undefined ? undefined : new Date(window.from);
	const start = known ?? new Date(end.getTime() - 30 * DAY);
	const body = JSON.stringify({
		start: rfc2822(start),
		end: rfc2822(end),
		events: ["accepted", "delivered", "failed", "rejected", "complained"],
		pagination: { sort: "timestamp:asc", limit: 300 },
	});
	const days = Math.ceil((end.getTime() - start.getTime()) / DAY);
	const facts = [
		known === undefined
			? `No commit tells when the exposure began: the commands look 30 days back from ${shown(made)}. Set your own start.`
			: `Exposure window: ${shown(known.toISOString())} to ${shown(made)}, ${days} day${days === 1 ? "" : "s"}, and on until the key is dead. ${window.basis}`,
		"Look for recipients, subjects, sending addresses and amounts that are not yours, and for changes: keys, routes, webhooks, SMTP credentials and domains that nobody here made outlive the leaked key.",
		"Mailgun keeps events for at least 3 days, and longer by plan: export what there is now, before it goes.",
	];
	if (days > 30)
		facts.push(
			"The window is longer than most plans keep logs: metrics, suppressions and invoices reach further back.",
		);
	const epoch = (date: Date) => Math.floor(date.getTime() / 1000);
	return {
		facts,
		commands: [
			{
				what: "Logs of the whole account over the window",
				command: asApi(ADMIN, "-H 'Content-Type: application/json'", `-d '${body}'`, `${US_API}/v1/analytics/logs`),
			},
			{
				what: "Events of one domain (older API, 300 a page)",
				command: asApi(
					ADMIN,
					`"${US_API}/v3/$MAILGUN_DOMAIN/events?begin=${epoch(start)}&end=${epoch(end)}&limit=300"`,
				),
			},
			{ what: "Keys that exist", command: asApi(ADMIN, `${US_API}/v1/keys`) },
			{ what: "Routes that forward incoming mail", command: asApi(ADMIN, `${US_API}/v3/routes`) },
			{ what: "Webhooks of one domain", command: asApi(ADMIN, `"${US_API}/v3/domains/$MAILGUN_DOMAIN/webhooks"`) },
			{
				what: "SMTP credentials of one domain",
				command: asApi(ADMIN, `"${US_API}/v3/domains/$MAILGUN_DOMAIN/credentials"`),
			},
		],
		links: [LOGS_LINK, { what: "Logs API", url: `${API_REFERENCE}/logs/post-v1-analytics-logs` }],
		checks: [
			"Logs exported and read over the whole window",
			"No unknown keys, routes, webhooks, SMTP credentials or domains",
			"Who has to be told (customers, a data protection authority) decided",
		],
	};
}

const KIND_WORDS: Readonly<Record<SystemKind, string>> = {
	CI: "CI pipelines",
	containers: "Container set-up",
	infrastructure: "Infrastructure and deployment",
	environment: "Environment and configuration files",
	code: "Code and everything else",
};

function assess({ names, users, where }: Incident, name: string): Fitting {
	const facts: string[] = [];
	facts.push(
		names.length > 0
			? `Here it goes by the name${names.length === 1 ? "" : "s"} ${names.map(code).join(", ")}.`
			: "It was seen under no name; the files below use the usual names.",
	);
	for (const kind of Object.keys(KIND_WORDS) as SystemKind[]) {
		const paths = users.filter((user) => user.kind === kind).map(({ path }) => path);
		if (paths.length > 0) facts.push(`${KIND_WORDS[kind]}: ${list(paths)}.`);
	}
	if (users.length === 0) facts.push("No file here uses it by name.");
	if (where.pushed.state === "pushed") {
		facts.push("It was pushed: every clone, fork, mirror, CI cache and backup since then may hold it.");
	}
	return {
		facts,
		commands: [
			{
				what: "Where it is used by name",
				command: `git grep -n ${(names.length > 0 ? names : [name]).map((own) => `-e ${shellWord(own)}`).join(" ")}`,
			},
			{ what: "Domains of the account", command: asApi(ADMIN, `${US_API}/v3/domains`) },
		],
		links: [
			{
				what: "What each role of a key may do",
				url: ROLES_PAGE,
			},
		],
		checks: ["Systems and environments listed, with an owner each", "The key's role and domains noted"],
	};
}

/** `POST /v1/keys` as a form: …/keys/post-v1-keys. */
function rotate(): Fitting {
	return {
		facts: [
			"Mailgun shows a new key once: put it into the secrets manager right away.",
			"One key for each system: then the next leak ends one system's key.",
		],
		commands: [
			{
				what: "A key that can only send, for one domain",
				command: asApi(
					ADMIN,
					'-F role=sending -F kind=domain -F "domain_name=$MAILGUN_DOMAIN" -F description=rotated-after-leak',
					`${US_API}/v1/keys`,
				),
			},
		],
		links: [NEW_KEY_LINK],
		checks: ["New key made, with the least permissions that will do"],
	};
}

/** A signing key is replaced where it is revoked. */
function rotated(): Fitting {
	return {
		action: "Step 1 made the new key.",
		facts: [],
		commands: [],
		links: [NEW_KEY_LINK],
		checks: ["New key made, with the least permissions that will do"],
	};
}

function update({ users, hosts, where }: Incident, name: string): Fitting {
	const stored = `printf %s "$NEW_KEY" | `;
	const commands: { what: string; command: string }[] = [];
	// gh reads standard input: https://cli.github.com/manual/gh_secret_set; glab too: https://docs.gitlab.com/cli/variable/set/
	const github = { what: "GitHub Actions", command: `${stored}gh secret set ${name}` };
	const gitlab = { what: "GitLab CI", command: `${stored}glab variable set ${name} --masked` };
	if (hosts.includes("github") || hosts.length === 0) commands.push(github);
	if (hosts.includes("gitlab") || hosts.length === 0) commands.push(gitlab);
	const files = [...new Set([...where.workTree, ...where.index].map(({ path }) => path))];
	const environmentFile = files.find((path) => /(?:^|\/)\.env(?:\.|$)/u.test(path));
	if (environmentFile !== undefined) {
		const pattern = environmentFile.replaceAll(/[\\*?[\]!# ]/gu, "\\$&");
		commands.push({
			what: "Keep the file out of git",
			command: `printf '%s\\n' ${shellWord(`/${pattern}`)} >> .gitignore && git rm --cached -f -- ${shellWord(environmentFile)}`,
		});
	}
	const pipelines = users.filter(({ kind }) => kind === "CI").map(({ path }) => path);
	return {
		facts: [
			...(files.length > 0
				? [`The old key still stands in ${list(files)}: take it out and read ${code(name)} from the environment.`]
				: []),
			...(pipelines.length > 0 ? [`Pipelines that use it: ${list(pipelines)}.`] : []),
		],
		commands,
		links: [],
		checks: [
			"Every system of step 3 has the new key",
			"No file in the repository holds the old one",
			"Mail is sent again",
		],
	};
}

/** `POST /v2/ip_whitelist` as a form: …/ip-allowlist/post-v2-ip-whitelist. */
function harden(): Fitting {
	return {
		facts: [
			"The allowlist holds for all keys and SMTP credentials of the account: add every address that sends before you rely on it, this one too.",
			"SMTP: port 465, or 587 with STARTTLS required.",
		],
		commands: [
			{ what: "The allowlist as it is", command: asApi(ADMIN, `${US_API}/v2/ip_whitelist`) },
			{
				what: "Add one address",
				command: asApi(ADMIN, '-F "address=$SENDER_ADDRESS" -F description=production', `${US_API}/v2/ip_whitelist`),
			},
			{
				what: "Plain http, which nothing should use",
				command: "git grep -n -e 'http://api\\.\\(eu\\.\\)\\{0,1\\}mailgun\\.net'",
			},
		],
		links: [KEYS_LINK, { what: "IP allowlist API", url: `${API_REFERENCE}/ip-allowlist` }],
		checks: ["IP allowlist set", "Every request goes over https"],
	};
}

function manage({ managers }: Incident, name: string): Fitting {
	const used = managers.map(({ id }) => id);
	const shownIds = used.length > 0 ? used : (["vault", "aws"] as const);
	return {
		facts:
			managers.length > 0
				? managers.map(
						({ name: manager, files }) =>
							`This repository seems to use ${manager} already (${list(files)}): the key belongs there.`,
					)
				: ["No file here speaks of a secrets manager."],
		commands: shownIds.map((id) => ({ what: MANAGER_NAMES[id], command: storeCommand(id, name) })),
		links: [],
		checks: ["The new key is in the secrets manager, and nowhere else"],
	};
}

function detect(): Fitting {
	return {
		facts: ["For the long term: watch public repositories, paste sites and package registries for your keys."],
		commands: [
			{
				what: "The hook, for everyone who works here",
				command: "npm install --save-dev mg-hook && npx mg-hook install",
			},
			{ what: "Other keys in the history", command: "npx mg-hook check --history" },
		],
		links: [],
		checks: ["The hook is installed", "CI checks every push", "Somebody watches public places"],
	};
}

/** What to know, and do, about the history that holds the key. */
export function rewritingHistory({ where }: Incident): Omit<FittedStep, "number" | "links"> | undefined {
	if (where.introducing.length === 0) return undefined;
	const pushed = where.pushed.state === "pushed";
	return {
		title: "Rewriting history",
		action: pushed
			? "Optional, and never in place of revoking: it hides the key from new clones, and takes it away from nobody who already has it."
			: "As far as this clone knows it was not pushed: rewriting these commits before the first push keeps it from others.",
		facts: [
			"First revoke and rotate. Then the key in the history is a dead string, and rewriting is only a matter of tidiness.",
			"Every commit from the first one with the key on gets a new id: open branches, tags, signatures and pull requests break, and everybody has to clone again.",
			...(pushed
				? [
						"Clones, forks, mirrors, caches and the host's own pull request refs keep the old commits; ask the host's support to remove what it caches.",
					]
				: []),
			"git filter-repo takes the key from standard input here, so that it is in no file. It needs a fresh clone, and removes the remote, which has to be added again.",
		],
		commands: [
			{
				what: "In a fresh clone, with the old key in LEAKED_KEY (git-filter-repo)",
				command: `printf 'literal:%s==>REMOVED\\n' "$LEAKED_KEY" | git filter-repo --replace-text /dev/stdin`,
			},
			...(pushed
				? [{ what: "Then, agreed with everybody", command: "git push --force --all && git push --force --tags" }]
				: []),
			...(where.loose > 0 || where.onlyInReflog.length > 0
				? [
						{
							what: "Remove what only reflogs and loose objects of this clone still hold",
							command: "git reflog expire --expire=now --all && git gc --prune=now",
						},
					]
				: []),
		],
		checks: ["Decided whether to rewrite, after revoking"],
	};
}

function rfc2822(date: Date): string {
	return date.toUTCString().replace("GMT", "+0000");
}

function list(paths: readonly string[]): string {
	const rest = paths.length - MOST_PATHS;
	return `${paths.slice(0, MOST_PATHS).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
