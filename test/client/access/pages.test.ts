import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/support/browser.ts'
import { startServer, temporaryHome, type RunningServer } from '#test/support/server.ts'
import { openPage } from './open-page.ts'
import { administrators, type World } from './stand-in.ts'

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

const open = (path: string, world: World) => openPage(browser, `${server.url}${path}?lang=en`, world)
const row = (page: Page, name: string) => page.getByRole('row', { name })

test('somebody is added with roles and an area; the link is shown once and copied; its fragment holds the token', async () => {
  const world = administrators()
  const page = await open('/people', world)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Add a person' }).click()
  const form = page.getByRole('form', { name: 'Add a person' })
  await form.getByRole('button', { name: 'Add and make a link' }).click()
  await form.getByText('Choose at least one.').waitFor()
  expect(world.asked).not.toContain('POST /api/people')

  await form.getByRole('textbox', { name: 'Account' }).fill('li.wei')
  await form.getByLabel('Name').fill('孙丽')
  await form.getByRole('checkbox', { name: /^Leader/ }).check()
  await form.getByLabel('May see').selectOption({ index: 2 })
  await form.getByRole('button', { name: 'Add and make a link' }).click()
  await form.getByText('Somebody has this account already.').waitFor()
  await form.getByRole('textbox', { name: 'Account' }).fill('sun.li')
  await form.getByRole('button', { name: 'Add and make a link' }).click()

  await page.getByRole('heading', { name: 'A link for 孙丽' }).waitFor()
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(`${server.url}/sign-in#invite=token-of-sun.li-0123456789`)
  const added = world.people.find(({ account }) => account === 'sun.li')
  expect(added).toMatchObject({ name: '孙丽', roles: ['leader'] })
  expect(added?.scope).not.toBeNull()
  await page.getByRole('button', { name: 'Done' }).click()
  await row(page, '孙丽').getByText('Link not used yet').waitFor()
  expect(await page.getByText('#invite=').count()).toBe(0)
  await page.context().close()
})

test('disabling is undone with one press; a lost phone is taken off; the last administrator stays one', async () => {
  const world = administrators()
  const page = await open('/people', world)
  await page.getByRole('button', { name: 'Change 李薇' }).click()
  await page.getByRole('button', { name: 'Disable', exact: true }).click()
  await page.getByText('李薇 is disabled.').waitFor()
  expect(world.people[1]).toMatchObject({ isDisabled: true, roles: ['planner'] })
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('李薇 is enabled again.').waitFor()
  expect(world.people[1]?.isDisabled).toBe(false)

  await page.getByRole('button', { name: 'Change 李薇' }).click()
  await page.getByRole('button', { name: 'Remove second factor' }).click()
  expect(world.people[1]?.hasSecondFactor).toBe(true)
  await page.getByRole('button', { name: 'Press again to remove it' }).click()
  await page.getByText('李薇 signs in without a code now.').waitFor()
  expect(world.people[1]?.hasSecondFactor).toBe(false)

  await page.getByRole('button', { name: 'Change 周敏' }).click()
  expect(await page.getByRole('checkbox', { name: /^Administrator/ }).isDisabled()).toBe(true)
  expect(await page.getByRole('button', { name: 'Disable', exact: true }).isDisabled()).toBe(true)
  await page.getByLabel('Name').fill('周敏敏')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('周敏敏 saved.').waitFor()
  expect(world.people[0]).toMatchObject({ name: '周敏敏', roles: ['administrator'], scope: null })
  await page.context().close()
})

