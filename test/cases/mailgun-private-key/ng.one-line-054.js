client.auth("api", "{{!classic}}")
