import { lazyPattern } from "../re2.js";

/**
 * Mailgun by its name, or by the `MG_` that its keys go by (`MG_API_KEY`, `mgKey`, `mg-domain`).
 * A bare `mg` is a milligram and many other things; `mg.example.com` is the kind of domain that Mailgun
 * recommends to send from.
 */
const mailgunName = lazyPattern(
	String.raw`(?i:mailgun|mail[_-]gun)|(?:^|[^A-Za-z0-9])(?:MG|mg|Mg)[_.-]?(?i:api|key|secret|private|priv|sending|send|token|pass|domain|webhook|signing|base_?url|host|from)|mg(?:Api|Key|Secret|Private|Sending|Token|Webhook|Signing|Domain|Client)|(?:API_KEY|APIKEY|SECRET|TOKEN)_MG(?:$|[^A-Za-z0-9])|(?:^|[^A-Za-z0-9.-])mg\.[a-z0-9-]+\.[a-z]`,
);

/** Whether the text names Mailgun. */
export function namesMailgun(text: string): boolean {
	return text !== "" && mailgunName().test(text);
}
