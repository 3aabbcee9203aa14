import type { Identity, Role } from '#data/contract/access.ts'

/** Who may ask: anybody; this machine’s own programs, without a proxy between; or who has one of the roles. */
type Who = 'anyone' | 'machine' | readonly Role[]

/**
 * What an answer holds for those who may see a part of the district only. `open`: the same for everybody, nothing of
 * sites in it; `within`: limited to their area; `whole`: they are refused.
 */
type Reach = 'open' | 'within' | 'whole'

/** What of it goes into the audit besides refusals: every change does. */
type Audited = 'change' | 'read' | 'sign-in' | 'sign-out' | null

export interface Line {
  who: Who
  reach: Reach
  audited: Audited
}

const everybody = [
  'wall',
  'leader',
  'planner',
  'approver',
  'inspector',
  'auditor',
  'administrator',
] as const satisfies readonly Role[]
const people = everybody.filter((role) => role !== 'wall')
/** Who looks at the district’s state. */
const desk = ['leader', 'planner', 'approver', 'administrator'] as const satisfies readonly Role[]
/** Roles that see sites one by one. */
export const seesSites: ReadonlySet<Role> = new Set(desk)
/** Sums over areas, without any site’s name. */
const sums = ['wall', ...desk] as const satisfies readonly Role[]
const keepers = ['planner', 'administrator'] as const satisfies readonly Role[]
const nominators = ['leader', 'planner'] as const satisfies readonly Role[]
const administrators = ['administrator'] as const satisfies readonly Role[]

const planners = ['planner'] as const satisfies readonly Role[]
const approvers = ['approver'] as const satisfies readonly Role[]
/** Two of these, two people, draw. */
const drawers = ['planner', 'approver'] as const satisfies readonly Role[]
/** Who may ask what other shares would have done. */
const tryers = ['planner', 'approver', 'administrator'] as const satisfies readonly Role[]
const watchers = ['auditor'] as const satisfies readonly Role[]
const plannersAndWatchers = [...drawers, ...watchers] as const satisfies readonly Role[]

/** Who may read what was done. */
const auditors = ['auditor', 'administrator'] as const satisfies readonly Role[]

const line = (who: Who, reach: Reach, audited: Audited = null): Line => ({ who, reach, audited })

