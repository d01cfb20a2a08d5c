import type { Incident } from "../../src/respond/incident/incident.js";
import { hex } from "./madeUpKeys.js";

const COMMIT = {
	id: hex(40),
	parents: [],
	author: "A <a@example.com>",
	authorDate: "2026-02-03T04:05:06Z",
	committerDate: "2026-02-03T04:05:06Z",
};

/** An incident of a key that was pushed. */
export function incident(changes: Partial<Incident> = {}, where: Partial<Incident["where"]> = {}): Incident {
	return {
		made: "2026-02-13T04:05:06.000Z",
		window: { state: "pushed", from: COMMIT.committerDate, to: "2026-02-13T04:05:06.000Z", basis: "It was pushed." },
		names: ["MAILGUN_API_KEY"],
		users: [],
		managers: [],
		hosts: [],
		where: {
			redacted: "key-1234…56789",
			ruleId: "mailgun-private-key",
			fingerprint: hex(32),
			workTree: [],
			index: [],
			history: [],
			introducing: [COMMIT],
			messages: [],
			tagMessages: 0,
			refs: [],
			stashes: [],
			onlyInReflog: [],
			loose: 0,
			pushed: { state: "pushed", refs: ["origin/main"], first: COMMIT, oldest: COMMIT.committerDate, seen: undefined },
			searched: { objects: 1, files: 1 },
			limits: [],
			...where,
		},
		...changes,
	};
}
