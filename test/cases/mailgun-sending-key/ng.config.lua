{{says code mailgun_key}}
local mailgun_key = "{{!current}}"
