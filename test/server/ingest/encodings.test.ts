import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshHome, mappingOf, type FreshHome } from './fresh-home.ts'

const units = (encoding: string) =>
  mappingOf({
    format: 'csv',
    encoding,
    delimiter: ',',
    header: true,
    datum: 'none',
    entities: [{ table: 'unit', fields: { unit_id: { from: '编号' }, name: { from: '名称' } } }],
  })
const text = '编号,名称\r\nu1,唐家湾𠮷野市场\r\n'
const utf16be = (content: string) => Buffer.from(content, 'utf16le').swap16()
// Encoded with Python's gb18030 codec; 𠮷 takes four bytes there.
const gb18030 = Buffer.from('b1e0bac52cc3fbb3c60d0a75312cccc6bcd2cde59534b235d2b0cad0b3a10d0a', 'hex')

let fresh: FreshHome
beforeAll(async () => {
  fresh = await freshHome()
})
afterAll(() => fresh.close())

test.each([
  ['utf-8', Buffer.from(text)],
  ['utf-8', Buffer.from(`\ufeff${text}`)],
  ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['utf-16be', utf16be(`\ufeff${text}`)],
  ['utf-16be', utf16be(text)],
  ['gb18030', gb18030],
  ['gb18030', gzipSync(gb18030)],
] as const)(
  'text in %s has the same rows, with or without its byte order mark, packed or not',
  async (encoding, bytes) => {
    const report = await fresh.bring(bytes, units(encoding))
    expect(report.counts).toMatchObject({ read: 1, rejected: 0 })
    expect(await fresh.home.warehouse.current('unit', ['u1'])).toMatchObject([{ name: '唐家湾𠮷野市场' }])
  },
)

test('a byte order mark that contradicts the declared encoding refuses the file', async () => {
  await expect(fresh.bring(Buffer.from(`\ufeff${text}`, 'utf16le'), units('utf-8'))).rejects.toMatchObject({
    code: 'encoding',
    message: expect.stringContaining('utf-16le'),
  })
})

test('bytes that are not of the encoding reject the records whose text they are in', async () => {
  const bytes = Buffer.concat([Buffer.from(text), Buffer.from([0x75, 0x32, 0x2c, 0xcc, 0xc6, 0x0a])])
  const report = await fresh.bring(bytes, units('utf-8'))
  expect(report.rejects.sample).toMatchObject([{ line: 3, field: 'unit.name', code: 'undecodable' }])
})

test('a damaged gzip file stores nothing', async () => {
  const packed = gzipSync(Buffer.from(`编号,名称\n${'u9,名\n'.repeat(50_000)}`))
  const before = fresh.home.ledger.head
  await expect(fresh.bring(packed.subarray(0, packed.length - 20), units('utf-8'))).rejects.toMatchObject({
    code: 'compressed',
  })
  expect(fresh.home.ledger.head).toEqual(before)
})

test('a file without its columns is refused with what it has instead', async () => {
  await expect(fresh.bring('id,名称\n1,a\n', units('utf-8'))).rejects.toMatchObject({
    code: 'missing-columns',
    message: expect.stringMatching(/编号.*id, 名称/),
  })
  await expect(fresh.bring('', units('utf-8'))).rejects.toMatchObject({ code: 'no-header' })
  await expect(fresh.bring('编号,名称,编号\n1,a,2\n', units('utf-8'))).rejects.toMatchObject({
    code: 'doubled-columns',
  })
})
