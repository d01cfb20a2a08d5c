import { filesWith } from "../../git/grep.js";
import { MANAGER_NAMES, type ManagerId } from "./secretStores.js";

/** A secrets manager that this repository seems to use already, and what says so. */
export interface UsedManager {
	id: ManagerId;
	name: string;
	/** Files that speak of it. */
	files: readonly string[];
}

/** What gives each away, as POSIX extended expressions for `git grep`, ignoring case. */
const SIGNS: readonly { id: ManagerId; expression: string }[] = [
	{
		id: "vault",
		expression: "hashicorp/vault|vault kv |VAULT_ADDR|vault_(generic|kv)_secret|node-vault|import hvac",
	},
	{
		id: "aws",
		expression: "aws_secretsmanager|secretsmanager:|client-secrets-manager|aws secretsmanager|arn:aws:secretsmanager",
	},
	{
		id: "gcp",
		expression: "google_secret_manager|google-cloud/secret-manager|secretmanager.googleapis|gcloud secrets",
	},
	{
		id: "azure",
		expression: "azurerm_key_vault|keyvault-secrets|az keyvault|vault.azure.net|AzureKeyVault",
	},
	{ id: "doppler", expression: "doppler run|doppler secrets|DOPPLER_TOKEN|dopplerhq/" },
	{ id: "sops", expression: "sops (-d|--decrypt|exec-env|decrypt)|creation_rules:|ENC\\[AES256_GCM" },
	{ id: "1password", expression: "op run |op read |op://|1password/load-secrets" },
];

const MOST_FILES = 3;

/** The secrets managers that files of this repository speak of. */
export async function managersUsed(root: string): Promise<UsedManager[]> {
	// Most repositories speak of none: one look tells.
	const any = await filesWith(
		root,
		["--extended-regexp", "--ignore-case"],
		SIGNS.map(({ expression }) => expression),
	);
	if (any.length === 0) return [];
	const used: UsedManager[] = [];
	for (const { id, expression } of SIGNS) {
		const files = await filesWith(root, ["--extended-regexp", "--ignore-case"], [expression]);
		if (files.length > 0) used.push({ id, name: MANAGER_NAMES[id], files: files.slice(0, MOST_FILES) });
	}
	return used;
}
