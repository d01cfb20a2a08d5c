{{says ? MAILGUN_KEY}}
{{says ? MG_API_KEY}}
MAILGUN_KEY := {{!current}}
MG_API_KEY ?= {{!current}}
