import { Matcher } from "../detect/matcher.js";
import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import type { Block } from "../detect/text/block.js";
import type { Finding } from "../finding/finding.js";
import type { Review } from "../policy/baseline.js";
import { type Configuration, DEFAULT_CONFIGURATION } from "../policy/configuration.js";
import { today } from "../policy/today.js";
import { Policy } from "../policy/verdict.js";

/** Detection and policy, set up for one check: blocks in, findings out. */
export class Checker {
	/** Told each key that blocks, by its fingerprint: for what is done with it in memory. */
	onSecret: ((fingerprint: string, secret: string) => void) | undefined;

	private readonly matcher: Matcher;
	private readonly policy: Policy;

	/**
	 * @param extraRules the configuration's own patterns as rules
	 * @param ignores whether a path is not to be checked
	 * @param reviewOf what the baseline says of a fingerprint
	 * @param day `YYYY-MM-DD`
	 */
	constructor(
		configuration: Configuration = DEFAULT_CONFIGURATION,
		extraRules: readonly Rule[] = [],
		private readonly ignores: (path: string) => boolean = () => false,
		reviewOf?: (fingerprint: string) => Review | undefined,
		day: string = today(),
	) {
		const rules = [...catalogue, ...extraRules].filter(({ id }) => configuration.rules[id] !== "off");
		this.matcher = new Matcher(rules);
		this.policy = new Policy(configuration, day, reviewOf);
	}

	check(block: Block, report: (finding: Finding) => void): void {
		if (this.ignores(block.path)) return;
		this.matcher.scan(block, (detection) => {
			const finding = this.policy.decide(detection);
			if (finding.status === "blocking") this.onSecret?.(finding.fingerprint, detection.secret);
			report(finding);
		});
	}
}
