// mailgun client
requestID := "{{current}}"
span.SetTag("trace_id", "{{current}}")
