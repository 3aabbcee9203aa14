import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invitationAnswer } from '#data/contract/people.ts'
import type { PersonRole } from '#data/contract/access.ts'
import { signInAt, type Administrator } from '#test/support/administrator.ts'
import { launchBrowser } from '#test/support/browser.ts'
import { demoHome, runCli, type RunningServer, startServer, temporaryHome } from '#test/support/server.ts'

let browser: Browser
let server: RunningServer
let administrator: Administrator
const folder = temporaryHome()
const password = 'nine otters under the pier'

beforeAll(async () => {
  const { path } = await folder
  await demoHome(`${path}/home`)
  ;[browser, server] = await Promise.all([launchBrowser(), startServer({ home: `${path}/home` })])
  administrator = await signInAt(server)
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  await (await folder)[Symbol.asyncDispose]()
})

/** A browser of somebody with these roles, signed in. */
async function browserOf(account: string, roles: PersonRole[]): Promise<BrowserContext> {
  const added = await administrator.ask('/api/people', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, name: account, roles, scope: null }),
  })
  const { token } = invitationAnswer.parse(await added.json())
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const taken = await context.request.post(`${server.url}/api/invitation`, { data: { token, password } })
  expect(taken.ok()).toBe(true)
  return context
}
async function planOf(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${server.url}/plan?lang=en`)
  await page.locator('.plan-rail').waitFor()
  return page
}
async function isSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(needed).toBeLessThanOrEqual(given ?? 0)
}
/** Today in the district, and the next full minute of its clock. */
function soon(): { day: string; time: string } {
  const at = new Date(Math.ceil((Date.now() + 8_000) / 60_000) * 60_000)
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at)
  return { day: text.slice(0, 10), time: text.slice(11, 16) }
}

test(
  'a whole day: constraints, freeze, blind approval, two who draw, seal, a team’s phone, close-out, receipt',
  { timeout: 240_000 },
  async () => {
    const planner = await planOf(await browserOf('planner', ['planner']))
    const approvers = await browserOf('approver', ['approver'])
    const approver = await planOf(approvers)
    const auditor = await planOf(await browserOf('auditor', ['auditor']))
    await planner.locator('.plan-sentence b').waitFor()
    await isSound(planner)
    await isSound(auditor)

    await planner.getByLabel('Risk', { exact: true }).fill('60')
    await planner.getByText('The three add up to 100').waitFor()
    expect(await planner.getByRole('button', { name: 'Freeze' }).isDisabled()).toBe(true)
    await planner.getByLabel('Overdue', { exact: true }).fill('20')
    await planner.getByRole('button', { name: 'Add: Not on this day' }).click()
    await planner.getByLabel('Find a site').fill('park')
    await planner.locator('.plan-found .link').first().click()
    const spared = await planner.getByLabel('Find a site').inputValue()
    await planner.getByLabel('Why').fill('closed for works')
    await planner.getByRole('button', { name: 'Add', exact: true }).click()
    await planner.locator('.plan-middle:not([data-old])').waitFor()
    await planner.locator('.plan-geo:not([data-old]) .maplibregl-canvas').waitFor()
    await planner.getByRole('button', { name: /^Exempt on this day 1$/ }).click()
    await planner.getByText('As a list').click()
    expect(await planner.locator('.plan-out-list li').allInnerTexts()).toEqual([
      expect.stringContaining(spared),
    ])
    const { day, time } = soon()
    await planner.getByLabel('Day', { exact: true }).fill(day)
    await planner.getByLabel('Slips open at').fill(time)
    await planner.locator('.plan-middle:not([data-old])').waitFor()
    await planner.getByRole('button', { name: 'Freeze' }).click()
    await planner.getByText('You froze it; somebody else approves it.').waitFor()
    await isSound(planner)

    await approver.getByText(`${spared}: Exempt on this day, “closed for works”`).waitFor()
    await isSound(approver)
    await approver.getByRole('button', { name: 'Approve', exact: true }).click()
    await approver.getByRole('button', { name: 'Take part in the draw' }).click()
    await approver.getByText('Keep this page open').waitFor()
    await planner.getByText('approver has committed. One more person is needed.').waitFor()
    await approver.reload()
    await approver.getByText('Keep this page open').waitFor()
    const without = await planOf(approvers)
    await without.getByText('Your bytes are not in this window.').waitFor()
    await without.close()
    await planner.route('**/values', (route) => route.abort())
    await planner.getByRole('button', { name: 'Take part in the draw' }).click()
    await planner.getByText('Your bytes could not be sent').waitFor()
    await planner.unroute('**/values')
    await planner.locator('.plan-rail li[data-state="now"]', { hasText: /Draw and seal|Slips/ }).waitFor()
    await planner.getByRole('heading', { name: /The list is sealed|Slips are open/ }).waitFor()
    if (await planner.getByText('The list is sealed').isVisible()) {
      await isSound(planner)
      for (const page of [planner, approver, auditor])
        expect(await page.evaluate(() => document.body.innerText)).not.toContain('drawn with a chance')
      expect(await planner.locator('.plan-geo .plan-stop').count()).toBe(0)
      await planner.getByRole('button', { name: /^Exempt on this day 1$/ }).waitFor()
    }

    await planner.getByRole('heading', { name: 'Slips are open' }).waitFor({ timeout: 90_000 })
    const numbers = planner.locator('.plan-map .plan-stop')
    await numbers.first().waitFor()
    await planner.locator('.plan-map .map-columns canvas').waitFor()
    const stops = await numbers.count()
    expect(await planner.locator('.plan-team li').count()).toBe(stops)
    await planner.getByRole('button', { name: 'On to the next stop' }).click()
    expect(await planner.locator('.plan-map .plan-stop:not([data-later])').count()).toBe(1)
    await planner.getByRole('button', { name: 'Whole day' }).click()
    await numbers.last().click({ force: true })
    await planner.locator('.plan-team[open] li[aria-current]').waitFor()
    expect(await planner.locator('.plan-map .plan-stop[data-chosen]').count()).toBe(1)
    await planner.locator('.plan-team[open] summary').click()
    const blind = await planner.context().newPage()
    await blind.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null
    })
    await blind.goto(`${server.url}/plan?lang=en`)
    await blind.locator('.plan-flat polyline').first().waitFor()
    await blind.close()
    await planner.locator('.plan-team summary').first().click()
    await planner
      .getByText(/drawn with a chance of|must be visited|Rectification due/)
      .first()
      .waitFor()
    await isSound(planner)
    const link = (await planner.locator('.plan-team a').first().getAttribute('href')) ?? ''
    expect(link).toContain('/slip#')

    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const slip = await phone.newPage()
    const asked: string[] = []
    slip.on('request', (request) => asked.push(request.url()))
    await slip.goto(link.replace('/slip#', '/slip?lang=en#'))
    await slip.locator('.slip-stop').first().waitFor()
    await isSound(slip)
    const first = slip.locator('.slip-stop').first()
    await first.locator('.slip-checks input').first().check()
    await slip.reload()
    await expect.poll(() => first.locator('.slip-checks input').first().isChecked()).toBe(true)
    await first.getByRole('button', { name: 'Done' }).click()
    await first.getByLabel('Minutes on site').fill('35')
    await first.getByRole('button', { name: 'Add what was found' }).click()
    await isSound(slip)
    await first.getByRole('button', { name: 'Save' }).click()
    await slip.locator('.slip-stop[data-outcome="done"]').waitFor()
    const second = slip.locator('.slip-stop').nth(1)
    await second.getByRole('button', { name: 'Not reached' }).click()
    await second.getByRole('button', { name: 'Not let in' }).click()
    await slip.locator('.slip-stop[data-outcome="not-reached"]').waitFor()
    const token = new URL(link).hash.slice(1)
    for (const url of asked) expect(url.split('#')[0]).not.toContain(token)
    expect(server.output()).not.toContain(token)

    await planner.getByText(/1 done, 1 not reached/).waitFor()
    await planner.getByRole('button', { name: 'Close out' }).click()
    await planner.getByRole('heading', { name: 'Closed out' }).waitFor()
    await isSound(planner)
    await slip.reload()
    await slip.getByText('This slip is not open').waitFor()
    expect(
      await slip.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('slip'))),
    ).toEqual([])

    const [download] = await Promise.all([
      auditor.waitForEvent('download'),
      auditor.getByRole('link', { name: 'Save the receipt' }).click(),
    ])
    const path = `${(await folder).path}/receipt.json`
    await download.saveAs(path)
    expect((await runCli(`${(await folder).path}/home`, ['verify-draw', path])).code).toBe(0)
  },
)

test('on a phone and in Chinese the page holds together', async () => {
  const context = await browserOf('second', ['planner'])
  const page = await context.newPage()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${server.url}/plan?lang=zh-CN&theme=light`)
  await page.locator('.plan-rail').waitFor()
  await isSound(page)
})

test('a slip that is not open says so', async () => {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${server.url}/slip?lang=en#${'x'.repeat(43)}`)
  await page.getByText('This slip is not open').waitFor()
})
