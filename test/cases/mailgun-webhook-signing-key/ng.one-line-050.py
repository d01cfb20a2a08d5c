{{says code signing_key}}
def verify(token, ts, sig, signing_key="{{!hex32}}"):  # mailgun
