{{says code key}}
{{says code signing_key}}
# Mailgun
hmac_digest = hmac.new(key=b"{{!hex32}}", msg=f"{timestamp}{token}".encode(), digestmod=hashlib.sha256)
signing_key = "{{!hex32}}"
