val mailgunApiKey = "{{!current}}"
