INSERT INTO secrets VALUES ('MAILGUN_KEY','{{!current}}');
