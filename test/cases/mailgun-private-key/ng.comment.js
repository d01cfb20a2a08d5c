// {{!classic}}
/* mailgun: {{!classic}}*/
#{{!classic}}
--{{tab}}{{!classic}}
