key = os.environ["MAILGUN_API_KEY"]
key = "key-" + uuid4().hex
