import { Matcher } from "../detect/matcher.js";
import type { Rule } from "../detect/rule.js";
import { catalogue } from "../detect/rules/catalogue.js";
import type { Block } from "../detect/text/block.js";
import type { Finding } from "../finding/finding.js";
import type { Review } from "../policy/baseline.js";
import { type Configuration, DEFAULT_CONFIGURATION } from "../policy/configuration.js";
import { today } from "../policy/today.js";
import { Policy } from "../policy/verdict.js";

/** What a checker goes by; without any of it, the default configuration. */
export interface CheckerOptions {
	configuration?: Configuration;
	/** The configuration's own patterns as rules. */
	extraRules?: readonly Rule[];
	/** Whether a path is not to be checked. */
	ignores?: ((path: string) => boolean) | undefined;
	/** What the baseline says of a fingerprint. */
	reviewOf?: ((fingerprint: string) => Review | undefined) | undefined;
	/** Told each key that blocks, by its fingerprint: for what is done with it in memory. */
	onSecret?: ((fingerprint: string, secret: string) => void) | undefined;
}

/** Detection and policy, set up for one check: blocks in, findings out. */
export class Checker {
	private readonly matcher: Matcher;
	private readonly policy: Policy;

	constructor(private readonly options: CheckerOptions = {}) {
		const { configuration = DEFAULT_CONFIGURATION, extraRules = [], reviewOf } = options;
		const rules = [...catalogue, ...extraRules].filter(({ id }) => configuration.rules[id] !== "off");
		this.matcher = matcherOf(rules);
		this.policy = new Policy(configuration, today(), reviewOf);
	}

	check(block: Block, report: (finding: Finding) => void): void {
		if (this.options.ignores?.(block.path) === true) return;
		this.matcher.scan(block, (detection) => {
			const finding = this.policy.decide(detection);
			if (finding.status === "blocking") this.options.onSecret?.(finding.fingerprint, detection.secret);
			report(finding);
		});
	}
}

let forCatalogue: Matcher | undefined;

/** That of the catalogue alone is kept: who scans many texts would else have it compiled for each. */
function matcherOf(rules: readonly Rule[]): Matcher {
	if (rules.length !== catalogue.length || rules.some((rule, index) => rule !== catalogue[index])) {
		return new Matcher(rules);
	}
	forCatalogue ??= new Matcher(catalogue);
	return forCatalogue;
}
