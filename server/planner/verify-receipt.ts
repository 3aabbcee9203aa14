import { createHash } from 'node:crypto'
import type { Receipt } from '#data/contract/plan.ts'
import { seedOf } from './chance.ts'
import { drawFrom, frameHashOf, frameSchema, sealOf } from './seal.ts'

const billion = 1_000_000_000

/** What in a receipt is not as it should be, in sentences; none: the draw was what it says. */
export function faultsOf(receipt: Receipt): string[] {
  const faults: string[] = []
  const parsed = frameSchema.safeParse(receipt.frame)
  if (!parsed.success) return ['The frame is none that this version knows.']
  const frame = parsed.data
  const bytes = (hex: string) => Buffer.from(hex, 'hex')
  const hash = (hex: string) => createHash('sha256').update(bytes(hex)).digest('hex')
  for (const [what, value, committed] of [
    ['the server’s value', receipt.server, receipt.serverHash],
    ['the first person’s value', receipt.first, receipt.firstHash],
    ['the second person’s value', receipt.second, receipt.secondHash],
  ] as const)
    if (hash(value) !== committed) faults.push(`${what} is not what was committed to.`)
  if (frameHashOf(frame).toString('hex') !== receipt.frameHash)
    faults.push('The frame is not what was frozen: its hash is another.')
  for (const { kind, drawn, sites } of frame.strata)
    if (sites.reduce((sum, [, chance]) => sum + chance, 0) !== drawn * billion)
      faults.push(`The chances of ${kind ?? 'the frame'} do not add up to ${drawn}.`)
  if (faults.length > 0) return faults
  const seed = seedOf({
    server: bytes(receipt.server),
    first: bytes(receipt.first),
    second: bytes(receipt.second),
    frameHash: bytes(receipt.frameHash),
    previousSeal: bytes(receipt.previousSeal),
  })
  const again = drawFrom(frame, seed)
  const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
  if (differs(again.drawn, receipt.drawn)) faults.push('Another list follows from the seed.')
  if (differs(again.reserve, receipt.reserve)) faults.push('Another reserve follows from the seed.')
  if (differs(again.teamLabels, receipt.teamLabels)) faults.push('Other team labels follow from the seed.')
  if (sealOf(seed, again).toString('hex') !== receipt.seal) faults.push('The seal is another.')
  const barred = new Set(frame.barred.map((pair) => JSON.stringify(pair)))
  for (const { teamId, stops } of receipt.routes)
    for (const stop of stops)
      if (barred.has(JSON.stringify([teamId, stop])))
        faults.push(`Team ${teamId} was sent to ${stop}, which it may not visit.`)
  const routed = receipt.routes.flatMap(({ stops }) => stops).toSorted()
  const wanted = [...frame.must.map(([siteId]) => siteId), ...receipt.drawn].toSorted()
  if (differs(routed, wanted)) faults.push('The routes are not the list.')
  return faults
}
