import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { oidcRefusals } from '#data/contract/oidc.ts'
import english from '#client/access/words/en.json'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { startProvider, type OidcProvider } from '#test/support/oidc-provider.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { isSound, looks, openPage } from './open-page.ts'
import { aWorld, nobody } from './stand-in.ts'

let browser: Browser
let provider: OidcProvider
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()

/** The provider is at localhost and the server at 127.0.0.1: for a browser, two sites. */
beforeAll(async () => {
  provider = await startProvider()
  provider.ways.asks = true
  ;[browser, server] = await Promise.all([
    launchBrowser(),
    folder.then(({ path }) =>
      startServer({
        home: path,
        env: {
          MINGCHA_LOG: 'trace',
          MINGCHA_OIDC_ISSUER: provider.issuer,
          MINGCHA_OIDC_CLIENT_ID: provider.clientId,
          MINGCHA_OIDC_CLIENT_SECRET: provider.clientSecret,
          MINGCHA_OIDC_NAME: '统一认证',
        },
      }),
    ),
  ])
  administrator = await signInAt(server)
})
afterEach(() => {
  provider.claims = { sub: 'f3a1', preferred_username: 'han' }
  provider.ways = { asks: true }
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await provider.stop()
  await (await folder)[Symbol.asyncDispose]()
})

async function newContext(): Promise<{
  context: BrowserContext
  page: Page
  urls: string[]
  errors: string[]
}> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  const urls: string[] = []
  const errors: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  page.on('console', (message) => {
    const isOurs = message.location().url.startsWith(server.url)
    if (message.type() === 'error' && isOurs && !message.text().includes('401')) errors.push(message.text())
  })
  return { context, page, urls, errors }
}
const toProvider = (page: Page) => page.getByRole('link', { name: 'Sign in with 统一认证' })
const agree = (page: Page) => page.getByRole('link', { name: 'Agree' })

test('from the page one wanted to the provider and back to it, signed in, though the session’s cookie is strict', async () => {
  const { context, page, urls, errors } = await newContext()
  await page.goto(`${server.url}/people?lang=en`)
  await toProvider(page).click()
  await agree(page).waitFor()
  expect(new URL(page.url()).origin).toBe(provider.issuer)
  await agree(page).click()
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  expect(page.url()).toBe(`${server.url}/people?lang=en`)
  expect(errors).toEqual([])

  const cookies = (await context.cookies(server.url)).filter(({ name }) => name.startsWith('mingcha'))
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(['mingcha', 'mingcha-browser'])
  expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Strict')).toBe(true)
  await page.reload()
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()

  const stored = JSON.stringify([
    await context.storageState(),
    await page.evaluate(() => JSON.stringify(history.state)),
  ])
  const ours = urls.filter((url) => url.startsWith(server.url))
  const said = [server.output(), stored, await (await administrator.ask('/api/audit')).text()].join('\n')
  expect(provider.secrets).toHaveLength(5)
  for (const secret of [provider.clientSecret, ...provider.secrets]) expect(said).not.toContain(secret)
  const [code = ''] = provider.secrets
  const holding = ours.filter((url) =>
    [provider.clientSecret, ...provider.secrets].some((one) => url.includes(one)),
  )
  expect(holding.map((url) => new URL(url).pathname)).toEqual(['/api/sessions/oidc/return'])
  expect(holding[0]).toContain(code)

  await page.goBack()
  expect(page.url()).not.toContain(code)
  await context.close()
})

test('who has no account here, or turns back, is told so in the language they read, and may still use a password', async () => {
  const { context, page } = await newContext()
  provider.claims = { sub: 'x', preferred_username: 'li' }
  await page.goto(`${server.url}/people?lang=en`)
  await toProvider(page).click()
  await agree(page).click()
  await page.getByText('This account is not known here. Ask an administrator.').waitFor()
  expect(new URL(page.url()).searchParams.get('next')).toBe('/people?lang=en')
  expect((await context.cookies(server.url)).map(({ name }) => name)).toEqual([])

  await page.getByRole('button', { name: '换成中文' }).click()
  await page.getByText('这里没有这个账号，请找管理员。').waitFor()
  await page.getByRole('link', { name: '用 统一认证 登录' }).waitFor()
  await page.getByLabel('账号', { exact: true }).fill('han')
  await page.getByLabel('密码', { exact: true }).fill('nine otters under the pier')
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL(`${server.url}/people?lang=en`)
  await page.getByRole('heading', { name: 'People and roles' }).waitFor()
  await context.close()
})

test('a link on a foreign page signs nobody in', async () => {
  const { context, page } = await newContext()
  await page.goto(`${provider.issuer}/authorize?x`)
  const begin = `${server.url}/api/sessions/oidc?next=%2Fpeople%3Flang%3Den`
  await page.evaluate((href) => window.location.assign(href), begin)
  await toProvider(page).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expect(await context.cookies(server.url)).toEqual([])
  await context.close()
})

test('an address of the way back that somebody else prepared signs nobody in, and nobody out', async () => {
  const { context, page } = await newContext()
  const begun = await fetch(`${server.url}/api/sessions/oidc`, { redirect: 'manual' })
  provider.ways.asks = false
  const prepared = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' })
  const address = prepared.headers.get('location') ?? ''
  await page.goto(address)
  await page.waitForURL(`${server.url}/sign-in?oidc=stale`)
  expect(await context.cookies(server.url)).toEqual([])
  await page.goto(`${server.url}/sign-in?lang=en`)
  await toProvider(page).click()
  await page.waitForURL(`${server.url}/?lang=en`)
  const before = await context.cookies(server.url)
  await page.goto(address)
  await page.waitForURL(`${server.url}/sign-in?oidc=stale`)
  expect(await context.cookies(server.url)).toEqual(before)
  await context.close()
})

test('the second way in is offered only where there is one; why not is said in words for every reason', async () => {
  const without = await openPage(browser, `${server.url}/sign-in?lang=en`, aWorld(nobody))
  await without.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await without.getByRole('link').count()).toBe(0)
  await without.context().close()
  const world = aWorld({ ...nobody, signInBy: 'District login' })
  const page = await openPage(browser, `${server.url}/sign-in?lang=en`, world)
  for (const reason of oidcRefusals) {
    await page.goto(`${server.url}/sign-in?lang=en&oidc=${reason}`)
    const words = english.oidc[reason].replace('{{name}}', 'District login')
    await page.locator('.sign-in-said').getByText(words).waitFor()
  }
  await page.goto(`${server.url}/sign-in?lang=en&oidc=%3Cb%3Ehello`)
  await page.getByRole('link', { name: 'Sign in with District login' }).waitFor()
  expect(await page.locator('.sign-in-said').innerText()).toBe('')
  await page.context().close()
})

test.each(looks)('%s, %s, %o: axe finds nothing with a second way in', async (theme, lang, viewport) => {
  const world = aWorld({ ...nobody, signInBy: 'District single sign-on, municipal' })
  const url = `${server.url}/sign-in?theme=${theme}&lang=${lang}&oidc=invalid`
  const page = await openPage(browser, url, world, { viewport })
  await page.getByRole('link').waitFor()
  await isSound(page)
  await page.context().close()
})