/** Every route, once. A route that is not here is refused to all, and fails a test. */
export const policy: Readonly<Record<string, Line>> = {
  'GET /api/health': line('anyone', 'open'),
  'GET /api/me': line('anyone', 'open'),
  'PUT /api/me/demo-role': line('anyone', 'open'),
  'POST /api/session': line('anyone', 'open', 'sign-in'),
  'DELETE /api/session': line('anyone', 'open', 'sign-out'),
  'POST /api/invitation/look': line('anyone', 'open'),
  'POST /api/invitation': line('anyone', 'open', 'change'),
  'GET /api/sessions/oidc': line('anyone', 'open'),
  'GET /api/sessions/oidc/return': line('anyone', 'open', 'sign-in'),
  'GET /api/sessions': line(people, 'open'),
  'DELETE /api/sessions/{id}': line(people, 'open', 'change'),
  'PUT /api/me/password': line(people, 'open', 'change'),
  'GET /api/me/second-factor': line(people, 'open'),
  'POST /api/me/second-factor': line(people, 'open', 'change'),
  'PUT /api/me/second-factor': line(people, 'open', 'change'),
  'DELETE /api/me/second-factor': line(people, 'open', 'change'),
  'GET /api/people': line(administrators, 'whole'),
  'POST /api/people': line(administrators, 'whole', 'change'),
  'PUT /api/people/{id}': line(administrators, 'whole', 'change'),
  'POST /api/people/{id}/invitation': line(administrators, 'whole', 'change'),
  'DELETE /api/people/{id}/second-factor': line(administrators, 'whole', 'change'),
  'POST /api/displays/pairing': line('anyone', 'open'),
  'POST /api/displays/challenge': line('anyone', 'open'),
  'POST /api/displays/session': line('anyone', 'open'),
  'GET /api/displays': line(administrators, 'whole'),
  'POST /api/displays': line(administrators, 'whole', 'change'),
  'PUT /api/displays/{id}': line(administrators, 'whole', 'change'),
  'DELETE /api/displays/{id}': line(administrators, 'whole', 'change'),
  'GET /api/walls': line(everybody, 'open'),
  'PUT /api/walls/{id}': line(administrators, 'whole', 'change'),
  'DELETE /api/walls/{id}': line(administrators, 'whole', 'change'),
  'GET /metrics': line('machine', 'open'),
  'GET /api/openapi.json': line(people, 'open'),
  'GET /api/docs': line(people, 'open'),

  'GET /api/district': line(everybody, 'open'),
  'GET /api/areas': line(everybody, 'open'),
  'GET /api/live': line(everybody, 'within'),
  'GET /basemap/{name}': line(everybody, 'open'),
  'GET /tiles/{revision}/{layers}': line(everybody, 'within'),
  'GET /tiles/{revision}/{layer}/{z}/{x}/{y}': line(everybody, 'within'),

  'GET /api/coverage': line(sums, 'within'),
  'GET /api/playback': line(sums, 'within'),
  'GET /api/counters': line(sums, 'within'),
  'GET /api/burden': line(sums, 'within'),
  'GET /api/ranking': line(desk, 'within'),
  'GET /api/series': line(desk, 'within'),
  'GET /api/rhythm': line(desk, 'within'),
  'GET /api/sites': line(desk, 'within'),
  'GET /api/sites/coverage': line(desk, 'within'),
  'GET /api/history': line(desk, 'within'),
  'GET /api/issues': line(desk, 'within'),
  'GET /api/why': line(desk, 'within'),
  'GET /api/search': line(desk, 'within'),

  'GET /api/nominations': line(desk, 'within'),
  'POST /api/nominations': line(nominators, 'within', 'change'),
  'DELETE /api/nominations/{id}': line(nominators, 'within', 'change'),
  'POST /api/visits': line(keepers, 'whole', 'change'),

  'GET /api/plans': line(plannersAndWatchers, 'whole'),
  'POST /api/plans': line(planners, 'whole', 'change'),
  'POST /api/plans/preview': line(planners, 'whole'),
  'POST /api/plans/preview/exclusions': line(planners, 'whole'),
  'POST /api/plans/sandbox': line(tryers, 'whole'),
  'GET /api/plans/habits': line(plannersAndWatchers, 'whole'),
  'GET /api/plans/{id}/changes': line(plannersAndWatchers, 'whole'),
  'GET /api/plans/{id}/exclusions': line(plannersAndWatchers, 'whole'),
  'POST /api/plans/{id}/approval': line(approvers, 'whole', 'change'),
  'POST /api/plans/{id}/refusal': line(approvers, 'whole', 'change'),
  'POST /api/plans/{id}/abandonment': line(drawers, 'whole', 'change'),
  'POST /api/plans/{id}/commitments': line(drawers, 'whole', 'change'),
  'POST /api/plans/{id}/values': line(drawers, 'whole', 'change'),
  'POST /api/plans/{id}/openings': line(drawers, 'whole', 'change'),
  'GET /api/plans/{id}/openings/{openingId}': line(drawers, 'whole', 'read'),
  'POST /api/plans/{id}/openings/{openingId}/confirmation': line(drawers, 'whole', 'change'),
  'POST /api/plans/{id}/openings/{openingId}/withdrawal': line(drawers, 'whole', 'change'),
  'GET /api/plans/{id}/targets': line(planners, 'whole', 'read'),
  'GET /api/plans/{id}/targets/{format}': line(planners, 'whole', 'read'),
  'POST /api/plans/{id}/close': line(planners, 'whole', 'change'),
  'GET /api/plans/{id}/receipt': line(watchers, 'whole', 'read'),
  'POST /api/slip': line('anyone', 'open', 'read'),
  'POST /api/slip/outcome': line('anyone', 'open', 'change'),

  'GET /api/settings': line(desk, 'open'),
  'PUT /api/settings': line(administrators, 'whole', 'change'),

  'GET /api/register/health': line(keepers, 'whole'),
  'GET /api/imports': line(keepers, 'whole'),
  'GET /api/imports/outlines': line(keepers, 'open'),
  'GET /api/imports/{seq}/undo': line(keepers, 'whole'),
  'POST /api/imports/{seq}/undo': line(keepers, 'whole', 'change'),
  'POST /api/imports/uploads': line(keepers, 'whole', 'change'),
  'GET /api/imports/uploads/{id}': line(keepers, 'whole'),
  'DELETE /api/imports/uploads/{id}': line(keepers, 'whole', 'change'),
  'POST /api/imports/uploads/{id}/trial': line(keepers, 'whole'),
  'POST /api/imports/uploads/{id}/check': line(keepers, 'whole'),
  'GET /api/imports/jobs': line(keepers, 'whole'),
  'GET /api/imports/jobs/{id}': line(keepers, 'whole'),
  'DELETE /api/imports/jobs/{id}': line(keepers, 'whole', 'change'),
  'POST /api/imports/jobs/{id}/store': line(keepers, 'whole', 'change'),
  'GET /api/imports/jobs/{id}/rejects.csv': line(keepers, 'whole', 'read'),
  'GET /api/exports/areas/{format}': line(desk, 'within', 'read'),
  'GET /api/exports/sites/{format}': line(desk, 'within', 'read'),
  'GET /api/exports/visits/{format}': line(desk, 'within', 'read'),
  'GET /api/exports/issues/{format}': line(desk, 'within', 'read'),
  'GET /api/exports/tables/{table}/{format}': line(keepers, 'whole', 'read'),
  'GET /api/audit': line(auditors, 'whole'),
  'GET /api/audit/export.csv': line(auditors, 'whole', 'read'),

  'GET /api/mappings': line(keepers, 'open'),
  'PUT /api/mappings/{name}': line(keepers, 'whole', 'change'),
  'DELETE /api/mappings/{name}': line(keepers, 'whole', 'change'),
}

export type Verdict = 'allowed' | 'sign-in' | 'refused'

/** Whether somebody may ask along a line. `isMachine`: the request comes from a program on this machine, directly. */
export function judge({ who, reach }: Line, identity: Identity | null, isMachine: boolean): Verdict {
  if (who === 'anyone') return 'allowed'
  if (who === 'machine') return isMachine ? 'allowed' : 'refused'
  if (identity === null) return 'sign-in'
  if (!who.some((role) => identity.roles.includes(role))) return 'refused'
  return reach === 'whole' && identity.scope !== null ? 'refused' : 'allowed'
}

/** The routes somebody may ask, in the table’s order. */
export function allowedTo(identity: Identity | null, isMachine: boolean): string[] {
  return Object.entries(policy).flatMap(([route, line]) =>
    judge(line, identity, isMachine) === 'allowed' ? [route] : [],
  )
}
