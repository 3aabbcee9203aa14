import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { isSound, looks, openPage } from './open-page.ts'
import { aWorld, meAs, nobody, standIn, type World } from './stand-in.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()
const password = 'four words and a river'
const token = 'abcdefghij0123456789'

beforeAll(async () => {
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) => startServer({ home: path })),
  ])
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

const open = (path: string, world: World) => openPage(browser, server.url + path, world)
async function signIn(page: Page, account: string, secret: string): Promise<void> {
  await page.getByLabel('Account', { exact: true }).fill(account)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const said = (page: Page) => page.locator('.sign-in-said')
const here = (page: Page) => page.evaluate(() => window.location.pathname + window.location.search)

test('who is not signed in comes to the sign-in page, and then back to the page and filters they wanted', async () => {
  const world = aWorld(nobody)
  const page = await open('/audit?kind=refusal&lang=en', world)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await page.getByRole('button', { name: /^(Dark|Light) theme$/ }).click()
  await signIn(page, ' Zhou.Min ', password)
  await page.getByRole('heading', { name: 'Audit' }).waitFor()
  expect(await here(page)).toBe('/audit?kind=refusal&lang=en')
  expect(await page.getByLabel('Kind').inputValue()).toBe('refusal')
  await page.context().close()
})

test.each(['//evil.example/data', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
  'an address that asks for %s after signing in leads to Explore',
  async (next) => {
    const world = aWorld(nobody)
    const page = await open(`/sign-in?lang=en&next=${encodeURIComponent(next)}`, world)
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) elsewhere.push(request.url())
    })
    await signIn(page, 'zhou.min', password)
    await page.waitForURL(`${server.url}/`)
    expect(elsewhere.filter((url) => !/^(data|blob):/.test(url))).toEqual([])
    await page.context().close()
  },
)

test('an unknown account and a wrong password are told apart by no word; a try too many says how long to wait', async () => {
  const world = aWorld(nobody)
  const page = await open('/sign-in?lang=en', world)
  await signIn(page, 'nobody.here', password)
  await said(page).getByText(/./).waitFor()
  const unknown = await said(page).innerText()
  await signIn(page, 'zhou.min', 'something else')
  await expect.poll(() => world.asked.filter((route) => route === 'POST /api/session').length).toBe(2)
  await expect.poll(() => said(page).innerText()).toBe(unknown)
  expect(unknown).toBe('The account or the password is wrong.')

  world.throttledS = 2
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect.poll(() => said(page).innerText()).toMatch(/^Too many tries\. Try again in \d seconds?\.$/)
  const button = page.getByRole('button', { name: 'Sign in' })
  expect(await button.isDisabled()).toBe(true)
  world.throttledS = null
  await expect.poll(() => button.isEnabled()).toBe(true)
  await signIn(page, 'zhou.min', password)
  await page.waitForURL(`${server.url}/?lang=en`)
  await page.context().close()
})

test('with a second factor the code is asked for after the password; a wrong one is asked for again', async () => {
  const world = aWorld(nobody)
  world.secrets['zhou.min'] = { password, code: '246810' }
  const page = await open('/sign-in?lang=en', world)
  await signIn(page, 'zhou.min', password)
  const code = page.getByLabel('Code')
  await code.waitFor()
  await expect.poll(() => code.evaluate((field) => field === document.activeElement)).toBe(true)
  await code.fill('111 111')
  expect(await code.inputValue()).toBe('111111')
  await page.keyboard.press('Enter')
  await said(page)
    .getByText(/That was not right/)
    .waitFor()
  expect(await code.inputValue()).toBe('')
  await code.fill('246 810')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${server.url}/?lang=en`)
  await page.context().close()
})

test('a link’s token leaves the address at once, is never in a URL that is asked, and lets in whom it is for', async () => {
  const world = aWorld(nobody)
  world.tokens[token] = 'li.wei'
  const urls: string[] = []
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.on('request', (request) => urls.push(request.url()))
  await standIn(page, world)
  await page.goto(`${server.url}/sign-in?lang=en#invite=${token}`)
  await page.getByText('Your account is li.wei.').waitFor()
  expect(page.url()).toBe(`${server.url}/sign-in?lang=en`)
  expect(
    await page.evaluate(() => JSON.stringify([history.state, document.cookie, localStorage, sessionStorage])),
  ).not.toContain(token)

  const field = page.getByLabel('New password')
  await field.fill('too short')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await page.getByText('At least 12 characters, and none of the passwords everybody knows.').waitFor()
  expect(world.asked).not.toContain('POST /api/invitation')
  await field.fill('password1234')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect.poll(() => world.asked.includes('POST /api/invitation')).toBe(true)
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
  await field.fill('a ferry in the early fog')
  await page.getByRole('button', { name: 'Set password and sign in' }).click()
  await page.waitForURL(`${server.url}/?lang=en`)
  expect(urls.filter((url) => url.includes(token))).toEqual([])
  await context.close()
})

