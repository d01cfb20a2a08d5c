import type { CommitRecord } from "../../git/changes.js";
import type { Spelling } from "../../key/spellings.js";
import { code } from "../../output/marked.js";
import { plural } from "../../output/plural.js";
import { shown } from "../../output/shownTime.js";
import type { Whereabouts } from "../search/whereabouts.js";
import { COMMANDS_PREFACE, type FittedStep, fittedSteps, rewritingHistory } from "./fittedSteps.js";
import type { Incident } from "./incident.js";

/** An incident as a document, before any format. Sentences may have marks (`guidance/marked.ts`). */
export interface Worksheet {
	title: string;
	verdict: { tone: "leaked" | "unsure" | "local"; text: string };
	/** Name and value. */
	summary: readonly [name: string, value: string][];
	/** Where the key stands, by kind of place. */
	places: readonly { title: string; items: readonly string[] }[];
	limits: readonly string[];
	preface: string;
	steps: readonly FittedStep[];
	rewriting: ReturnType<typeof rewritingHistory>;
}

/** A step, or the rewriting of history, as a section of the document. */
export type WorksheetSection = Omit<FittedStep, "number" | "title"> & { label: string };

const MOST_ITEMS = 50;

/** What to do, in the order of the document: the numbered steps, then what is behind them. */
export function sectionsOf({ steps, rewriting }: Worksheet): WorksheetSection[] {
	return [
		...steps.map(({ number, title, ...step }) => ({ ...step, label: `${number}. ${title}` })),
		...(rewriting === undefined ? [] : [{ ...rewriting, links: [], label: rewriting.title }]),
	];
}

export function worksheetOf(incident: Incident): Worksheet {
	const { where, window, made } = incident;
	return {
		title: `Mailgun key ${where.redacted}: what to do`,
		verdict: verdictOf(incident),
		summary: [
			["Key", `${code(where.redacted)} (${where.ruleId})`],
			["Fingerprint", code(where.fingerprint)],
			[
				"Exposure window",
				window.from === undefined ? "not known" : `${shown(window.from)} to ${shown(made)}, and on until it is revoked`,
			],
			["What the window is based on", window.basis],
			["Authors of the commits that hold it", authorsOf(where)],
			[
				"Searched",
				`${plural(where.searched.objects, "object")} of the history, ${plural(where.searched.files, "file")} of the work tree`,
			],
			["Made", `${shown(made)}, by mg-hook respond`],
		],
		places: placesOf(where),
		limits: where.limits,
		preface: COMMANDS_PREFACE,
		steps: fittedSteps(incident),
		rewriting: rewritingHistory(incident),
	};
}

function verdictOf({ where, window }: Incident): Worksheet["verdict"] {
	const { pushed } = where;
	if (pushed.state === "pushed") {
		return {
			tone: "leaked",
			text: `This key is in pushed history${pushed.refs.length === 0 ? "" : ` (${some(pushed.refs)})`}: others can have it. Taking it out of the files is not enough; revoke it now.`,
		};
	}
	if (window.state === "committed") {
		if (pushed.state === "no-remotes") {
			return {
				tone: "unsure",
				text: "This key is committed, and this repository has no remote: whether it was pushed cannot be known here. If others could read it, it has leaked.",
			};
		}
		const heard = pushed.lastFetch === undefined ? "" : `, which last fetched on ${shown(pushed.lastFetch)}`;
		return {
			tone: "unsure",
			text: `This key is committed, and no remote-tracking branch of this clone holds it${heard}: as far as it knows the key was not pushed. Tags and other clones may have been.`,
		};
	}
	if (window.state === "local") {
		return {
			tone: "local",
			text: "This key is in no commit here: only in files or the index. As far as git goes it has not leaked; take it out before it is committed.",
		};
	}
	return {
		tone: "unsure",
		text: "This key was not found in this repository. If others could read it somewhere else, it has leaked all the same.",
	};
}

function placesOf(where: Whereabouts): Worksheet["places"] {
	const places: { title: string; items: string[] }[] = [];
	const add = (title: string, items: readonly string[]) => {
		if (items.length === 0) return;
		const rest = items.length - MOST_ITEMS;
		places.push({ title, items: rest > 0 ? [...items.slice(0, MOST_ITEMS), `and ${rest} more`] : [...items] });
	};
	add(
		"Work tree",
		where.workTree.map(({ path, lines, spellings }) => {
			const at = lines.length === 0 ? "" : `, line ${lines.join(", ")}`;
			return `${code(path)}${at}${spelled(spellings)}`;
		}),
	);
	add(
		"Index (what the next commit holds)",
		where.index.map(({ path, spellings }) => `${code(path)}${spelled(spellings)}`),
	);
	add(
		"History, by path",
		where.history.map(({ path, spellings, added, removed }) => {
			const first = added[0];
			const last = removed.at(-1);
			const times = added.length > 1 ? ` (${added.length} times; first shown)` : "";
			const came = first === undefined ? "came in with a merge" : `added${times} in ${byWhom(first)}`;
			return `${code(path)}${spelled(spellings)}: ${came}; ${wentOut(last, added.at(-1))}`;
		}),
	);
	add("Commit messages and names", where.messages.map(byWhom));
	if (where.tagMessages > 0) add("Tag messages", [plural(where.tagMessages, "annotated tag")]);
	for (const [kind, title] of [
		["remote-tracking branch", "Remote-tracking branches"],
		["branch", "Branches"],
		["tag", "Tags"],
		["other", "Other refs"],
	] as const) {
		add(
			title,
			where.refs
				.filter((ref) => ref.kind === kind)
				.map(({ name, inFiles }) => {
					const state =
						inFiles === undefined
							? "in its history; whether it is still in its files was not looked at"
							: inFiles
								? "still in its files"
								: "in its history, not in its files any more";
					return `${code(name)}: ${state}`;
				}),
		);
	}
	add("Stashes", where.stashes.map(code));
	add("Only in a reflog", where.onlyInReflog.map(byWhom));
	if (where.loose > 0) {
		add("Loose objects", [
			`${plural(where.loose, "object")} that nothing reaches any more; git gc removes them in time`,
		]);
	}
	return places;
}

function wentOut(removed: CommitRecord | undefined, lastAdded: CommitRecord | undefined): string {
	if (removed === undefined) return "never removed";
	const again = lastAdded !== undefined && Date.parse(lastAdded.committerDate) > Date.parse(removed.committerDate);
	return `removed in ${byWhom(removed)}${again ? `, and added again in ${byWhom(lastAdded)}` : ""}`;
}

function spelled(spellings: readonly Spelling["name"][]): string {
	const encoded = spellings.filter((name) => name !== "plain");
	return encoded.length === 0 ? "" : ` (${spellings.join(", ")})`;
}

function byWhom({ id, author, committerDate }: CommitRecord): string {
	return `${code(id.slice(0, 12))} by ${code(author)} on ${shown(committerDate)}`;
}

function authorsOf({ introducing }: Whereabouts): string {
	const authors = [...new Set(introducing.map(({ author }) => author))];
	return authors.length === 0 ? "none" : some(authors);
}

function some(texts: readonly string[]): string {
	const rest = texts.length - 5;
	return `${texts.slice(0, 5).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
