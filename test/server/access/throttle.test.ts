import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openThrottle } from '#server/access/throttle.ts'

let folder: string
let at = Date.parse('2026-03-10T04:00:00.000Z')
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mingcha-throttle-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const open = () => openThrottle(join(folder, 'throttle.json'), () => new Date(at))

const from = (source: string) => ({ source, device: null })

it('five failures are free, then each doubles the wait, up to a quarter of an hour, across restarts', async () => {
  let throttle = await open()
  for (let i = 0; i < 4; i++) await throttle.tried('li', from('10.0.0.1'))
  expect(throttle.waitSeconds('li', from('10.0.0.1'))).toBe(0)
  const waits: number[] = []
  for (let i = 0; i < 12; i++) {
    await throttle.tried('li', from('10.0.0.1'))
    await expect(throttle.tried('li', from('10.0.0.1'))).rejects.toThrow(/wait/)
    throttle = await open()
    const wait = throttle.waitSeconds('li', from('10.0.0.1'))
    waits.push(wait)
    at += wait * 1000
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
  expect(throttle.waitSeconds('li', from('10.0.0.1'))).toBe(0)
})

it('nobody is locked out by somebody elsewhere; a source that tries many accounts is, until it has been quiet', async () => {
  const throttle = await open()
  for (let i = 0; i < 100; i++) await throttle.tried(`account-${i}`, from('10.0.0.1'))
  expect(throttle.waitSeconds('somebody-else', from('10.0.0.1'))).toBeGreaterThan(0)
  for (let i = 0; i < 50; i++) await throttle.tried('li', from(`10.0.1.${i}`))
  expect(throttle.waitSeconds('li', from('192.168.7.7'))).toBe(0)
  at += 60_000
  expect(throttle.waitSeconds('somebody-else', from('10.0.0.1'))).toBe(0)
})

it('addresses of one IPv6 network are one source, and an IPv4 address is one however it is written', async () => {
  const throttle = await open()
  for (let i = 0; i < 5; i++) await throttle.tried('li', from(`2001:db8:1:2:${i}::1`))
  expect(throttle.waitSeconds('li', from('2001:db8:1:2:ffff:ffff:ffff:ffff'))).toBeGreaterThan(0)
  expect(throttle.waitSeconds('li', from('2001:db8:1:3::1'))).toBe(0)
  for (let i = 0; i < 5; i++) await throttle.tried('han', from('::ffff:10.0.0.1'))
  expect(throttle.waitSeconds('han', from('10.0.0.1'))).toBeGreaterThan(0)
})

it('who gets in begins anew; names of the language’s own things are accounts like others', async () => {
  const throttle = await open()
  for (const account of ['li', '__proto__', 'constructor']) {
    for (let i = 0; i < 5; i++) await throttle.tried(account, from('10.0.0.9'))
    expect(throttle.waitSeconds(account, from('10.0.0.9'))).toBeGreaterThan(0)
    await throttle.succeeded(account, from('10.0.0.9'))
    expect((await open()).waitSeconds(account, from('10.0.0.9'))).toBe(0)
  }
})
