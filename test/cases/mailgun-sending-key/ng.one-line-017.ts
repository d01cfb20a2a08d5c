nodemailer.createTransport(mg({ auth: { api_key: '{{!current}}' } }));
