{{says connection-string ?}}
stub_request(:post, "https://api:{{!classic}}@api.mailgun.net/v3/x")
