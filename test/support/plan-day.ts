import { createHash, randomBytes } from 'node:crypto'
import { planItem, type PlanConstraints, type PlanItem } from '#data/contract/plan.ts'
import type { PersonRole } from '#data/contract/access.ts'
import type { Rows } from '#data/contract/tables.ts'
import type { Access } from '#server/access/access.ts'
import { aPerson } from './people.ts'
import { smallDistrict } from './small-home.ts'

/** The small district with every site in a cell and open, so that each can be drawn. */
export const drawable: Rows = {
  ...smallDistrict,
  site: (smallDistrict.site ?? []).map((site, i) => ({
    ...site,
    lon: 113.501 + 0.0012 * i,
    lat: 22.305,
    opened_on: '2025-01-01',
  })),
}

/** Two teams of ten visits together, on a Monday. */
export const monday: PlanConstraints = {
  day: '2026-03-02',
  teams: [
    { teamId: 't1', minutes: 360 },
    { teamId: 't2', minutes: 360 },
  ],
  minutesPerVisit: 60,
  shares: { risk: 500, overdue: 300, chance: 200 },
  byKind: null,
  exempt: [],
  ordered: [],
  barred: [],
  opensAt: '08:25',
}

const rolesOf = {
  planner: ['planner'],
  approver: ['approver'],
  auditor: ['auditor'],
} as const satisfies Record<string, readonly PersonRole[]>
type Who = keyof typeof rolesOf

interface Served {
  access: Pick<Access, 'people' | 'sessions'>
  app: { request: (path: string, init: RequestInit) => Response | Promise<Response> }
}

/** What three people do with plans; each is signed in anew for everything, so that time may pass between. */
export async function planDay({ access, app }: Served) {
  const ids = new Map<Who, string>()
  for (const who of ['planner', 'approver', 'auditor'] as const)
    ids.set(who, (await aPerson(access, rolesOf[who])).id)
  const ask = async (who: Who | null, method: string, path: string, body?: unknown) => {
    const id = who === null ? undefined : ids.get(who)
    const cookie =
      id === undefined
        ? {}
        : { cookie: `mingcha=${await access.sessions.begin(id, { source: '', browser: '' })}` }
    return app.request(path, {
      method,
      headers: { 'content-type': 'application/json', ...cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }
  const plan = async (who: Who, path: string, body?: unknown): Promise<PlanItem> => {
    const answer = await ask(who, 'POST', path, body)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return planItem.parse(await answer.json())
  }
  const at = ({ planId }: PlanItem, what: string) => `/api/plans/${planId}/${what}`
  const freeze = (constraints: PlanConstraints) => plan('planner', '/api/plans', constraints)
  /** Both have committed, and the first value is in. Answers the second one. */
  async function toLast(frozen: PlanItem): Promise<string> {
    await plan('approver', at(frozen, 'approval'), { frameHash: frozen.frameHash })
    const values = [randomBytes(32), randomBytes(32)]
    const [first = '', last = ''] = values.map((value) => value.toString('hex'))
    const [hash, lastHash] = values.map((value) => createHash('sha256').update(value).digest('hex'))
    await plan('planner', at(frozen, 'commitments'), { hash })
    await plan('approver', at(frozen, 'commitments'), { hash: lastHash })
    await plan('planner', at(frozen, 'values'), { value: first })
    return last
  }
  const seal = async (frozen: PlanItem) =>
    plan('approver', at(frozen, 'values'), { value: await toLast(frozen) })
  return { ask, plan, at, freeze, toLast, seal }
}
