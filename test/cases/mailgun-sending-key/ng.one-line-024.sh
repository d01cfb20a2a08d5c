{{says environment-variable MAILGUN_PRIVATE_KEY}}
export MAILGUN_PRIVATE_KEY="{{!current}}" MAILGUN_DOMAIN=x
