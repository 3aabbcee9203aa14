import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeAt } from '#server/access/second-factor.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { runCli, startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openPage } from './open-page.ts'

let browser: Browser
let server: RunningServer
const folder = temporaryHome()
const passwords = { administrator: 'a ferry in the early fog', leader: 'nine lamps on the quay' }

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

const inEnglish = (link: string) => link.replace('/sign-in#', '/sign-in?lang=en#')
async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel('Account', { exact: true }).fill(account)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('from an empty home to a leader who is let in and put out again', async () => {
  const { out, code } = await runCli(server.home, ['setup-link', '--at', server.url])
  expect(code).toBe(0)
  const link = /\S+#setup=\S+/.exec(out)?.[0] ?? ''
  const administrator = await openPage(browser, inEnglish(link), null)
  await administrator.getByLabel('Account').fill('zhou.min')
  await administrator.getByLabel('Name').fill('周敏')
  await administrator.getByLabel('New password').fill('password1234')
  await administrator.getByRole('button', { name: 'Set up and sign in' }).click()
  await administrator.getByText('none of the passwords everybody knows').waitFor()
  await administrator.getByLabel('New password').fill(passwords.administrator)
  await administrator.getByRole('button', { name: 'Set up and sign in' }).click()
  await administrator.getByRole('button', { name: 'Account: 周敏' }).waitFor()

  const again = await openPage(browser, inEnglish(link), null)
  await again.getByRole('heading', { name: 'This link opens nothing any more' }).waitFor()
  await again.context().close()

  await administrator.goto(`${server.url}/people?lang=en`)
  await administrator.getByRole('button', { name: 'Add a person' }).click()
  await administrator.getByRole('textbox', { name: 'Account' }).fill('li.wei')
  await administrator.getByRole('textbox', { name: 'Name' }).fill('李薇')
  await administrator.getByRole('checkbox', { name: /^Leader/ }).check()
  await administrator.getByLabel('May see').selectOption({ index: 1 })
  await administrator.getByRole('button', { name: 'Add and make a link' }).click()
  const invitation = await administrator.locator('.invitation .access-code').innerText()

  const leader = await openPage(browser, inEnglish(invitation), null)
  await leader.getByText('Your account is li.wei.').waitFor()
  await leader.getByLabel('New password').fill(passwords.leader)
  await leader.getByRole('button', { name: 'Set password and sign in' }).click()
  await leader.getByRole('button', { name: 'Account: 李薇' }).click()
  await leader.getByText(/^Only /).waitFor()
  expect(await leader.getByRole('link', { name: 'People and roles' }).count()).toBe(0)
  await leader.goto(`${server.url}/people?lang=en`)
  await leader.getByText('An administrator can change what you see.').waitFor()

  await administrator.reload()
  await administrator.getByRole('button', { name: 'Change 李薇' }).click()
  await administrator.getByRole('button', { name: 'Disable', exact: true }).click()
  await administrator.getByText('李薇 is disabled.').waitFor()
  await leader.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signIn(leader, 'li.wei', passwords.leader)
  await leader.getByText('The account or the password is wrong.').waitFor()
  await administrator.getByRole('button', { name: 'Undo' }).click()
  await administrator.getByText('李薇 is enabled again.').waitFor()
  await signIn(leader, 'li.wei', passwords.leader)
  await leader.getByText('An administrator can change what you see.').waitFor()
  expect(new URL(leader.url()).pathname).toBe('/people')
  await Promise.all([leader.context().close(), administrator.context().close()])
})

test('a second factor is set up by the secret that is shown, and asked for at the next sign-in', async () => {
  const page = await openPage(browser, `${server.url}/account?lang=en`, null)
  await signIn(page, 'zhou.min', passwords.administrator)
  await page.getByRole('button', { name: 'Turn on' }).click()
  const secret = (await page.locator('.second-factor-secret').innerText()).replaceAll(' ', '')
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, new Date()))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('It is on.').waitFor()
  await page.getByRole('button', { name: 'Account: 周敏' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signIn(page, 'zhou.min', passwords.administrator)
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  // The step that was just used does not count again; the next one does already.
  await page.getByLabel('Code').fill(codeAt(secret, new Date(Date.now() + 30_000)))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Account: 周敏' }).waitFor()
  await page.context().close()
})
