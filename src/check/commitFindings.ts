import type { Finding } from "../finding/finding.js";
import { Occurrences } from "../finding/occurrences.js";
import { keysInHead } from "./keysInHead.js";
import type { RunOptions } from "./readFindings.js";
import type { CommitRequest } from "./request.js";
import { rootFor } from "./root.js";

/** Gathers what is found in commits: one finding for each key and path, which says whether HEAD still has the key. */
export class CommitFindings {
	private readonly occurrences = new Occurrences();
	private head: ReturnType<typeof keysInHead> | undefined;

	constructor(
		private readonly request: CommitRequest,
		private readonly options: RunOptions,
	) {}

	add(finding: Finding): void {
		this.occurrences.add(finding);
		if (this.head !== undefined) return;
		// Beside the log from the first finding on, since most histories have none.
		this.head = this.keysInHead();
		// Where the log fails, that is what is told.
		this.head.catch(() => undefined);
	}

	/** The findings, the oldest first. */
	async findings(): Promise<Finding[]> {
		const keys = await this.head;
		const findings = this.occurrences.findings();
		if (this.options.signal?.aborted === true) return findings;
		return findings.map((finding) => ({ ...finding, inHead: keys?.has(finding.fingerprint) ?? false }));
	}

	private async keysInHead() {
		const { cwd, config, signal } = this.options;
		return keysInHead({ cwd, config, signal, root: await rootFor(this.request, cwd) });
	}
}
