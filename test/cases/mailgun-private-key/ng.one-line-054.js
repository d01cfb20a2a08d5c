{{says basic-auth client.auth}}
client.auth("api", "{{!classic}}")
