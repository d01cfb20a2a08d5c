{{says code mailgunApiKey}}
val mailgunApiKey = "{{!current}}"
