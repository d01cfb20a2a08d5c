var mailgun = new Mailgun('{{!pubkey-{{lower32}}}}');
