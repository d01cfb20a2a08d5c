{{says code api_key}}
nodemailer.createTransport(mg({ auth: { api_key: '{{!current}}' } }));
