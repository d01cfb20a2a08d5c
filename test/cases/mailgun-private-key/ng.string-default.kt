{{says code MAILGUN_KEY}}
val mailgunKey: String = System.getenv("MAILGUN_KEY") ?: "{{!classic}}"
