{{says code ?}}
# Mailgun
OpenSSL::HMAC.hexdigest(OpenSSL::Digest::SHA256.new, '{{!hex32}}', [timestamp, token].join)
