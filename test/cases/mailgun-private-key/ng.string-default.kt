val mailgunKey: String = System.getenv("MAILGUN_KEY") ?: "{{!classic}}"
