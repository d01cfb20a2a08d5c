import { CannotCheck } from "../failure.js";
import type { Position } from "./jsonPlaces.js";

/** A complaint about a configuration file. */
export interface Complaint {
	/** The file, as it is shown. */
	name: string;
	/** undefined where it is about the whole file. */
	position: Position | undefined;
	/** Goes on from the place: `is not valid JSON: …`. */
	what: string;
	wayOut?: string;
	cause?: unknown;
}

/** `mg-hook.config.json:2:13: ignored is no setting of mg-hook; …` */
export function configurationError({
	name,
	position,
	what,
	wayOut = "Fix it; mg-hook.schema.json lists the settings.",
	cause,
}: Complaint): CannotCheck {
	const place = position === undefined ? name : `${name}:${position.line}:${position.column}`;
	return new CannotCheck("configuration", `${place}: ${what}.`, wayOut).because(cause);
}
