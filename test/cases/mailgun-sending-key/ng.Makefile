MAILGUN_KEY := {{!current}}
MG_API_KEY ?= {{!current}}
