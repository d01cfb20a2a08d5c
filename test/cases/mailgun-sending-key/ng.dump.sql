INSERT INTO settings (name, value) VALUES ('mailgun_api_key', '{{!current}}');
