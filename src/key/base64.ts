/**
 * Decodes base64, standard or URL-safe, padded or not, one character a byte. What is not base64 at
 * the end is left out.
 */
export function decodeBase64(text: string): string {
	return Buffer.from(text, "base64").toString("latin1");
}
