{{says code api_key}}
{{says code MAILGUN_API_KEY}}
{{says code MG_KEY}}
{{says code key}}
client = Mailgun(domain="x", api_key="{{!classic}}", cache=True)
os.environ.setdefault("MAILGUN_API_KEY", "{{!classic}}")
os.environ['MG_KEY'] = '{{!classic}}'
config.set('mailgun', 'key', '{{!classic}}')
