{{says environment-variable MAILGUN_API_KEY}}
{{says environment-variable MAILGUN_KEY}}
{{says environment-variable API_KEY_MAILGUN}}
FROM node:20
ENV MAILGUN_API_KEY={{!classic}}
ENV MAILGUN_KEY {{!classic}}
ARG API_KEY_MAILGUN="{{!classic}}"
