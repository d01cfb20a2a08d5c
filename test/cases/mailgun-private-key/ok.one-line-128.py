redis.get('key-{{hex32}}')
