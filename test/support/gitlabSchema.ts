/**
 * What GitLab's secret detection report schema 15.2.1 demands of the parts that mg-hook writes, taken
 * down by hand from `lib/gitlab/ci/parsers/security/validators/schemas/15.2.1/secret-detection-report-format.json`
 * of gitlab-org/gitlab, the file that GitLab itself validates a report with. Unlike there, an
 * unknown property is an error here, so that nothing is written that was not taken down.
 */
const text = { type: "string", minLength: 1 };
const link = { type: "string", pattern: "^https?://.+" };
const closed = (required: string[], properties: Record<string, object>) => ({
	type: "object",
	required,
	properties,
	additionalProperties: false,
});
const product = closed(["id", "name", "version", "vendor"], {
	id: text,
	name: text,
	version: text,
	url: link,
	vendor: closed(["name"], { name: text }),
});
const time = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$" };

export const GITLAB_SCHEMA = closed(["scan", "version", "vulnerabilities"], {
	version: { type: "string", pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" },
	scan: closed(["analyzer", "end_time", "scanner", "start_time", "status", "type"], {
		analyzer: product,
		scanner: product,
		start_time: time,
		end_time: time,
		status: { enum: ["success", "failure"] },
		type: { enum: ["secret_detection"] },
		messages: {
			type: "array",
			items: closed(["level", "value"], { level: { enum: ["info", "warn", "fatal"] }, value: text }),
		},
	}),
	vulnerabilities: {
		type: "array",
		items: closed(["id", "identifiers", "location"], {
			id: text,
			name: { type: "string", maxLength: 255 },
			description: { type: "string", maxLength: 1_048_576 },
			severity: { enum: ["Info", "Unknown", "Low", "Medium", "High", "Critical"] },
			solution: { type: "string", maxLength: 7000 },
			identifiers: {
				type: "array",
				minItems: 1,
				items: closed(["type", "name", "value"], {
					type: text,
					name: text,
					value: text,
					url: { type: "string", pattern: "^(https?|ftp)://.+" },
				}),
			},
			location: closed(["commit"], {
				file: { type: "string" },
				commit: closed(["sha"], { author: { type: "string" }, date: { type: "string" }, sha: text }),
				start_line: { type: "number" },
				end_line: { type: "number" },
			}),
			raw_source_code_extract: { type: "string" },
		}),
	},
});
