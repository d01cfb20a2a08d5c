import { filesWith } from "../../git/grep.js";

/** What kind of system a file sets up. */
export type SystemKind = "CI" | "containers" | "infrastructure" | "environment" | "code";

/** A file that reads or sets the key by its name. */
export interface KeyUser {
	/** As `Finding.path`. */
	path: string;
	kind: SystemKind;
}

/** The usual names of a key, where its own is not known. */
export const USUAL_NAMES = [
	"MAILGUN_API_KEY",
	"MG_API_KEY",
	"MAILGUN_KEY",
	"API_KEY_MAILGUN",
	"MG_KEY",
	"MAILGUN_SECRET",
] as const;

const MOST_FILES = 200;

const KINDS: readonly [SystemKind, RegExp][] = [
	[
		"CI",
		/(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci|\.gitlab\/ci\/|Jenkinsfile|\.circleci\/|azure-pipelines|bitbucket-pipelines|\.travis\.ya?ml|\.drone|\.woodpecker|\.buildkite\/|appveyor|cloudbuild\.ya?ml|buildspec\.ya?ml)/iu,
	],
	["containers", /(?:^|\/)(?:[^/]*Dockerfile[^/]*|Containerfile|(?:docker-)?compose[^/]*\.ya?ml|\.devcontainer\/)/iu],
	[
		"infrastructure",
		/\.(?:tf|tfvars|hcl|bicep)(?:\.json)?$|(?:^|\/)(?:k8s|kubernetes|helm|charts?|manifests|deploy(?:ment)?s?|ansible|pulumi|terraform)\/|(?:^|\/)(?:serverless|Pulumi|values|kustomization|template|fly|render|app|heroku|Procfile|vercel|netlify)[^/]*\.(?:ya?ml|toml|json)$/u,
	],
	[
		"environment",
		/(?:^|\/)\.env|\.env$|\.envrc$|(?:^|\/)(?:config|settings|appsettings)[^/]*\.(?:json|ya?ml|toml|ini|py)$/iu,
	],
];

/** The kind of system that a file of this name belongs to. */
export function kindOf(path: string): SystemKind {
	return KINDS.find(([, pattern]) => pattern.test(path))?.[0] ?? "code";
}

/** Tracked and untracked files with one of these names in them as a word. */
export async function usersOf(root: string, names: readonly string[]): Promise<KeyUser[]> {
	if (names.length === 0) return [];
	const paths = await filesWith(root, ["--fixed-strings", "--word-regexp"], names);
	return paths.slice(0, MOST_FILES).map((path) => ({ path, kind: kindOf(path) }));
}
