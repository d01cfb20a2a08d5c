/** The contract with everything that calls mg-hook (`../shared/DESIGN.md`): fixed. */
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
