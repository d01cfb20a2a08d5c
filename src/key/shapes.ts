/*
 * The shapes of keys. Rules, their triggers and what is redacted are made of these, so they are
 * written in what RE2, JavaScript, PCRE and POSIX read alike.
 */

/** How many random characters a key has, whatever its kind. */
export const RANDOM_LENGTH = 32;

/** What a classic key starts with. */
export const CLASSIC_PREFIX = "key-";

/** A character of a classic key's random part. Most keys in public code are hexadecimal or lower-case. */
export const CLASSIC_CHARACTER = "[a-zA-Z0-9]";

const CLASSIC_RANDOM = `${CLASSIC_CHARACTER}{${RANDOM_LENGTH}}`;

/** A classic private key, from before 2018: `key-` and 32 letters or digits (Mailgun's documentation). */
export const CLASSIC_KEY = `${CLASSIC_PREFIX}${CLASSIC_RANDOM}`;

/** A digit of the kinds of keys that are hexadecimal: Mailgun writes them in lower case. */
export const HEX_DIGIT = "[0-9a-f]";

/** A webhook signing key: 32 hexadecimal digits (Mailgun's API reference). An MD5 looks the same. */
export const BARE_KEY = `${HEX_DIGIT}{${RANDOM_LENGTH}}`;

/** What follows a current key's random part: its id, 8 and 8 hexadecimal digits, which is no secret. */
export const CURRENT_TAIL = `-${HEX_DIGIT}{8}-${HEX_DIGIT}{8}`;

/** A private or domain sending key since 2018: 32, 8 and 8 hexadecimal digits (Mailgun's API reference). */
export const CURRENT_KEY = `${BARE_KEY}${CURRENT_TAIL}`;

/** An API key of either shape; its random part is the first group of a classic key, the second of a current one. */
export const GROUPED_API_KEY = `${CLASSIC_PREFIX}(${CLASSIC_RANDOM})|(${BARE_KEY})${CURRENT_TAIL}`;

/** What a public verification key starts with. */
export const PUBLIC_PREFIX = "pubkey-";

/** A public verification key: `pubkey-` and 32 hexadecimal digits; Mailgun's sample has letters up to z. */
export const PUBLIC_KEY = `${PUBLIC_PREFIX}[0-9a-z]{${RANDOM_LENGTH}}`;

/** A character of base64, standard or URL-safe, without padding. */
export const BASE64_CHARACTER = "[A-Za-z0-9+/_-]";

/** The user of Mailgun's Basic authentication (Mailgun's documentation), in front of the key. */
export const BASIC_USER = "api:";

/** Base64 of `api:` as far as the key behind it does not change it. */
export const BASIC_PREFIX = "YXBpO";

/** How many characters follow `BASIC_PREFIX` at least: `api:` and a classic key, 40 bytes, encode to 5 and 49. */
const BASIC_LENGTH = Math.ceil((((BASIC_USER + CLASSIC_PREFIX).length + RANDOM_LENGTH) / 3) * 4) - BASIC_PREFIX.length;

/** The start of base64 of `api:KEY`, as long as it is for the shorter kind of key. */
export const BASIC_START = `${BASIC_PREFIX}${BASE64_CHARACTER}{${BASIC_LENGTH}}`;

/** Base64 of `api:KEY`, as `Authorization: Basic` carries it: 54 characters or more, and padding. */
export const BASIC_AUTH = `${BASIC_PREFIX}${BASE64_CHARACTER}{${BASIC_LENGTH},}={0,2}`;

const WHOLE_API_KEY = new RegExp(`^(?:${CLASSIC_KEY}|${CURRENT_KEY})$`);

/** Whether the whole text is one API key: what Mailgun's API takes as a password. */
export function isKey(text: string): boolean {
	return WHOLE_API_KEY.test(text);
}

/** The shapes that can be an API key, in words for a person whose text holds none. */
export const KEY_SHAPES_IN_WORDS =
	"A Mailgun API key is key- and 32 letters or digits, or 32, 8 and 8 hexadecimal digits with - between them; any text in which mg-hook check --stdin finds one will do.";
