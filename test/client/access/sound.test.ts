import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { isSound, looks, openPage } from './open-page.ts'
import { administrators, aWorld, meAs, type World } from './stand-in.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()

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

describe.each(looks)('%s, %s, %o', (theme, language, viewport) => {
  const see = (path: string, world: World) =>
    openPage(browser, `${server.url}${path}?theme=${theme}&lang=${language}`, world, { viewport })

  test('axe finds nothing on any page, and nothing reaches beyond the window', async () => {
    for (const path of ['/account', '/people', '/displays', '/audit']) {
      const page = await see(path, administrators())
      await page.locator(':is(.access-table td, .access-list li)').first().waitFor()
      await isSound(page)
      const begins = page.locator('.access-head button')
      if ((await begins.count()) > 0) {
        await begins.click()
        await page.locator('form.access-form .button-primary').click()
        await page.locator('.field-reason').first().waitFor()
        await isSound(page)
      }
      await page.context().close()
    }
  })

  test('axe finds nothing where somebody is changed, or a second factor is set up', async () => {
    const people = await see('/people', administrators())
    await people.locator('.access-cell-acts .link').first().click()
    await people.locator('.access-drop').waitFor()
    await isSound(people, '.access-drop')
    await people.context().close()
    const account = await see('/account', administrators())
    await account.locator('.settings-group').nth(1).getByRole('button').click()
    await account.locator('.qr-code').waitFor()
    await isSound(account)
    await account.context().close()
  })
})

test('axe finds nothing on pages that have nothing to show yet', async () => {
  for (const path of ['/people', '/displays', '/audit']) {
    const page = await openPage(browser, `${server.url}${path}`, aWorld(meAs(['administrator'])))
    await page.locator('.access-empty').waitFor()
    await isSound(page)
    await page.context().close()
  }
})
