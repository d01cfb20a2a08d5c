/**
 * Decodes base64, standard or URL-safe, padded or not, one character a byte. Anything at
 * the end that is not base64 is left out.
 */
export function decodeBase64(text: string): string {
	return Buffer.from(text, "base64").toString("latin1");
}
