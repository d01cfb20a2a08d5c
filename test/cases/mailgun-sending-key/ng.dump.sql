{{says code mailgun_api_key}}
INSERT INTO settings (name, value) VALUES ('mailgun_api_key', '{{!current}}');
