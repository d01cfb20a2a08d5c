{{says basic-auth auth}}
requests.post(url, auth=("api", "{{!current}}"))
