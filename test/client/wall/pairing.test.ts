import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'

let browser: Browser
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()

beforeAll(async () => {
  const { path } = await folder
  await demoHome(path)
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: path })])
  administrator = await signInAt(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function wall(size = { width: 1920, height: 1080 }, language = 'en'): Promise<Page> {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${server.url}/wall?lang=${language}&hold=0`)
  return page
}
const code = (page: Page) => page.locator('.wall-code').innerText()
const confirm = (typed: string, name: string) =>
  administrator.ask('/api/displays', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: typed, name }),
  })
async function fits(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  const [width, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(width).toBeLessThanOrEqual(given ?? 0)
}

test('a wall shows a code; typed in at another browser it shows the district, until it is revoked', async () => {
  const page = await wall()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.locator('.wall-code').waitFor()
  const shown = await code(page)
  expect(shown).toMatch(/^[A-Z3-9]{4}-[A-Z3-9]{4}$/)
  await page.reload()
  await page.locator('.wall-code').waitFor()
  expect(await code(page)).toBe(shown)

  const desk = await browser.newContext({ storageState: administrator.storageState })
  const displays = await desk.newPage()
  await displays.goto(`${server.url}/displays?lang=en`)
  await displays.getByRole('button', { name: 'Add a display' }).click()
  await displays.getByLabel('Code on the display').fill(shown)
  await displays.getByLabel('Name').fill('Command room')
  await displays.getByRole('button', { name: 'Pair' }).click()
  await displays.getByText('Command room is paired').waitFor()

  await page.locator('.hero-number').waitFor()
  await displays.reload()
  await displays.getByText('Connected', { exact: true }).waitFor()
  await fits(page)

  await page.reload()
  await page.locator('.hero-number').waitFor()
  for (const url of asked) expect(url).not.toContain(shown)
  const cookies = await page.context().cookies()
  const token = cookies.find(({ name }) => name === 'mingcha-display')?.value ?? ''
  expect(token.length).toBe(43)
  expect(server.output()).not.toContain(token)
  expect(server.output()).not.toContain(shown)
  for (const url of asked) expect(url).not.toContain(token)
  expect(await page.evaluate(() => document.cookie)).not.toContain('display')

  await displays
    .getByRole('button', { name: 'Revoke Command room' })
    .or(displays.getByText('Revoke'))
    .first()
    .click()
  await displays.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.locator('.wall-code').waitFor({ timeout: 5_000 })
  expect(await page.locator('.hero-number').count()).toBe(0)
  await page.context().close()
  await desk.close()
})

test('the private key cannot be taken out of the browser', async () => {
  const page = await wall()
  await page.locator('.wall-code').waitFor()
  const outcome = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('mingcha-display', 1)
      opening.addEventListener('success', () => resolve(opening.result))
    })
    const pair = await new Promise<CryptoKeyPair>((resolve) => {
      const asked = database.transaction('key').objectStore('key').get('display')
      asked.addEventListener('success', () => resolve(asked.result))
    })
    const taken = (asking: Promise<unknown>) =>
      asking.then(
        () => 'taken',
        () => 'refused',
      )
    return Promise.all([
      taken(crypto.subtle.exportKey('jwk', pair.privateKey)),
      taken(crypto.subtle.exportKey('pkcs8', pair.privateKey)),
      taken(crypto.subtle.wrapKey('jwk', pair.privateKey, pair.publicKey, 'AES-GCM')),
    ])
  })
  expect(outcome).toEqual(['refused', 'refused', 'refused'])
  await page.context().close()
})

test.each([
  [{ width: 1920, height: 1080 }, 'zh-CN'],
  [{ width: 390, height: 844 }, 'en'],
])('at %o in %s code and district stay in the picture', async (size, language) => {
  const page = await wall(size, language)
  await page.locator('.wall-code').waitFor()
  await fits(page)
  expect((await confirm(await code(page), '指挥中心')).status).toBe(201)
  await page.locator('.hero-number').waitFor()
  await fits(page)
  await page.context().close()
})

test('a wall whose server went away keeps its picture, says since when, and goes on by itself', async () => {
  const page = await wall()
  await page.locator('.wall-code').waitFor()
  await confirm(await code(page), '大厅')
  await page.locator('.hero-number').waitFor()
  const before = await page.locator('.hero-number').innerText()
  const port = new URL(server.url).port
  await server.stop()
  await page.locator('.stage-stale').waitFor({ timeout: 30_000 })
  expect(await page.locator('.hero-number').innerText()).toBe(before)
  server = await startServer({ home: server.home, port: Number(port) })
  await expect.poll(() => page.locator('.stage-stale').count(), { timeout: 20_000 }).toBe(0)
  expect(await page.locator('.wall-code').count()).toBe(0)
  await page.context().close()
})
