import { createHash } from "node:crypto";

// Keys are made when the tests run: none may stand in this repository, not even a false one. They
// look random but are the same in every run: one random key in ten thousand looks like a placeholder.

let made = 0;

/** `digits` hexadecimal digits (64 at most), others with every call. */
export function hex(digits: number): string {
	return createHash("sha256").update(`mg-hook test ${made++}`).digest("hex").slice(0, digits);
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
