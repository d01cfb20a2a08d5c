import type { KeyContext } from "../../finding/finding.js";
import { lazyPattern } from "../re2.js";

const basicAuth = lazyPattern(
	String.raw`(?i)(?:basic["']?[\s,:]*["']?|["'\s(\[{=]api(?:["']?\s*[,:]\s*["']?|%3A)|(?:-u|--user)[ =]?["']?api:|^api:)$`,
);
const connectionString = lazyPattern(String.raw`(?i)[a-z][a-z0-9+.\-]*(?:://|%3A%2F%2F)[^\s/@"']*(?::|%3A)$`);
const environmentAssignment = lazyPattern(
	String.raw`(?:^|[\s"'(])(?:export\s+|set\s+|setx\s+|declare\s+-x\s+|-e\s+|--env[\s=]|ENV\s+|ARG\s+|\$env:|Environment=)?[A-Z][A-Z0-9_]*["']?\s*[=]\s*["']?(?:api:)?$|(?:ENV|ARG|setx|SetEnv)\s+["']?[A-Z][A-Z0-9_]*["']?\s+["']?$`,
);
const environmentFile = lazyPattern(
	String.raw`(?i)(?:^|/)(?:[^/]*\.env(?:\.[^/]*)?|\.env[^/]*|\.envrc|env(?:\.[a-z]+)?|dockerfile[^/]*|[^/]*\.dockerfile|[^/]*\.(?:sh|bash|zsh|fish|bat|cmd|ps1|service))$`,
);
const configFile = lazyPattern(
	String.raw`(?i)\.(?:jsonc?|json5|ya?ml|toml|ini|cfg|conf|config|properties|xml|plist|tf|tfvars|hcl|nix|npmrc|netrc)(?:\.(?:dist|example|sample|tmpl|template|erb|j2|local|bak|old))?$`,
);
const codeFile = lazyPattern(
	String.raw`(?i)\.(?:[cm]?[jt]sx?|py|ipynb|rb|php|phtml|go|rs|java|kts?|scala|groovy|cs|fs|vb|cpp|cc|[ch]|hpp|m|mm|swift|pl|pm|lua|r|jl|exs?|erl|clj[cs]?|hs|dart|vue|svelte|astro|elm|sql|html?|erb|ejs|twig|jsp|cshtml|cfm)$`,
);
const configEntry = lazyPattern(String.raw`^\s*(?:-\s+)?["']?[A-Za-z_][\w.\-]*["']?\s*:\s*["']?$`);
const codeLike = lazyPattern(String.raw`[(,]\s*["'\x60]$|=\s*["'\x60]$|(?:=>|:=)\s*["'\x60]?$|;\s*$`);

/**
 * What kind of place a key stands in.
 *
 * @param before what stands on the line before it, one character a byte
 * @param after what stands behind it
 */
export function keyContextOf(path: string, before: string, after: string): KeyContext {
	if (connectionString().test(before)) return "connection-string";
	if (basicAuth().test(before)) return "basic-auth";
	if (after.startsWith("@") || after.startsWith("%40")) return "connection-string";
	if (environmentFile().test(path) || environmentAssignment().test(before)) {
		return codeFile().test(path) ? "code" : "environment-variable";
	}
	if (configFile().test(path)) return "config";
	if (codeFile().test(path)) return "code";
	if (configEntry().test(before)) return "config";
	if (codeLike().test(before)) return "code";
	return "unknown";
}
