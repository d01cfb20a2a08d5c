cache_key = "{{current}}"
