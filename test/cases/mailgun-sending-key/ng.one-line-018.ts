{{says code key}}
export const environment = { mailgun: { key: '{{!current}}' } };
