import type { Rule } from "../rule.js";
import { encodedKey } from "./base64Key.js";
import { basicAuthentication } from "./basicAuth.js";
import { classicPrivateKey } from "./privateKey.js";
import { publicVerificationKey } from "./publicKey.js";
import { currentPrivateKey } from "./sendingKey.js";
import { webhookSigningKey } from "./webhookSigningKey.js";

/** Every rule, the more specific ones first: where two would report the same text, the first one does. */
export const catalogue: readonly Rule[] = [
	webhookSigningKey,
	basicAuthentication,
	classicPrivateKey,
	currentPrivateKey,
	publicVerificationKey,
	encodedKey,
];
