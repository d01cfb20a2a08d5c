{{says environment-variable MAILGUN_API_KEY}}
{{says environment-variable MAILGUN_API_KEY}}
{{says environment-variable key}}
{{says environment-variable KEY}}
docker build --build-arg MAILGUN_API_KEY={{!classic}} .
MAILGUN_API_KEY={{!classic}} npm start
read -r key <<< {{!classic}}
export KEY="$(echo {{!classic}})"
