import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Receipt } from '#data/contract/plan.ts'
import { seedOf } from '#server/planner/chance.ts'
import { inclusionOf } from '#server/planner/inclusion.ts'
import { drawFrom, frameHashOf, frameSchema, sealOf, type Frame } from '#server/planner/seal.ts'
import { faultsOf } from '#server/planner/verify-receipt.ts'
import { runCli } from '#test/support/server.ts'

let folder = ''
let python = false
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-receipt-'))
  python = await new Promise((resolve) =>
    execFile('python3', ['--version'], (error) => resolve(error === null)),
  )
  if (!python) console.warn('python3 is not here: the independent verifier is not run')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const hex = (byte: number) => Buffer.alloc(32, byte).toString('hex')
const hashed = (value: string) => createHash('sha256').update(Buffer.from(value, 'hex')).digest('hex')

/** A draw of 12 from 300 in two strata, ids of several scripts among them. */
function honest(): Receipt {
  const stratum = (kind: string, size: number, drawn: number) => {
    const ids = Array.from(
      { length: size },
      (_, i) => `${kind}-${['网格', 'é', '\u{1F600}', 'z'][i % 4]}-${i}`,
    )
    const sorted = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const candidates = sorted.map((_, i) => ({ risk: 1 + (i % 7) / 3, overdue: (i * i) % 16 }))
    const { chances } = inclusionOf(candidates, drawn, { risk: 500, overdue: 300, chance: 200 })
    return { kind, drawn, sites: sorted.map((id, i): [string, number] => [id, chances[i] ?? 0]) }
  }
  const frame: Frame = {
    format: 'mingcha-frame-1',
    day: '2026-11-28',
    number: 1,
    settingsVersion: 3,
    build: '0.1.0-test',
    opensAt: '08:25',
    minutesPerVisit: 45,
    shares: { risk: 500, overdue: 300, chance: 200 },
    teams: [
      ['t1', 400],
      ['t2', 400],
      ['三组', 400],
    ],
    barred: [['t1', 'market-z-3']],
    rotation: [],
    must: [['urgent', 'order']],
    excluded: [['shut "\\\u007f\n', 'closed']],
    strata: [stratum('market', 200, 8), stratum('school', 100, 4)],
  }
  const frameHash = frameHashOf(frame)
  const seed = seedOf({
    server: Buffer.alloc(32, 1),
    first: Buffer.alloc(32, 2),
    second: Buffer.alloc(32, 3),
    frameHash,
    previousSeal: Buffer.alloc(32),
  })
  const drawn = drawFrom(frame, seed)
  return {
    format: 'mingcha-receipt-1',
    planId: 'p1',
    number: 1,
    frame,
    frameHash: frameHash.toString('hex'),
    server: hex(1),
    serverHash: hashed(hex(1)),
    first: hex(2),
    firstHash: hashed(hex(2)),
    second: hex(3),
    secondHash: hashed(hex(3)),
    previousSeal: hex(0),
    seal: sealOf(seed, drawn).toString('hex'),
    drawn: drawn.drawn,
    reserve: drawn.reserve,
    teamLabels: drawn.teamLabels,
    routes: [{ teamId: 't2', stops: ['urgent', ...drawn.drawn] }],
  }
}
const copy = (): Receipt => structuredClone(honest())
/** With a frame that was changed, and its hash anew, as somebody would who tampers with both. */
function reframed(change: (frame: Frame) => void, isHashedAnew = true): Receipt {
  const receipt = copy()
  const frame = frameSchema.parse(receipt.frame)
  change(frame)
  return {
    ...receipt,
    frame,
    frameHash: isHashedAnew ? frameHashOf(frame).toString('hex') : receipt.frameHash,
  }
}
function addTo(frame: Frame, at: number, billionths: number): void {
  const site = frame.strata[0]?.sites[at]
  if (site !== undefined) site[1] += billionths
}

const tampered: Record<string, () => Receipt> = {
  'a site drawn in another’s place': () => {
    const receipt = copy()
    receipt.drawn[0] = receipt.reserve[0]?.[5] ?? ''
    return receipt
  },
  'a site left out of the list': () => ({ ...copy(), drawn: copy().drawn.slice(1) }),
  'a reserve in another order': () => ({ ...copy(), reserve: copy().reserve.map((ids) => ids.toReversed()) }),
  'teams with other labels': () => ({ ...copy(), teamLabels: copy().teamLabels.toReversed() }),
  'a chance moved from one site to another, and hashed again': () =>
    reframed((frame) => {
      addTo(frame, 0, 1000)
      addTo(frame, 1, -1000)
    }),
  'a chance changed': () => reframed((frame) => addTo(frame, 0, 1)),
  'a site removed from the frame': () => reframed((frame) => void frame.strata[0]?.sites.splice(3, 1), false),
  'another value of the server': () => ({ ...copy(), server: hex(9) }),
  'another value of the server, committed to anew': () => ({
    ...copy(),
    server: hex(9),
    serverHash: hashed(hex(9)),
  }),
  'another value of the second person, committed to anew': () => ({
    ...copy(),
    second: hex(9),
    secondHash: hashed(hex(9)),
  }),
  'another plan before it': () => ({ ...copy(), previousSeal: hex(7) }),
  'another seal': () => ({ ...copy(), seal: hex(7) }),
  'a team at a site it is barred from': () => {
    const receipt = copy()
    return {
      ...receipt,
      routes: [{ teamId: 't1', stops: [...(receipt.routes[0]?.stops ?? []), 'market-z-3'] }],
    }
  },
  'a route that leaves a site out': () => ({ ...copy(), routes: [{ teamId: 't2', stops: copy().drawn }] }),
}

async function verdicts(receipt: Receipt): Promise<{ cli: number | null; python: number | null }> {
  const path = join(folder, `${Math.random()}.json`)
  await writeFile(path, JSON.stringify(receipt))
  const { code } = await runCli(folder, ['verify-draw', path])
  const other = python
    ? await new Promise<number>((resolve) =>
        execFile('python3', ['docs/verify_draw.py', path], (error) =>
          resolve(error === null ? 0 : Number(error.code)),
        ),
      )
    : code
  return { cli: code, python: other }
}

it('an honest receipt matches, in this program and in Python', async () => {
  expect(faultsOf(honest())).toEqual([])
  expect(await verdicts(honest())).toEqual({ cli: 0, python: 0 })
})

describe('a receipt that was tampered with is a mismatch to both', () => {
  it.each(Object.keys(tampered))('%s', async (what) => {
    const receipt = tampered[what]?.()
    if (receipt === undefined) throw new Error('nothing tampered with')
    expect(await verdicts(receipt)).toEqual({ cli: 1, python: 1 })
  })
  it('and so is what is no receipt', async () => {
    const path = join(folder, 'none.json')
    await writeFile(path, '{"drawn":[]}')
    expect((await runCli(folder, ['verify-draw', path])).code).toBe(1)
  })
})
