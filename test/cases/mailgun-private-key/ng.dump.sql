{{says code mailgun_key}}
{{says code ?}}
INSERT INTO `settings` VALUES (1,'mailgun_key','{{!classic}}'),(2,'a','b');
UPDATE config SET value='{{!classic}}' WHERE name='mail.key';
