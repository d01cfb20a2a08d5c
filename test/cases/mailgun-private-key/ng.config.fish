{{says environment-variable MAILGUN_KEY}}
set -gx MAILGUN_KEY {{!classic}}
