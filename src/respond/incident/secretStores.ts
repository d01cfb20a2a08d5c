export type ManagerId = "vault" | "aws" | "gcp" | "azure" | "doppler" | "sops" | "1password";

export const MANAGER_NAMES: Readonly<Record<ManagerId, string>> = {
	vault: "HashiCorp Vault",
	aws: "AWS Secrets Manager",
	gcp: "Google Secret Manager",
	azure: "Azure Key Vault",
	doppler: "Doppler",
	sops: "SOPS",
	"1password": "1Password",
};

/**
 * How each store takes a secret from standard input, so that it stands in no argument. The syntax is
 * each tool's own documentation's; `docs/respond.md` says which were run.
 *
 * - vault: `-` reads standard input, https://developer.hashicorp.com/vault/docs/commands/kv/put
 * - aws: `file://` reads any path, https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html
 * - gcloud: `--data-file=-`, https://cloud.google.com/sdk/gcloud/reference/secrets/create
 * - az: `--file`, https://learn.microsoft.com/cli/azure/keyvault/secret
 * - doppler: a name without a value reads standard input, https://docs.doppler.com/docs/setting-secrets
 * - sops: opens an editor, https://getsops.io/docs/
 * - op: a reference in place of the value, https://developer.1password.com/docs/cli/secret-references
 */
export function storeCommand(manager: ManagerId, name: string): string {
	const piped = `printf %s "$NEW_KEY" | `;
	switch (manager) {
		case "vault":
			return `${piped}vault kv put secret/mailgun ${name}=-`;
		case "aws":
			return `${piped}aws secretsmanager create-secret --name mailgun/${name} --secret-string file:///dev/stdin`;
		case "gcp":
			return `${piped}gcloud secrets create ${name} --data-file=-`;
		case "azure":
			return `${piped}az keyvault secret set --vault-name YOUR-VAULT --name ${name.replaceAll("_", "-")} --file /dev/stdin`;
		case "doppler":
			return `${piped}doppler secrets set ${name}`;
		case "sops":
			return "sops secrets.enc.yaml";
		case "1password":
			return `op run --env-file=.env -- YOUR-COMMAND   # .env: ${name}=op://VAULT/mailgun/credential`;
	}
}
