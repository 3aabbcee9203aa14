import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { ImportRefused } from '#server/ingest/refused.ts'
import { badCsv, badGeojson, badXlsx, type BadInput } from '#test/fixtures/bad-input.ts'
import { seeds } from '#test/support/seeds.ts'
import { freshHome, mappingOf, type FreshHome } from './fresh-home.ts'

let fresh: FreshHome
beforeAll(async () => {
  fresh = await freshHome()
})
afterAll(() => fresh.close())

/** What may be done to a file: bits turned, a piece cut out, doubled or put in. */
const damage = fc.oneof(
  fc.record({
    is: fc.constant('flip' as const),
    at: fc.nat(1_000_000),
    by: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({ is: fc.constant('cut' as const), at: fc.nat(1_000_000), length: fc.nat(2_000) }),
  fc.record({ is: fc.constant('double' as const), at: fc.nat(1_000_000), length: fc.nat(200) }),
  fc.record({
    is: fc.constant('put' as const),
    at: fc.nat(1_000_000),
    what: fc.uint8Array({ maxLength: 12 }),
  }),
)
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never

function damaged(content: Uint8Array, done: Damage): Uint8Array {
  const at = done.at % Math.max(1, content.length)
  const [before, after] = [content.subarray(0, at), content.subarray(at)]
  switch (done.is) {
    case 'flip':
      return Buffer.concat(
        [before, [(content[at] ?? 0) ^ done.by], after.subarray(1)].map((part) => Buffer.from(part)),
      )
    case 'cut':
      return Buffer.concat([before, after.subarray(done.length)])
    case 'double':
      return Buffer.concat([before, after.subarray(0, done.length), after])
    case 'put':
      return Buffer.concat([before, done.what, after])
  }
}

const small = (corpus: readonly BadInput[]) => corpus.filter(({ content }) => content.length < 20_000)

describe.each([
  ['CSV', small(badCsv)],
  ['a workbook', small(badXlsx)],
  ['GeoJSON', small(badGeojson)],
] as const)('of whatever bytes %s is made,', (_, corpus: readonly BadInput[]) => {
  const file = fc.constantFrom(...corpus)
  const content = file.chain((one) =>
    fc.record({
      one: fc.constant(one),
      bytes: fc.oneof(
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
        {
          weight: 5,
          arbitrary: fc
            .array(damage, { minLength: 1, maxLength: 4 })
            .map((all) => all.reduce(damaged, one.content)),
        },
      ),
      zipped: fc.boolean(),
    }),
  )

  test('each record is stored, skipped or rejected, or the file is refused in words', async () => {
    await fc.assert(
      fc.asyncProperty(content, async ({ one, bytes, zipped }) => {
        const isZipped = zipped && one.mapping !== undefined && !one.file.endsWith('.xlsx')
        const report = await fresh
          .bring(isZipped ? gzipSync(bytes) : bytes, mappingOf(one.mapping), {
            name: isZipped ? `${one.file}.gz` : one.file,
            dryRun: true,
          })
          .catch((error: unknown) => {
            if (error instanceof ImportRefused) return error
            throw error
          })
        if (report instanceof ImportRefused) {
          expect(report.message).toMatch(/\S\s*$/)
          return
        }
        const { counts, rejects } = report
        expect(counts.read).toBe(counts.mapped + counts.skipped + counts.rejected)
        expect(rejects.total).toBeGreaterThanOrEqual(counts.rejected)
        expect(fresh.home.ledger.head.seq).toBe(0)
      }),
      { numRuns: 12 * seeds.length, endOnFailure: true },
    )
  })
})
