import { randomBytes } from "node:crypto";

// Keys are made when the tests run: none may stand in this repository, not even a false one.

/** `digits` random hexadecimal digits. */
export function hex(digits: number): string {
	return randomBytes(Math.ceil(digits / 2))
		.toString("hex")
		.slice(0, digits);
}

/** A classic private key: `key-` and 32 characters. */
export function classicKey(): string {
	return `key-${hex(32)}`;
}

/** A private or domain sending key of today: 32, 8 and 8 hexadecimal digits. */
export function currentKey(): string {
	return `${hex(32)}-${hex(8)}-${hex(8)}`;
}

/** A public verification key: `pubkey-` and 32 hexadecimal digits. */
export function publicKey(): string {
	return `pubkey-${hex(32)}`;
}

/** A key as the header of HTTP Basic authentication carries it. */
export function basicAuth(key: string): string {
	return Buffer.from(`api:${key}`).toString("base64");
}
