{{says code MAILGUN_KEY}}
Sys.setenv(MAILGUN_KEY = "{{!classic}}")