test('a display is paired by its code, renamed, and revoked after a question', async () => {
  const world = administrators()
  const page = await open('/displays', world)
  await page.getByRole('button', { name: 'Add a display' }).click()
  const form = page.getByRole('form', { name: 'Add a display' })
  await form.getByLabel('Code on the display').pressSequentially('aaaa bbbb')
  await form.getByLabel('Name').fill('走廊')
  await form.getByRole('button', { name: 'Pair' }).click()
  await form.getByText('No display shows this code now.').waitFor()
  await form.getByLabel('Code on the display').fill('k7qm2fxa')
  await form.getByRole('button', { name: 'Pair' }).click()
  await row(page, '走廊').waitFor()

  await page.getByRole('button', { name: 'Rename 走廊' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('一楼走廊')
  await page.getByRole('button', { name: 'Save' }).click()
  await row(page, '一楼走廊').waitFor()
  await page.getByRole('button', { name: 'Revoke 一楼走廊' }).click()
  await page.getByText('The screen goes dark within seconds.').waitFor()
  expect(world.displays).toHaveLength(3)
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('一楼走廊 is no longer paired.').waitFor()
  expect(world.displays.map(({ id }) => id)).toEqual(['d1', 'd2'])
  await page.context().close()
})

test('the audit’s filters stand in its address and in its export; older entries follow; a broken chain is said', async () => {
  const world = administrators()
  const page = await open('/audit', world)
  await page.getByText('The chain is whole: entries 1 to 45, none changed or missing.').waitFor()
  const rows = page.locator('.access-table tbody tr')
  await expect.poll(() => rows.count()).toBe(20)
  await page.getByRole('button', { name: 'Older entries' }).click()
  await expect.poll(() => rows.count()).toBe(40)

  await page.getByLabel('Kind').selectOption('refusal')
  await page.getByRole('textbox', { name: 'Account' }).fill('li.wei')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(15)
  expect(new URL(page.url()).search).toBe('?lang=en&kind=refusal&account=li.wei')
  await page.getByRole('button', { name: /^(Dark|Light) theme$/ }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('theme')).not.toBeNull()
  expect(new URL(page.url()).searchParams.get('kind')).toBe('refusal')
  expect(await page.getByRole('link', { name: 'Export' }).getAttribute('href')).toBe(
    '/api/audit/export.csv?kind=refusal&account=li.wei',
  )
  await page.reload()
  await expect.poll(() => rows.count()).toBe(15)
  expect(await rows.first().innerText()).toContain('Refused: role does not have it')

  await page.getByRole('textbox', { name: 'Account' }).fill('nobody.else')
  await page.keyboard.press('Enter')
  await page.getByText('With these filters there are no entries.').waitFor()
  world.chain = { ...world.chain, isWhole: false, reason: 'audit/000003.ndjson line 412' }
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByText('The chain is broken: an entry was changed, or is missing').waitFor()
  await page.getByText('audit/000003.ndjson line 412').waitFor()
  await page.context().close()
})

test('a password is changed only by who knows it; other sessions go with it; a session is ended alone', async () => {
  const world = administrators()
  const page = await open('/account', world)
  await page.getByRole('button', { name: 'End Safari · iPhone at 10.20.0.99' }).click()
  await page.getByText('Safari · iPhone is signed out.').waitFor()
  expect(world.sessions.map(({ id }) => id)).toEqual(['s1'])
  await expect.poll(() => page.getByRole('button', { name: /^End / }).count()).toBe(0)

  await page.getByLabel('Present password').fill('not this one')
  await page.getByLabel('New password').fill('a ferry in the early fog')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('This is not your password.').waitFor()
  expect(await page.getByLabel('New password').inputValue()).toBe('a ferry in the early fog')
  await page.getByLabel('Present password').fill('four words and a river')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Changed. Wherever else you were signed in, you are no longer.').waitFor()
  expect(world.secrets['zhou.min']?.password).toBe('a ferry in the early fog')
  await page.context().close()
})

test('a second factor counts once a code came back, is drawn here and not fetched, and is turned off by password', async () => {
  const world = administrators()
  const page = await open('/account', world)
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url() + (request.postData() ?? '')))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('img', { name: 'QR code for the authenticator' }).waitFor()
  await page.getByText('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP').waitFor()
  expect(urls.filter((url) => url.includes('JBSWY3DP'))).toEqual([])
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('This code is not right').waitFor()
  expect(world.hasSecondFactor).toBe(false)
  await page.getByRole('textbox', { name: 'Code' }).fill('123456')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('It is on.').waitFor()
  await page.getByRole('button', { name: 'Turn off' }).click()
  await page.getByLabel('Present password').last().fill('four words and a river')
  await page.getByRole('button', { name: 'Turn off' }).click()
  await page.getByText('It is off.').waitFor()
  expect(world.hasSecondFactor).toBe(false)
  await page.context().close()
})
