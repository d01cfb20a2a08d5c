requests.post(url, auth=("api", "{{!current}}"))
