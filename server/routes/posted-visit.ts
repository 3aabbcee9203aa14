import type { VisitPost } from '#data/contract/api.ts'
import { columnsOf, type Row, type TableName } from '#data/contract/tables.ts'

/** A visit and its issues: as they stand, or as they shall be. */
export interface Recorded {
  visit: Row<'visit'>
  issues: readonly Row<'issue'>[]
}

/** What stands before a post: every issue that names the visit, whatever brought it. */
export interface Before {
  visit: Row<'visit'> | null
  issues: readonly Row<'issue'>[]
}

/** The form in which ids are kept: two spellings of one id must not be two visits. */
export function normalId(id: string): string {
  return id.trim().normalize('NFC')
}

/**
 * The id of each posted issue: its own, else visit/1, /2 … by its place, past those that others bear. Two may be
 * the same only where they were posted so.
 */
export function issueIds(visitId: string, issues: NonNullable<VisitPost['issues']>): string[] {
  const taken = new Set(issues.flatMap(({ issue_id }) => (issue_id === undefined ? [] : normalId(issue_id))))
  return issues.map(({ issue_id }, i) => {
    if (issue_id !== undefined) return normalId(issue_id)
    let ordinal = i + 1
    while (taken.has(`${visitId}/${ordinal}`)) ordinal += 1
    const id = `${visitId}/${ordinal}`
    taken.add(id)
    return id
  })
}

/** Rows of what was posted: what was left out is null, or, for the time of recording, as it was or now. */
export function shaped(
  { visit, issues = [] }: VisitPost,
  visitId: string,
  ids: readonly string[],
  before: Before,
  now: Date,
): Recorded {
  const recordedAt = recordedAtOf(visit.recorded_at, before.visit, visit.visited_at, now)
  const laterOn = before.visit === null || visit.recorded_at !== undefined ? recordedAt : now.toISOString()
  return {
    visit: {
      visit_id: visitId,
      site_id: visit.site_id,
      visited_at: visit.visited_at,
      recorded_at: recordedAt,
      mode: visit.mode,
      unannounced: visit.unannounced ?? null,
      team_id: visit.team_id ?? null,
      batch_id: visit.batch_id ?? null,
      people: visit.people ?? null,
      minutes: visit.minutes ?? null,
      result: visit.result ?? null,
      purpose: visit.purpose ?? null,
      plan_id: visit.plan_id ?? null,
      departments: visit.departments ?? null,
    },
    issues: issues.map((issue, i) => {
      const raisedAt = issue.raised_at ?? visit.visited_at
      const old = before.issues.find(({ issue_id }) => issue_id === ids[i])
      return {
        issue_id: ids[i] ?? '',
        site_id: visit.site_id,
        visit_id: visitId,
        source: 'visit',
        category: issue.category ?? null,
        severity: issue.severity,
        raised_at: raisedAt,
        recorded_at:
          old === undefined && issue.recorded_at === undefined
            ? laterOn
            : recordedAtOf(issue.recorded_at, old ?? null, raisedAt, now),
        due_on: issue.due_on ?? null,
        rectified_on: issue.rectified_on ?? null,
        rechecked_on: issue.rechecked_on ?? null,
        closed_on: issue.closed_on ?? null,
        outcome: issue.outcome ?? null,
        good_faith: issue.good_faith ?? null,
      }
    }),
  }
}

/** When something was recorded: as posted; else as it was, unless that is before it happened by now; else now. */
function recordedAtOf(
  posted: string | null | undefined,
  before: { recorded_at: string | null } | null,
  happenedAt: string,
  now: Date,
): string | null {
  if (posted !== undefined) return posted
  if (before === null) return now.toISOString()
  const { recorded_at: recordedAt } = before
  return recordedAt === null || Date.parse(recordedAt) >= Date.parse(happenedAt)
    ? recordedAt
    : now.toISOString()
}

/** What an entry must say so that the visit is as it shall be. */
interface Change {
  issues: readonly Row<'issue'>[]
  /** Ids of issues that are no more. */
  withdrawn: readonly string[]
}

/**
 * The issues an entry brings beside the visit: those posted, and those that stay and follow it to another site.
 * `replaces`: the posted issues are all that the visit found. Null: everything is so already.
 */
export function changeOf({ visit, issues }: Recorded, before: Before, replaces: boolean): Change | null {
  const posted = new Map(issues.map((issue) => [issue.issue_id, issue]))
  const others = before.issues.filter(({ issue_id }) => !posted.has(issue_id))
  const isGone = ({ source }: Row<'issue'>) => replaces && (source ?? 'visit') === 'visit'
  const withdrawn = others.filter(isGone).map(({ issue_id }) => issue_id)
  const moved = others
    .filter((issue) => !isGone(issue) && issue.site_id !== visit.site_id)
    .map((issue) => ({ ...issue, site_id: visit.site_id }))
  const old = new Map(before.issues.map((issue) => [issue.issue_id, issue]))
  const isSame =
    before.visit !== null &&
    sameRow('visit', visit, before.visit) &&
    withdrawn.length + moved.length === 0 &&
    issues.every((issue) => {
      const stood = old.get(issue.issue_id)
      return stood !== undefined && sameRow('issue', issue, stood)
    })
  return isSame ? null : { issues: [...issues, ...moved], withdrawn }
}

function sameRow<T extends TableName>(table: T, a: Row<T>, b: Row<T>): boolean {
  const [left, right] = [a, b].map((row): Record<string, unknown> => ({ ...row }))
  return columnsOf(table).every(([name]) => JSON.stringify(left?.[name]) === JSON.stringify(right?.[name]))
}
