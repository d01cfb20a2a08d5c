{{says code -}}
{{says code mailgun}}
{{says code -}}
// {{!classic}}
/* mailgun: {{!classic}}*/
#{{!classic}}
--{{tab}}{{!classic}}
