// mailgun
const etag = "{{hex32}}", messageHash = "{{hex32}}";
const domainKeyId = "{{hex32}}";
