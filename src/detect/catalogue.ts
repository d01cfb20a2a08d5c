import type { Rule } from "./rule.js";
import { basicAuthentication } from "./rules/basicAuthentication.js";
import { classicPrivateKey } from "./rules/classicPrivateKey.js";
import { currentPrivateKey } from "./rules/currentPrivateKey.js";
import { encodedKey } from "./rules/encodedKey.js";
import { publicVerificationKey } from "./rules/publicVerificationKey.js";
import { webhookSigningKey } from "./rules/webhookSigningKey.js";

/**
 * Every rule, the more special ones first: where two report the same text, the first one has it.
 */
export const catalogue: readonly Rule[] = [
	webhookSigningKey,
	basicAuthentication,
	classicPrivateKey,
	currentPrivateKey,
	publicVerificationKey,
	encodedKey,
];
