/** Of each page, the route without which it has nothing to show. */
export const pages = {
  explore: 'GET /api/coverage',
  data: 'GET /api/imports',
  plan: 'GET /api/plans',
  sandbox: 'POST /api/plans/sandbox',
  settings: 'GET /api/settings',
  account: 'GET /api/sessions',
  people: 'GET /api/people',
  displays: 'GET /api/displays',
  walls: 'PUT /api/walls/{id}',
  audit: 'GET /api/audit',
} as const
