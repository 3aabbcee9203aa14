import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemSchema, settingsAnswer } from '#data/contract/api.ts'
import { settingsSchema } from '#data/contract/settings.ts'
import { runCli } from '#test/support/server.ts'
import { fourCells, serveRows, settings, type Served } from './small-district.ts'

let served: Served
beforeEach(async () => {
  served = await serveRows(fourCells())
})
afterEach(() => served.close())
const put = (body: unknown) => served.send('PUT', '/api/settings', body)

describe('settings', () => {
  it('that are in force already make no new version', async () => {
    const { seq } = served.home.ledger.head
    const { kinds, ...rest } = settings.intervals
    const same = await put({ version: 1, settings: { ...settings, intervals: { ...rest, kinds } } })
    expect(same.status).toBe(200)
    expect(settingsAnswer.parse(await same.json())).toEqual({ version: 1, settings })
    expect(served.home.ledger.head.seq).toBe(seq)
    expect((await put({ version: 0, settings })).status).toBe(409)
    const { folder } = served.home
    await served.home.close()
    const { out, code } = await runCli(folder, ['settings', 'set', `zone=${settings.zone}`])
    expect([out.trim(), code]).toEqual(['Nothing changes: that is settings version 1.', 0])
  })

  it('name days from 1900 to 2199', async () => {
    const field = async (change: object) => {
      const answer = await put({ version: 1, settings: { ...settings, ...change } })
      expect(answer.status).toBe(400)
      return problemSchema.parse(await answer.json()).errors?.[0]?.field
    }
    expect(await field({ pinnedAsOf: '0000-01-01' })).toBe('settings.pinnedAsOf')
    expect(await field({ pinnedAsOf: '2200-01-01' })).toBe('settings.pinnedAsOf')
    expect(await field({ holidays: ['2026-01-01', '1899-12-31'] })).toBe('settings.holidays.1')
    const campaign = { name: 'x', nameEn: 'x', startsOn: '9999-12-31' }
    expect(await field({ campaign })).toBe('settings.campaign.startsOn')
    const edges = { ...settings, pinnedAsOf: '1900-01-01', holidays: ['2199-12-31'] }
    expect(settingsSchema.parse(edges)).toEqual(edges)
  })
})
