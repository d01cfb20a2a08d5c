import { compile } from "../detect/re2.js";

/** Which engine matches. */
export type EngineName = "re2" | "re2js";

/**
 * The engine that loads here.
 *
 * @throws CannotCheck where none does
 */
export function engineOf(): EngineName {
	compile("a");
	return "re2";
}
