git push origin key-{{hex32}}-fix
