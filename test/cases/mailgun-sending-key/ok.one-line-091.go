ctx = WithTrace(ctx, "{{current}}")
