Sys.setenv(MAILGUN_KEY = "{{!classic}}")
