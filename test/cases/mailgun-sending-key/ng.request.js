{{says code password}}
{{says basic-auth auth}}
axios.post(url, form, { auth: { username: 'api', password: '{{!current}}' } });
const auth = Buffer.from("api:{{!current}}").toString("base64");
