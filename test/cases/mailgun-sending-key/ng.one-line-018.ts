export const environment = { mailgun: { key: '{{!current}}' } };
