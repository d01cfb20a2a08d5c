{{says code Mailgun}}
var mailgun = new Mailgun('{{!pubkey-{{lower32}}}}');
