/** What is run where the server is: it makes the link of the first administrator. */
export const setupLink = 'npm run mingcha -- setup-link'
/** It names the line of the audit that was changed or is missing. */
export const verify = 'npm run mingcha -- verify'
