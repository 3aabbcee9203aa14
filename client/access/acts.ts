/** What the audit may speak of and one may look for, in the order it is offered. Words stand under `act`. */
export const acts = [
  'sign-in',
  'sign-out',
  'POST /api/invitation',
  'PUT /api/me/password',
  'PUT /api/me/second-factor',
  'DELETE /api/me/second-factor',
  'DELETE /api/sessions/{id}',
  'POST /api/people',
  'PUT /api/people/{id}',
  'POST /api/people/{id}/invitation',
  'DELETE /api/people/{id}/second-factor',
  'POST /api/displays',
  'PUT /api/displays/{id}',
  'DELETE /api/displays/{id}',
  'PUT /api/walls/{id}',
  'DELETE /api/walls/{id}',
  'POST /api/plans',
  'POST /api/plans/{id}/approval',
  'POST /api/plans/{id}/refusal',
  'POST /api/plans/{id}/abandonment',
  'POST /api/plans/{id}/commitments',
  'POST /api/plans/{id}/values',
  'POST /api/plans/{id}/openings',
  'POST /api/plans/{id}/openings/{openingId}/confirmation',
  'POST /api/plans/{id}/openings/{openingId}/withdrawal',
  'GET /api/plans/{id}/openings/{openingId}',
  'POST /api/plans/{id}/close',
  'GET /api/plans/{id}/targets',
  'GET /api/plans/{id}/targets/{format}',
  'GET /api/plans/{id}/receipt',
  'POST /api/slip',
  'POST /api/slip/outcome',
  'PUT /api/settings',
  'POST /api/nominations',
  'DELETE /api/nominations/{id}',
  'POST /api/visits',
  'POST /api/imports/jobs/{id}/store',
  'POST /api/imports/{seq}/undo',
  'PUT /api/mappings/{name}',
  'DELETE /api/mappings/{name}',
  'GET /api/exports/areas/{format}',
  'GET /api/exports/sites/{format}',
  'GET /api/exports/visits/{format}',
  'GET /api/exports/issues/{format}',
  'GET /api/exports/tables/{table}/{format}',
  'GET /api/imports/jobs/{id}/rejects.csv',
  'GET /api/audit/export.csv',
] as const

/** "PUT /api/people/{id}" as the name of a word: "put-people-id". */
export function actKey(what: string): string {
  return what
    .toLowerCase()
    .replace('/api', '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
