docker build --build-arg MAILGUN_API_KEY={{!classic}} .
MAILGUN_API_KEY={{!classic}} npm start
read -r key <<< {{!classic}}
export KEY="$(echo {{!classic}})"
