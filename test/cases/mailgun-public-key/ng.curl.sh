{{says basic-auth ?}}
cu{{cut}}rl -G --user 'api:{{!pubkey-{{hex32}}}}' https://api.mailgun.net/v3/address/validate
