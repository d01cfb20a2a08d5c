{ key: "cache-key-{{hex32}}" }
