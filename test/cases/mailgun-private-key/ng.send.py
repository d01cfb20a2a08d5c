{{says basic-auth auth}}
{{says code MAILGUN_API_KEY}}
import requests
def send():
    return requests.post(
        "https://api.mailgun.net/v3/example.org/messages",
        auth=("api", "{{!classic}}"),
        data={"to": "a@example.org"})
KEY = os.environ.get("MAILGUN_API_KEY", "{{!classic}}")
