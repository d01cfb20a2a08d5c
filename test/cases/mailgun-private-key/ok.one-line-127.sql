PRIMARY KEY `key-{{hex32}}`
