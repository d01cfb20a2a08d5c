key-{{hex32}}.js
