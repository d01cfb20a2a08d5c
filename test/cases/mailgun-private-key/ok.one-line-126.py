hashlib.md5(b"x").hexdigest() == "key-{{hex32}}"
