{{says code key}}
{{says code apiKey}}
const mg: Client = mailgun.client({
	username: "api",
	key: "{{!classic}}",
});
const apiKey: string = "{{!classic}}";
