cache.set(f"user:key-{{hex32}}", 1)
