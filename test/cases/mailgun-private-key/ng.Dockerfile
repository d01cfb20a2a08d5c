FROM node:20
ENV MAILGUN_API_KEY={{!classic}}
ENV MAILGUN_KEY {{!classic}}
ARG API_KEY_MAILGUN="{{!classic}}"
