/** What everything that calls mg-hook goes by: never changed. */
export const ExitCode = {
	/** Nothing that blocks. */
	Clean: 0,
	/** At least one finding blocks. */
	Blocked: 1,
	/** The check could not be made: usage, git, configuration or an internal fault. */
	CannotCheck: 2,
	/** SIGINT ended the check early: what was found until then is reported. */
	Interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What a check came to, as far as its exit code goes. */
export interface Outcome {
	/** Findings that block. */
	blocking: number;
	/** What could not be checked. */
	errors: number;
	interrupted?: boolean;
}

/** Not all read outweighs what was found: 1 says that these are all the findings there are. */
export function exitCodeOf({ blocking, errors, interrupted = false }: Outcome): ExitCode {
	if (interrupted) return ExitCode.Interrupted;
	if (errors > 0) return ExitCode.CannotCheck;
	return blocking > 0 ? ExitCode.Blocked : ExitCode.Clean;
}
