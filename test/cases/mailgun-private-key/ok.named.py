object_key = "key-{{hex32}}"
partition_key = 'key-{{hex32}}'
checksum = "key-{{hex32}}"
session_id = "key-{{hex32}}"
