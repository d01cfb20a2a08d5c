aws s3api get-object --bucket b --key key-{{hex32}} out
redis-cli GET key-{{hex32}}
git checkout feature/key-{{hex32}}
