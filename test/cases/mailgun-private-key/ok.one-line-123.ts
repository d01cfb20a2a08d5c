type K = "key-{{hex32}}" extends string ? 1 : 2; // etag
