{{says code MAILGUN_KEY}}
INSERT INTO secrets VALUES ('MAILGUN_KEY','{{!current}}');
