import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSmallHome } from '#test/support/small-home.ts'
import { runCli } from '#test/support/server.ts'

let small: Awaited<ReturnType<typeof makeSmallHome>>
beforeAll(async () => {
  small = await makeSmallHome()
  await small.home.close()
})
afterAll(() => small.remove())
const score = (...args: string[]) => runCli(small.folder, ['score', ...args])

it('scores the first visit of each site within the days, the same each time, into a file or the standard output', async () => {
  const args = ['--from', '2026-01-20', '--to', '2026-02-10']
  const { code, out, err } = await score(...args)
  expect(code).toBe(0)
  const [header, ...lines] = out.trim().split('\n')
  expect(header).toBe('visit_id,score')
  expect(lines.length).toBeGreaterThan(20)
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(lines.length)
  for (const line of lines) expect(Number(line.split(',')[1])).toBeGreaterThan(0)
  expect(err).toContain(`${lines.length} visits`)
  const file = join(small.folder, 'scores.csv')
  expect((await score(...args, file)).code).toBe(0)
  expect(await readFile(file, 'utf8')).toBe(out)
})

it('knows nothing of what happened on the first day or later', async () => {
  const before = await score('--from', '2026-01-20', '--to', '2026-01-25')
  const longer = await score('--from', '2026-01-20', '--to', '2026-02-10')
  const scores = (text: string) =>
    new Map(text.split('\n').map((line) => [line.split(',')[0], line] as const))
  const later = scores(longer.out)
  for (const [id, line] of scores(before.out)) expect(later.get(id)).toBe(line)
})

it('days that are none are wrong usage', async () => {
  expect((await score('--from', '2026-02-30', '--to', '2026-03-01')).code).toBe(2)
  expect((await score('--from', '2026-03-02', '--to', '2026-03-01')).code).toBe(2)
  expect((await score()).code).toBe(2)
})
