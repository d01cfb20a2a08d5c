set -gx MAILGUN_KEY {{!classic}}
