cache.get("cache-key-{{hex32}}")
cache_key = "key-{{hex32}}"
redis.set('key-{{hex32}}', 1)
cacheKey: 'key-{{hex32}}'
