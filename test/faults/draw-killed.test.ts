import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invitationAnswer } from '#data/contract/people.ts'
import { planItem, plansAnswer, type PlanItem } from '#data/contract/plan.ts'
import { plansOf } from '#server/plans/plan-state.ts'
import { sealPlan } from '#server/plans/sealing.ts'
import { readKey } from '#server/vault/key.ts'
import { openVault } from '#server/vault/vault.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { chance, seeds } from '#test/support/seeds.ts'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { writeTwoCells } from '#test/support/two-cells.ts'

type Ask = (path: string, body?: object) => Promise<Response>

/** A draw takes about as long. */
const longestMs = 35

const folder = temporaryHome()
let home = ''
let server: RunningServer
/** Two who draw, by what they send with every request. */
let cookies: [string, string]

/** Somebody who asks the server that runs now. */
const as =
  (who: 0 | 1): Ask =>
  (path, body) =>
    fetch(server.url + path, {
      headers: { 'content-type': 'application/json', cookie: cookies[who] },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
async function plan(who: 0 | 1, path: string, body: object): Promise<PlanItem> {
  const answer = await as(who)(path, body)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return planItem.parse(await answer.json())
}
const cookiesOf = ({ storageState }: Administrator) =>
  (typeof storageState === 'string' ? [] : storageState.cookies)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')

beforeAll(async () => {
  const { path } = await folder
  home = join(path, 'home')
  const visits = Array.from(
    { length: 20 },
    (_, i) => `V${i},S${i},2025-0${1 + (i % 9)}-10 09:30,现场,T${i % 2}`,
  )
  const files = await writeTwoCells(join(path, 'files'), visits)
  for (const what of ['areas', 'sites', 'visits'] as const)
    await runCli(home, ['import', files[what], '--mapping', files[`${what}Mapping`]])
  server = await startServer({ home })
  const first = await signInAt(server, 'planner')
  const added = await first.ask('/api/people', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'bo', name: 'bo', roles: ['approver'], scope: null }),
  })
  const { token } = invitationAnswer.parse(await added.json())
  const taken = await fetch(`${server.url}/api/invitation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: 'nine otters under the pier' }),
  })
  const second = taken.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
  cookies = [cookiesOf(first), second.join('; ')]
})
afterAll(async () => {
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

const hashOf = (value: Buffer) => createHash('sha256').update(value).digest('hex')
/** A day that is still to come, wherever the district is. */
const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
const ids: string[] = []

test.each(seeds)(
  'a server killed while it draws has sealed by the next start, or takes the value again (seed %i)',
  async (seed) => {
    const frozen = await plan(0, '/api/plans', {
      day,
      teams: [
        { teamId: 'T0', minutes: 300 },
        { teamId: 'T1', minutes: 300 },
      ],
      minutesPerVisit: 60,
      shares: { risk: 500, overdue: 300, chance: 200 },
      byKind: null,
      exempt: [],
      ordered: [],
      barred: [],
      opensAt: '08:25',
    })
    const at = `/api/plans/${frozen.planId}`
    const values = [randomBytes(32), randomBytes(32)] as const
    await plan(1, `${at}/approval`, { frameHash: frozen.frameHash })
    await plan(0, `${at}/commitments`, { hash: hashOf(values[0]) })
    await plan(1, `${at}/commitments`, { hash: hashOf(values[1]) })
    await plan(0, `${at}/values`, { value: values[0].toString('hex') })
    const second = { value: values[1].toString('hex') }
    const answer = as(1)(`${at}/values`, second).catch(() => null)
    await new Promise((resolve) => setTimeout(resolve, longestMs * chance(seed, 3)))
    await server.kill()
    const isAcknowledged = (await answer)?.ok === true

    server = await startServer({ home })
    const now = async () =>
      plansAnswer
        .parse(await (await as(0)('/api/plans')).json())
        .plans.find(({ planId }) => planId === frozen.planId)
    const found = await now()
    console.log(
      isAcknowledged,
      found?.state,
      found?.commitments.map((c) => c.isRevealed),
    )
    const isThere = found?.commitments.every(({ isRevealed }) => isRevealed)
    expect(found?.state).toBe(isThere === true ? 'sealed' : 'approved')
    if (isAcknowledged) expect(isThere).toBe(true)
    if (isThere !== true) await plan(1, `${at}/values`, second)
    expect((await now())?.sealed?.seal).toMatch(/^[0-9a-f]{64}$/)
    await plan(0, `${at}/abandonment`, { why: 'the next seed' })
    ids.push(frozen.planId)
  },
)

test('and each list is the one that follows from what was fixed before, sealed once', async () => {
  await server.stop()
  const key = await readKey(`${home}.key`)
  const vault = await openVault(join(home, 'vault'), { key, now: () => new Date() })
  const { entries } = vault
  await vault.close()
  const unsealed = plansOf(entries.filter(({ event }) => event.is !== 'sealed'))
  expect(ids).toHaveLength(seeds.length)
  for (const planId of ids) {
    const told = entries.flatMap(({ event }) =>
      event.is === 'sealed' && event.planId === planId ? [event] : [],
    )
    const plan = unsealed.get(planId)
    if (plan === undefined) throw new Error('the plan is gone')
    const { seal, drawn, reserve, teamLabels, routes } = sealPlan(plan)
    expect(
      told.map((one) => ({ ...one, routes: one.routes.map(({ teamId, stops }) => ({ teamId, stops })) })),
    ).toEqual([{ is: 'sealed', planId, seal, drawn, reserve, teamLabels, routes }])
  }
})
