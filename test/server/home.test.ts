import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Entry } from '#data/contract/ledger.ts'
import { CommitRefused } from '#server/contradiction.ts'
import { openHome, type Home } from '#server/home.ts'
import { visitRow } from '#test/support/projection.ts'
import { answersOf, makeSmallHome, view } from '#test/support/small-home.ts'

let home: Home
let folder = ''
let remove: () => Promise<void>
beforeAll(async () => {
  ;({ home, folder, remove } = await makeSmallHome())
})
afterAll(async () => {
  await home.close()
  await remove()
})

const post = (visit_id: string, site_id = 's3') =>
  home.commit({ kind: 'rows', body: { rows: { visit: [visitRow({ visit_id, site_id, team_id: 't1' })] } } })

test('a commit resolves when it is stored, projected and told, in sequence, with the cells it changed', async () => {
  const told: { entry: Entry; changed: string[] | null; seen: number }[] = []
  const stop = home.onCommit((entry, changed) =>
    told.push({ entry, changed, seen: home.warehouse.state.seq }),
  )
  const before = home.ledger.head.seq
  const entries = await Promise.all(
    Array.from({ length: 25 }, (_, n) => post(`many${n}`, n % 2 === 0 ? 's3' : 's12')),
  )
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => before + 1 + i))
  expect(told.map(({ entry }) => entry.seq)).toEqual(entries.map(({ seq }) => seq))
  expect(told.every(({ entry, seen }) => seen >= entry.seq)).toBe(true)
  stop()
  const sites = await home.warehouse.sites()
  const cells = ['s3', 's12'].map((id) => sites.find(({ siteId }) => siteId === id)?.cellId)
  expect(new Set(told.flatMap(({ changed }) => changed ?? []))).toEqual(new Set(cells))
  await post('silent')
  expect(told).toHaveLength(25)
  expect((await home.warehouse.has('visit', ['many0', 'many24', 'silent'])).size).toBe(3)
})

test('the first visit after a start names its cell; after new settings any may have changed', async () => {
  const own = await makeSmallHome()
  await own.home.close()
  const again = await openHome(own.folder)
  try {
    const told: (string[] | null)[] = []
    again.onCommit((_, changed) => told.push(changed))
    const { settings, settingsVersion } = again.warehouse.state
    await again.commit({
      kind: 'rows',
      body: { rows: { visit: [visitRow({ visit_id: 'x', site_id: 's3' })] } },
    })
    const version = settingsVersion + 1
    const body = { version, settings: { ...settings, qualifyingModes: ['phone' as const] } }
    await again.commit({ kind: 'settings', body })
    const at = (await again.warehouse.sites()).find(({ siteId }) => siteId === 's3')
    expect(told).toEqual([[at?.cellId], null])
  } finally {
    await again.close()
    await own.remove()
  }
})

test('questions during commits see one state, whole: the answer of a state never changes', async () => {
  const seen = new Map<number, string>()
  const progress = { posting: true }
  const posted = (async () => {
    for (let n = 0; n < 12; n++) await post(`during${n}`)
    progress.posting = false
  })()
  const totals = async () => {
    const { seq } = home.warehouse.state
    const [{ columns }, { total }] = await Promise.all([
      home.warehouse.ask('density', { view: { ...view, asOf: '2026-01-20' }, level: 'district' }),
      home.warehouse.ask('counters', { view }),
    ])
    if (home.warehouse.state.seq !== seq) return
    const answer = JSON.stringify([[...(columns['visits'] ?? [])], total.visits])
    expect(seen.get(seq) ?? answer).toBe(answer)
    seen.set(seq, answer)
  }
  while (progress.posting) await totals()
  await posted
  await totals()
  expect(seen.size).toBeGreaterThan(0)
})

test('an undo of an undo, of settings, of nothing or of what is undone is refused and stores nothing', async () => {
  const before = home.ledger.head.seq
  const undo = (seq: number) => home.commit({ kind: 'undo', body: { seq, reason: '' } })
  await expect(undo(5)).rejects.toMatchObject({ code: 'not-found' })
  await expect(undo(1)).rejects.toMatchObject({ code: 'not-found' })
  await expect(undo(9_999)).rejects.toMatchObject({ code: 'not-found' })
  await expect(undo(4)).rejects.toBeInstanceOf(CommitRefused)
  await expect(undo(4)).rejects.toMatchObject({ code: 'conflict' })
  expect(home.ledger.head.seq).toBe(before)
  const both = await Promise.allSettled([undo(3), undo(3)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(home.ledger.head.seq).toBe(before + 1)
})

test('settings based on an older version are refused', async () => {
  const { settings, settingsVersion } = home.warehouse.state
  const change = (version: number, zone: string) =>
    home.commit({ kind: 'settings', body: { version, settings: { ...settings, zone } } })
  const both = await Promise.allSettled([
    change(settingsVersion + 1, 'America/Chicago'),
    change(settingsVersion + 1, 'UTC'),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(home.warehouse.state).toMatchObject({
    settingsVersion: settingsVersion + 1,
    settings: { zone: 'America/Chicago' },
  })
})

test('entries that reach the projection late or out of order still go in by sequence', async () => {
  const row = (visit_id: string, minutes: number) =>
    ({
      kind: 'rows',
      body: { rows: { visit: [visitRow({ visit_id, site_id: 's3', minutes })] } },
    }) as const
  const first = await home.ledger.append(row('late', 1))
  const second = await home.ledger.append(row('late', 2))
  await home.ledger.append(row('unheard', 3))
  await Promise.all([home.warehouse.apply(second), home.warehouse.apply(first)])
  expect(await home.warehouse.current('visit', ['late'])).toMatchObject([{ minutes: 2 }])
  await post('next')
  expect(home.warehouse.state.seq).toBe(home.ledger.head.seq)
  expect((await home.warehouse.has('visit', ['late', 'unheard', 'next'])).size).toBe(3)
})

test('a listener that fails harms neither the commit nor the other listeners', async () => {
  const warned = new Promise((resolve) => process.once('warning', resolve))
  let told = 0
  const stops = [
    home.onCommit(() => {
      throw new Error('broken listener')
    }),
    home.onCommit(() => (told += 1)),
  ]
  await post('despite')
  for (const stop of stops) stop()
  expect(told).toBe(1)
  await expect(warned).resolves.toMatchObject({ name: 'MingchaWarning' })
})

test('a second opening of the same folder is refused; reading it only gives the same answers', async () => {
  await expect(openHome(folder)).rejects.toMatchObject({ code: 'locked' })
  const reading = await openHome(folder, { readOnly: true })
  expect(await answersOf(reading)).toEqual(await answersOf(home))
  await expect(reading.commit({ kind: 'undo', body: { seq: 2, reason: '' } })).rejects.toMatchObject({
    code: 'read-only',
  })
  await reading.close()
})

test('after closing, what was committed is there, and questions to the closed home fail', async () => {
  await post('last')
  const expected = await answersOf(home)
  await home.close()
  await expect(home.warehouse.areas()).rejects.toThrow('closed')
  home = await openHome(folder)
  expect(await answersOf(home)).toEqual(expected)
})
