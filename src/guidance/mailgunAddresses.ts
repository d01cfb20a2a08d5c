/** Mailgun's own pages and hosts, each once. */

/** Where keys are made and deleted: https://documentation.mailgun.com/docs/mailgun/user-manual/get-started/ */
export const KEYS_PAGE = "https://app.mailgun.com/settings/api_security";
export const LOGS_PAGE = "https://app.mailgun.com/mg/reporting/logs";

/** Base URLs of the API: https://documentation.mailgun.com/docs/mailgun/api-reference/api-overview */
export const US_API = "https://api.mailgun.net";
export const EU_API = "https://api.eu.mailgun.net";

/** What an API call takes and answers. */
export const API_REFERENCE = "https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun";
/** What each role of a key may do. */
export const ROLES_PAGE = "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt";