test('a link that was used says so and what to do; without accounts the page says how the first is made', async () => {
  const page = await open(`/sign-in?lang=en#setup=${token}`, aWorld(nobody))
  await page.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor()
  await page.getByRole('button', { name: 'To the sign-in page' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.context().close()
  const empty = await open('/data?lang=en', aWorld({ ...nobody, needsSetup: true }))
  await empty.getByText('npm run mingcha -- setup-link').waitFor()
  expect(await empty.locator('input').count()).toBe(0)
  await empty.context().close()
})

test('the first administrator says who they are; what is missing is named beside its field', async () => {
  const world = aWorld(nobody)
  world.tokens[token] = null
  const page = await open(`/sign-in?lang=en#setup=${token}`, world)
  await page.getByRole('heading', { name: 'The first administrator' }).waitFor()
  await page.getByLabel('Account').fill('Not An Account')
  await page.getByRole('button', { name: 'Set up and sign in' }).click()
  for (const label of ['Account', 'Name', 'New password'])
    expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('true')
  await page.getByLabel('Account').fill('zhou.min')
  await page.getByLabel('Name').fill('周敏')
  await page.getByLabel('New password').fill('a ferry in the early fog')
  await page.getByRole('button', { name: 'Set up and sign in' }).click()
  await page.waitForURL(`${server.url}/?lang=en`)
  expect(world.secrets['zhou.min']?.password).toBe('a ferry in the early fog')
  await page.context().close()
})

test('signing out leads to the sign-in page; a session that ends elsewhere does, too, with the way back', async () => {
  const world = aWorld(meAs(['leader', 'administrator']))
  const page = await open('/settings?lang=en', world)
  await page.locator('.settings-save').waitFor()
  world.me = nobody
  await page.getByLabel('Grid cell', { exact: true }).fill('21')
  await page.getByRole('button', { name: /Save as version/ }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(page.url()).searchParams.get('next')).toBe('/settings?lang=en')
  await signIn(page, 'zhou.min', password)
  await page.locator('.settings-save').waitFor()

  await page.getByRole('button', { name: 'Account: 周敏' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(world.asked).toContain('DELETE /api/session')
  expect(new URL(page.url()).searchParams.get('next')).toBeNull()
  await page.context().close()
})

test.each(looks)('%s, %s, %o: axe finds nothing on the sign-in page', async (theme, language, viewport) => {
  const world = aWorld(nobody)
  world.tokens[token] = null
  const query = `?theme=${theme}&lang=${language}`
  const page = await openPage(browser, `${server.url}/sign-in${query}`, world, { viewport })
  await page.locator('[name=password]').waitFor()
  await isSound(page)
  await page.goto(`${server.url}/sign-in${query}#setup=${token}`)
  await page.locator('[name=name]').waitFor()
  await page.locator('form .button-primary').click()
  await page.locator('.field-reason').first().waitFor()
  await isSound(page)
  await page.context().close()
})
